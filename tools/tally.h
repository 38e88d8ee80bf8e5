/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_TALLY_H
#define TOOLS_TALLY_H

#include "tools/classifier.h"
#include "tools/truth.h"

/* What each signature of a set did on captures, and what became of each capture. */

struct number_list {
    uint32_t *item;
    size_t count;
    size_t room;
};

/* Names, each with a blank before it. */
struct name_list {
    char *text; /* NULL: none */
    size_t length;
};

struct tally_signature {
    struct skypedpi_signature signature;
    uint64_t hits;              /* flows, or endpoints, on which it fired */
    uint64_t false_hits;        /* ... and that are of another application */
    uint64_t only;              /* flows that without it would not be its application's */
    uint64_t decided;           /* flows whose verdict names it */
    struct number_list packets; /* ... by which payload packet; not those that were decided without one */
    bool fired;                 /* on the capture at hand */
    struct name_list proved;    /* captures that its proof names, and on which it fired */
    struct name_list silent;    /* ... and on which it did not */
};

struct tally_capture {
    const char *path;
    bool known; /* what is in it is told, or that nothing is */
    bool broken;
    uint64_t flows;
    uint64_t found;  /* flows that were labelled with an application of the set, and called so */
    uint64_t missed; /* ... and called otherwise, or not there at all */
    uint64_t absent; /* ... of these, the last */
    uint64_t wrong;  /* flows called an application that they are not */
};

/* A hit on what is of another application. */
struct tally_false {
    const char *capture;
    uint32_t signature; /* id */
    bool endpoint;      /* the five-tuple is that of an endpoint or host: of its source */
    bool verdict;       /* it is what the flow was called for */
    struct skypedpi_tuple tuple;
    char label[32];
};

#define TALLY_FALSE_MOST 1000 /* that are listed; what comes after is only counted */

struct tally {
    skypedpi_db *db;
    struct tally_signature *signature; /* in the order of ids */
    size_t signatures;
    struct tally_capture *capture;
    size_t captures;
    struct tally_false *wrong;
    size_t wrongs;
    uint64_t false_hits;
    bool failed; /* no memory; after a complaint */
};

/* Room for so many captures. False after a complaint; tally_free() in either case. */
bool tally_make(struct tally *tally, skypedpi_db *db, size_t captures);
void tally_free(struct tally *tally);

/* Takes in a capture that was read with evidence and counts. `path` must stay. */
struct tally_capture *tally_add(struct tally *tally, const struct classifier *classifier, struct truth *truth,
                                const char *path);

/* Takes in what the same capture shows without one of the signatures. */
void tally_add_without(struct tally_signature *signature, const struct classifier *with,
                       const struct classifier *without);

/* The how-manieth packet decided: the least, the one in the middle, the most; 0 for none. */
struct tally_packets {
    uint32_t least, middle, most;
};
struct tally_packets tally_packets(struct tally_signature *signature);

/* Complains, once, and makes it a failure. */
void tally_no_memory(struct tally *tally);

size_t tally_unproved(const struct tally *tally);
bool tally_is_named(unsigned application); /* something that a set finds, or what is related to it */

#endif
