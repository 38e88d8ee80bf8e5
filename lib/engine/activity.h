/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_ACTIVITY_H
#define LIB_ENGINE_ACTIVITY_H

#include "lib/engine/engine.h"
#include "lib/engine/framing.h"
#include "lib/engine/window.h"

/* What a decided flow is used for, where its bytes are random: told by sizes, gaps, rates and the balance of
 * both directions, window by window. Records are from a bounded pool. */

struct activity {
    uint64_t begin;         /* nanoseconds: the first packet followed */
    uint64_t last;          /* ... the last one */
    uint64_t start;         /* ... the first window of a call; 0: there was none */
    uint64_t end;           /* ... the last packet of one */
    uint64_t total;         /* bytes of payload since `begin` */
    uint64_t since;         /* nanoseconds: the first window of a call or file; 0: there was none */
    uint64_t until;         /* ... the last packet of one */
    uint64_t before;        /* bytes of payload before `since` */
    uint64_t media;         /* ... up to `until` */
    uint32_t last_of[2];    /* milliseconds, wrapping: the last packet of a direction */
    uint32_t word[2];       /* its first four bytes */
    uint16_t length[2];     /* its length */
    struct window window;   /* about three seconds */
    struct window slow;     /* half a minute */
    struct framing framing; /* of packets with data */
    uint16_t serial;        /* which of the flows that had this record */
    uint8_t mirrored;       /* packets that a node passed on */
    uint8_t activity;       /* strongest so far */
    bool carried;           /* by a third node */
    bool relayed;           /* ... and it is its call that is named so */
};

/* Is a decided flow one to be followed? */
bool activity_wanted(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow);

/* Follows it from now on, if there is a record. */
void activity_open(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* One more packet of a flow that is followed. */
void activity_feed(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                   const struct skypedpi_packet *packet);

/* No more packets will come: the last windows end. */
void activity_judge(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* Gives the record back, if there is one. */
void activity_close(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* Puts the activity that was found so far, if one was, in the place of what signatures say. */
void activity_apply(const struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* Adds what was measured to a verdict. */
void activity_tell(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                   struct skypedpi_verdict *verdict);

#endif
