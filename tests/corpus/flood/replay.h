/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_CORPUS_FLOOD_REPLAY_H
#define TESTS_CORPUS_FLOOD_REPLAY_H

#include "tests/corpus/flood/forge.h"
#include "tests/corpus/flood/memory.h"
#include "tests/corpus/rewrite/packets.h"

/* A capture through an engine, with forged packets spread evenly among its own. */

/* Forged flows open at one time; then the oldest is closed for every new one. */
#define REPLAY_FORGED_OPEN 50000
#define REPLAY_FLOWS       4096 /* of the capture */

struct replay_flow {
    skypedpi_flow *flow; /* while it is open */
    struct skypedpi_tuple tuple;
    struct skypedpi_verdict verdict; /* the last word */
};

struct replay {
    struct forge forge;
    uint64_t count; /* packets to forge */
    /* outcome */
    uint64_t nanoseconds;       /* spent in the library on the forged ones */
    uint64_t made[FORGE_KINDS]; /* forged flows, and those of them called Skype */
    uint64_t called[FORGE_KINDS];
    struct memory before, after; /* the packets */
    size_t flows;                /* of the capture, in the order of their first packets */
    struct replay_flow flow[REPLAY_FLOWS];
};

/* False after a complaint. */
bool replay_run(struct replay *replay, const struct packets *capture);

#endif
