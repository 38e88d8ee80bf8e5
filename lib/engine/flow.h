/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_FLOW_H
#define LIB_ENGINE_FLOW_H

#include <stdbool.h>
#include <stdint.h>
#include <skypedpi/engine.h>
#include "lib/sigset/model.h"

/* A flow's memory: two cache lines. A final flow needs only the first. Of the past it keeps what signatures
 * may look back at, and nothing for any one signature, so its size does not depend on the set. */

enum flow_bits {
    BIT_OPEN = 1 << 0, /* the record is in use */
    BIT_TCP = 1 << 1,
    BIT_IPV6 = 1 << 2,
    BIT_SEQ_0 = 1 << 3,    /* the next sequence number from the source is known */
    BIT_SEQ_1 = 1 << 4,    /* ... from the destination */
    BIT_SWAPPED = 1 << 5,  /* the destination opened it: its SYN came first, or an answer to it */
    BIT_STARTED = 1 << 6,  /* payload was seen */
    BIT_TURN_1 = 1 << 7,   /* TCP: the destination speaks at present */
    BIT_UNSEEN_0 = 1 << 8, /* the bytes of head[0] are not known, only its length */
    BIT_UNSEEN_1 = 1 << 9,
    BIT_SPOKE_0 = 1 << 10, /* payload was seen from the source */
    BIT_SPOKE_1 = 1 << 11,
    BIT_EXACT = 1 << 12,  /* the flow told its client's release: it stands in exact */
    BIT_OLDER = 1 << 13,  /* UDP: older holds a message */
    BIT_OLDER_1 = 1 << 14 /* ... of the destination's */
};

#define BIT_SEQ(direction)    ((unsigned)BIT_SEQ_0 << (direction))
#define BIT_UNSEEN(direction) ((unsigned)BIT_UNSEEN_0 << (direction))
#define BIT_SPOKE(direction)  ((unsigned)BIT_SPOKE_0 << (direction))

/* How far a proxy's handshake has come. */
enum tunnel {
    TUNNEL_NONE,
    TUNNEL_CONNECT, /* HTTP CONNECT was asked */
    TUNNEL_SOCKS5_GREETED,
    TUNNEL_SOCKS5_CHOSEN,
    TUNNEL_SOCKS5_ASKED,
    TUNNEL_SOCKS4_ASKED,
    TUNNEL_HTTPS, /* through: what follows is the inner stream */
    TUNNEL_SOCKS5,
    TUNNEL_SOCKS4
};

/* What is kept of an earlier message. */
struct head {
    uint8_t byte[HEAD_BYTES];
    uint16_t length; /* of the message; longer ones count as 65535 */
};

/* In fired[]: it fired on the flow's endpoint or host, or on another flow of it. */
#define FIRED_ADOPTED 0x8000u
/* ... it fired on the message at hand */
#define FIRED_NOW    0x4000u
#define FIRED_NUMBER 0x3fffu

/* In flags, above the bits of enum skypedpi_flag: its activity is followed */
#define FLAG_FOLLOWED 0x8000u
/* ... and its beginning came after a flow of its opener was blocked */
#define FLAG_ATTEMPT 0x4000u
/* ... and its endpoint helped it: in a score is more than what fired on the flow */
#define FLAG_HELPED 0x2000u
/* ... and a message of it was counted for the source's host, or the destination's */
#define FLAG_CHAINED(side) (0x0800u << (side))
#define FLAGS_HIDDEN       (FLAG_FOLLOWED | FLAG_ATTEMPT | FLAG_HELPED | FLAG_CHAINED(0) | FLAG_CHAINED(1))

/* Scores are kept for these, by slot. */
enum score_slot { SLOT_OTHER, SLOT_SKYPE, SLOT_RELATED, SLOT_CUSTOM, SLOT_COUNT };

/* Where an application's score stands. */
static inline unsigned slot_of(unsigned application)
{
    switch (application) {
    case SKYPEDPI_APPLICATION_OTHER:
        return SLOT_OTHER;
    case SKYPEDPI_APPLICATION_SKYPE:
        return SLOT_SKYPE;
    case SKYPEDPI_APPLICATION_SKYPE_RELATED:
        return SLOT_RELATED;
    default:
        return SLOT_CUSTOM;
    }
}

struct skypedpi_flow {
    void *user;
    uint8_t address[2][16]; /* source, destination */
    uint16_t port[2];
    uint16_t bits;
    uint16_t flags; /* enum skypedpi_flag */
    uint8_t application, stage;
    uint8_t activity : 4;
    uint8_t mechanism : 4;
    uint8_t chained;    /* application that FLAG_CHAINED is about */
    uint16_t signature; /* index of the strongest that fired for the application, or NO_INDEX */
    union {
        uint16_t decided; /* payload packet that made the verdict likely */
        uint16_t asked;   /* of an undecided one: endpoints.news when it was last looked for; 0: anew */
    };
    uint16_t packets;   /* payload packets looked at */
    uint16_t side;      /* number of a record, 0 none: of activity if it is followed, else of native state */
    uint8_t tunnel : 4; /* enum tunnel */
    uint8_t path : 4;   /* enum skypedpi_path: what its own packets show */
    uint8_t custom;     /* application that SLOT_CUSTOM is about */
    uint8_t ordinal[2]; /* messages so far, by direction; 255 is the most that is counted */

    uint32_t head_time[2]; /* milliseconds, wrapping */
    union {
        struct head head[2]; /* by direction: the message before the present one */
        struct skypedpi_release exact;
    };
    union {
        struct {              /* TCP */
            uint32_t next[2]; /* next sequence number, by direction */
            uint16_t size[SIZES_KEPT];
            uint16_t buffer; /* number of its stream buffer, 0 none */
        };
        struct head older; /* UDP: the last message that head[] had to give up */
    };
    uint16_t fired[FIRED_KEPT]; /* indexes + 1 of signatures that fired; 0 free */
    uint8_t score[SLOT_COUNT];
};

_Static_assert(sizeof(struct skypedpi_flow) <= 128, "the promise of docs/architecture.md");

static inline bool flow_has(const struct skypedpi_flow *flow, unsigned bit)
{
    return (flow->bits & bit) != 0;
}

static inline void flow_set(struct skypedpi_flow *flow, unsigned bit)
{
    flow->bits = (uint16_t)(flow->bits | bit);
}

static inline void flow_clear(struct skypedpi_flow *flow, unsigned bit)
{
    flow->bits = (uint16_t)(flow->bits & ~bit);
}

static inline void flow_flag(struct skypedpi_flow *flow, unsigned flag)
{
    flow->flags = (uint16_t)(flow->flags | flag);
}

static inline void flow_unflag(struct skypedpi_flow *flow, unsigned flag)
{
    flow->flags = (uint16_t)(flow->flags & ~flag);
}

/* A message of it was counted for the host of that side: it may be known by that now, for that application. */
static inline void flow_chain(struct skypedpi_flow *flow, unsigned side, uint8_t application)
{
    if (flow->chained != application)
        flow_unflag(flow, FLAG_CHAINED(0) | FLAG_CHAINED(1));
    flow->chained = application;
    if (!(flow->flags & FLAG_CHAINED(side)) && flow->stage == SKYPEDPI_STAGE_OPEN)
        flow->asked = 0;
    flow_flag(flow, FLAG_CHAINED(side));
}

static inline bool flow_final(const struct skypedpi_flow *flow)
{
    return flow->stage == SKYPEDPI_STAGE_FINAL;
}

static inline bool flow_followed(const struct skypedpi_flow *flow)
{
    return (flow->flags & FLAG_FOLLOWED) != 0;
}

/* A decided flow is followed from now on, if that is wanted; a final one gives back what it needs no more. */
void flow_follow(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* The side that opened the flow: 0 source, 1 destination. */
static inline unsigned flow_opener(const struct skypedpi_flow *flow)
{
    return flow_has(flow, BIT_SWAPPED) ? 1 : 0;
}

/* 1 if messages of this direction come from the side that did not open the flow. */
static inline unsigned flow_server(const struct skypedpi_flow *flow, unsigned direction)
{
    return direction ^ flow_opener(flow);
}

/* Is it an application that a set is about? Not something else, nor web pages for which no client need run. */
static inline bool application_is_subject(unsigned application)
{
    return application == SKYPEDPI_APPLICATION_SKYPE || application >= SKYPEDPI_APPLICATION_CUSTOM;
}

#endif
