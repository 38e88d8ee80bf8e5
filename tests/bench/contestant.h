/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_BENCH_CONTESTANT_H
#define TESTS_BENCH_CONTESTANT_H

#include "tests/bench/stream.h"

/* What the embedder keeps with a flow: the same for everybody. */
struct slot {
    void *state;      /* the contestant's */
    uint32_t packets; /* fed */
    uint16_t protocol;
    bool open;
    bool done;  /* it wants no more packets */
    bool skype; /* known once the flow is closed */
};

/* Who is measured, behind one small interface. A flow is opened with its first packet, fed until it is done,
 * and closed when the embedder's table ends it. */
struct contestant {
    const char *name;
    bool classifies;
    void *(*make)(uint32_t flows); /* room for these at one time */
    void (*free)(void *self);
    void (*open)(void *self, struct slot *slot, const struct skypedpi_tuple *tuple);
    void (*feed)(void *self, struct slot *slot, const struct stream_packet *packet); /* sets done */
    void (*close)(void *self, struct slot *slot);                                    /* sets skype */
};

extern const struct contestant contest_skypedpi;   /* this library, the set it carries */
extern const struct contestant contest_ndpi;       /* libndpi with all its dissectors */
extern const struct contestant contest_ndpi_skype; /* ... with those that touch Skype */
extern const struct contestant contest_floor;      /* an embedder that finds the flow, and leaves it there */
extern const struct contestant contest_memcpy;     /* ... and copies the payload */

enum { CONTESTANTS = 5 };
/* In this order. */
extern const struct contestant *const contestants[CONTESTANTS];
enum contestant_place { OURS, NDPI, NDPI_SKYPE, FLOOR, MEMCPY };

#endif
