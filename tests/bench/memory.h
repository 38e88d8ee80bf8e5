/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_BENCH_MEMORY_H
#define TESTS_BENCH_MEMORY_H

#include <stdint.h>

/* Bytes the machine has free, and bytes of this process that are resident; 0 where that cannot be known. */
uint64_t memory_available(void);
uint64_t memory_resident(void);

#endif
