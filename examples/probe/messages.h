/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_MESSAGES_H
#define EXAMPLES_PROBE_MESSAGES_H

#include <semaphore.h>
#include "examples/probe/event.h"

/* What threads send each other through rings.
 *
 *     reader --orders--> workers --events--> hub
 *
 * Every order has a number, and the events it causes carry it: so the hub brings what several workers found
 * into one order, the same in every run. */

struct rulebook;

/* ---- orders: reader to worker ---- */

enum order_kind {
    ORDER_PACKET, /* struct order_packet */
    ORDER_TICK,   /* struct order_tick: another second has begun */
    ORDER_RULES,  /* struct order_rules: another set, subscribers and policy from now on */
    ORDER_MARK,   /* struct order: nothing, but let the hub know that you came so far */
    ORDER_END     /* struct order_tick: no more will come */
};

struct order {
    uint64_t number;
    enum order_kind kind;
};

/* A UDP or TCP packet. */
struct order_packet {
    struct order order;
    uint64_t id;      /* number of its frame, from 1: that of the flow it opens */
    uint64_t time;    /* nanoseconds, of the probe's clock */
    uint64_t ahead;   /* of the clock that stamped it: see clock.h */
    uint64_t packets; /* frames it came in */
    uint64_t bytes;   /* of these on the wire */
    struct skypedpi_frame frame;
    uint8_t payload[];
};

/* What the reader knows of an interval, and how it is. */
struct reader_news {
    uint64_t start, end;         /* of an interval that ends with this order; both 0: none does */
    struct skypedpi_usage total; /* of its frames */
    struct skypedpi_usage unfollowed;
    uint64_t frames, bytes, dropped, clock_back; /* since the probe began */
    uint64_t undecoded[SKYPEDPI_FRAME_RESULTS];
    uint32_t queue_fill;
};

struct order_tick {
    struct order order;
    uint64_t time;
    struct reader_news news;
};

struct order_rules {
    struct order order;
    struct rulebook *rules; /* the hub frees those before when all workers have left them */
};

/* ---- events: worker to hub ---- */

enum event_kind {
    EVENT_BEGUN,    /* struct event_flow */
    EVENT_CHANGED,  /* struct event_flow */
    EVENT_GOES_ON,  /* struct event_flow */
    EVENT_SO_FAR,   /* struct event_flow */
    EVENT_ENDED,    /* struct event_flow */
    EVENT_ENDPOINT, /* struct event_endpoint */
    EVENT_INTERVAL, /* struct event_interval */
    EVENT_RULES,    /* struct event_rules */
    EVENT_MARK,     /* struct event */
    EVENT_END       /* struct event: the worker's last */
};

struct event {
    uint64_t number; /* of the order that caused it */
    enum event_kind kind;
};

struct event_flow {
    struct event event;
    struct skypedpi_record record;
    uint32_t attempt;
    uint32_t evidence_count;
    uint32_t evidence_lost;
    struct skypedpi_evidence evidence[];
};

struct event_endpoint {
    struct event event;
    struct skypedpi_endpoint endpoint;
};

/* How a worker is; counts since it began. */
struct worker_news {
    uint64_t opened, evicted, refused, endpoints_known, one_way, two_way;
    uint32_t open, room;
};

struct event_interval {
    struct event event;
    uint64_t time;
    struct reader_news reader;
    struct skypedpi_usage unfollowed; /* the worker's part */
    struct worker_news worker;
    skypedpi_accounts *accounts; /* the hub empties them and posts `spare` */
    sem_t *spare;
};

struct event_rules {
    struct event event;
    struct rulebook *rules;
};

#endif
