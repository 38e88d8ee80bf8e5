/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_CORPUS_REWRITE_TAP_H
#define TESTS_CORPUS_REWRITE_TAP_H

#include "tests/corpus/rewrite/packets.h"

/* What a tap makes of all packets. */

/* Only the first bytes of each were captured. */
void tap_snap(struct packets *packets, uint32_t bytes);

/* Each is seen up to `longest` nanoseconds too late, at random, and so in another order; the same seed gives
 * the same order on every machine. 0: all stay as they are. */
void tap_jitter(struct packets *packets, uint64_t longest, uint64_t seed);

#endif
