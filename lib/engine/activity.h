/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_ACTIVITY_H
#define LIB_ENGINE_ACTIVITY_H

#include "lib/engine/engine.h"

/* What a decided UDP flow is used for, where its bytes are random: told by sizes, gaps, rates and the balance
 * of both directions, window by window. Integers only. */

#define ACTIVITY_GAPS 7 /* gaps near 10, 20 ... 60 ms, and all others */

struct activity {
    uint64_t since;      /* nanoseconds: when the window began */
    uint64_t last;       /* ... the last packet of either direction */
    uint64_t start;      /* ... the first window of a call; 0: there was none */
    uint64_t end;        /* ... the last packet of one */
    uint64_t begin;      /* ... the first packet */
    uint64_t total;      /* bytes of payload since then */
    uint32_t last_of[2]; /* milliseconds, wrapping: the last packet of a direction */
    /* of the window */
    uint32_t bytes[2];
    uint16_t packets[2];
    uint16_t data;  /* packets that can be media or files */
    uint16_t video; /* ... of the sizes of video */
    uint16_t large; /* ... of full size */
    uint16_t gap[ACTIVITY_GAPS];
    uint8_t activity; /* strongest so far */
};

/* A flow has become final: follows it on, if it is one that can be. True if more packets are wanted. */
bool activity_open(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* One more packet of a flow that is followed. */
void activity_feed(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                   const struct skypedpi_packet *packet);

/* Adds what was measured to a verdict. */
void activity_tell(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                   struct skypedpi_verdict *verdict);

#endif
