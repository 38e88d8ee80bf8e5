/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_HUB_H
#define EXAMPLES_PROBE_HUB_H

#include "examples/probe/gather.h"
#include "examples/probe/sinks.h"
#include "examples/probe/worker.h"

/* The thread that hears all workers and tells the sinks. What workers found comes in the order of the orders
 * that caused it, and for one order in the order of the workers. */

/* What a worker sends. */
struct hub_stream {
    struct ring *ring;
    const struct event *head; /* the next, NULL: not here yet */
    bool ended;
};

struct hub {
    pthread_t thread;
    struct hub_stream stream[SETTINGS_WORKERS];
    unsigned streams;
    unsigned ended;
    const struct sinks *sinks;
    struct rulebook *rules; /* the hub's to free */
    struct rulebook *left;  /* those before, while some workers still use them */
    bool alive;             /* the last worker was heard since the last tick */
    struct gather gather;
    uint64_t next_tick;           /* real time: when sinks are told that a second has passed */
    uint64_t reloads;             /* rules that were taken */
    atomic_uint_fast64_t refused; /* ... that could not be read, as another thread notes */
    bool lost;                    /* a sink lost something; after a complaint */
};

/* Takes over `rules`; the sinks may be opened later. False after a complaint; hub_close() in either case. */
bool hub_open(struct hub *hub, struct worker *workers, unsigned count, const struct sinks *sinks,
              struct rulebook *rules);
void hub_close(struct hub *hub);

/* The thread: until all workers have ended; closes the sinks. */
void *hub_run(void *hub);

#endif
