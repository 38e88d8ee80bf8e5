/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_PROGRESS_H
#define EXAMPLES_PROBE_PROGRESS_H

#include "examples/probe/source.h"

/* A line on a terminal that says how far a long reading is. */
struct progress {
    const struct source *source;
    uint64_t frames;
    uint64_t next; /* real time: not to be drawn before */
    bool drawn;
};

void progress_begin(struct progress *progress, const struct source *source);
/* One frame more. */
void progress_step(struct progress *progress);
/* Wipes the line. */
void progress_end(struct progress *progress);

#endif
