/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_BENCH_RUN_H
#define TESTS_BENCH_RUN_H

#include "tests/bench/contestant.h"

/* A contestant goes through traffic. Each run has a contestant that is new; its memory is not. */

struct run {
    const struct contestant *who;
    const struct stream *stream;
    void *self;
    struct slot *slot; /* of each flow */
    skypedpi_table *table;
    size_t opened; /* slots the table was given */
    bool frozen;
};

/* `frozen`: no flow ends before the run does. */
void run_begin(struct run *run, const struct contestant *who, const struct stream *stream, bool frozen);
void run_end(struct run *run);

/* What is timed. callgrind is told these names. */

/* Steps of a plan, decoded, the flow at hand. Done flows are not fed. */
void run_packets(struct run *run, const struct plan *plan);
/* Packets only, as frames: decoded and looked up in the kit's table. */
void run_frames(struct run *run, const struct plan *plan);
/* The same, but done flows are fed all the same, and the clock is never asked. */
void run_decided_packets(struct run *run, const struct plan *plan);
void run_decided_frames(struct run *run, const struct plan *plan);

/* Sets `bit` in the mark of each packet that is fed to `who`: those before its flow is done. */
void run_mark(const struct contestant *who, const struct stream *stream, uint8_t *mark, uint8_t bit);
/* The packets whose marks, as far as `mask` tells, are `wanted`; with the ends of all flows, or without. */
struct plan plan_of(const struct stream *stream, const uint8_t *mark, uint8_t mask, uint8_t wanted, bool ends);

/* Memory that was given back is kept for the next run: page faults are not what is measured. */
void run_keep_memory(void);

#endif
