/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_CLASSIFIER_H
#define TOOLS_CLASSIFIER_H

#include <stdbool.h>
#include <skypedpi/kit/table.h>
#include "tools/capture.h"
#include "tools/rows.h"

/* From frames to rows: an engine, with the flow table and the reassembly it needs. */

struct classifier {
    skypedpi_engine *engine;
    skypedpi_table *table;
    skypedpi_defrag *defrag;
    struct rows rows;
    struct news_list news;
    struct news_list counts; /* what was counted of endpoints: each with the signature that fired */
    const char *capture;     /* the file the next frame stands in */
    uint64_t frames;
    uint64_t result[SKYPEDPI_FRAME_RESULTS]; /* what became of them */
    bool again;                              /* what is wrong with the captures was said before */
    bool blocks;                             /* what is recognised is blocked */
    bool begins;                             /* the next frame is the capture's first */
    uint64_t last;                           /* time of the last frame */
    uint64_t next_tick;
    uint64_t blocks_lost; /* blocked flows that the engine had no room for */
    bool failed;          /* and has complained */
};

/* What else is to be done, or-ed. */
enum classifier_wants {
    CLASSIFIER_EVIDENCE = 1, /* evidence is kept with the rows */
    CLASSIFIER_BLOCKS = 2,   /* what is recognised is blocked, and what its host tries next is noted */
    CLASSIFIER_COUNTS = 4,   /* signatures that fire on endpoints are kept */
    CLASSIFIER_SAME = 8,     /* the same seed each time: two runs differ in nothing but what is asked of them */
    CLASSIFIER_AGAIN = 16    /* what is wrong with the captures was said before */
};

/* Enough for most captures. */
#define CLASSIFIER_FLOWS     262144
#define CLASSIFIER_ENDPOINTS 65536
/* The engine's own default, for captures that are read again and again: this memory takes longest to make. */
#define CLASSIFIER_ENDPOINTS_FEW 16384

struct classifier_settings {
    uint32_t max_flows;
    uint32_t max_endpoints;
    unsigned wants;   /* enum classifier_wants */
    uint32_t without; /* id of a signature that is not asked; 0: all are */
};

/* False after a complaint; classifier_free() in either case. `classifier` must stay where it is. */
bool classifier_make(struct classifier *classifier, skypedpi_db *db,
                     const struct classifier_settings *settings);
void classifier_free(struct classifier *classifier);

/* Reads a capture into rows, with warnings for what was not looked at; EXIT_... */
int classifier_read(struct classifier *classifier, const char *path);

/* Ends all flows: every row has its last verdict then. False after a complaint. */
bool classifier_finish(struct classifier *classifier);

/* All of these for one capture; whether that could be read is left in *status. */
bool classifier_run(struct classifier *classifier, skypedpi_db *db, const struct classifier_settings *settings,
                    const char *path, int *status);

#endif
