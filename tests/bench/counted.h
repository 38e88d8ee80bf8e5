/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_BENCH_COUNTED_H
#define TESTS_BENCH_COUNTED_H

#include "tests/bench/run.h"

/* One pass of `who` through a stream, for callgrind to count what happens in counted() (--toggle-collect):
 * packets that come before `decider` is done with their flow, or those that come after. Says how many that
 * were, for callgrind.py. */
void counted_pass(const struct stream *stream, const struct contestant *who, const struct contestant *decider,
                  bool decided);
void counted(struct run *run, const struct plan *plan, bool decided);

#endif
