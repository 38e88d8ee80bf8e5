/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_WORKER_H
#define EXAMPLES_PROBE_WORKER_H

#include <pthread.h>
#include "examples/probe/messages.h"
#include "examples/probe/names.h"
#include "examples/probe/ring.h"
#include "examples/probe/row.h"

/* A thread with an engine and a flow table of its own, for the hosts that the reader sends here. */

struct worker {
    pthread_t thread;
    struct ring in;  /* orders */
    struct ring out; /* events */
    const struct rulebook *rules;
    skypedpi_engine *engine;
    skypedpi_table *table;
    struct rows rows;
    skypedpi_accounts *accounts[2]; /* one is filled while the hub has the other */
    unsigned filling;
    sem_t spare;     /* the hub has given the other one back */
    uint64_t number; /* of the order that is carried out */
    uint64_t second; /* that has begun: the table's time, so that flows end with seconds only */
    uint64_t ahead;  /* of the clock of the last packet */
    uint64_t active; /* timeout after which a flow that goes on is told of; 0: nobody wants to know */
    bool looking;    /* somebody wants to know of all flows that are open */
    uint32_t hand;   /* the row that is looked at next */
    struct skypedpi_usage unfollowed; /* since the last interval */
    uint64_t one_way, two_way;
    uint64_t minute; /* since 1970, that minute_of_week is of */
    uint16_t minute_of_week;
    bool failed; /* an engine said what it must not; after a complaint */
};

/* False after a complaint; worker_close() in either case. */
bool worker_open(struct worker *worker, const struct settings *settings, const struct rulebook *rules);
void worker_close(struct worker *worker);

/* The thread: carries out orders until ORDER_END. */
void *worker_run(void *worker);

#endif
