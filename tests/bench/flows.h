/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_BENCH_FLOWS_H
#define TESTS_BENCH_FLOWS_H

#include "tests/bench/contestant.h"

/* Any number of UDP flows without a packet of theirs in memory: each is made when it is its turn. */

/* A frame of the `number`th flow, as if decoded; its `turn`th packet. The payload is one of a few. */
struct skypedpi_frame flows_frame(uint32_t number, unsigned turn);
struct skypedpi_tuple flows_tuple(const struct skypedpi_frame *frame);

#endif
