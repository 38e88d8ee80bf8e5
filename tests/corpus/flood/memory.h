/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_CORPUS_FLOOD_MEMORY_H
#define TESTS_CORPUS_FLOOD_MEMORY_H

#include <skypedpi/engine.h>

/* How much memory there is. */

struct memory {
    uint64_t told;     /* skypedpi_stats.memory */
    uint64_t taken;    /* through the allocator */
    uint64_t resident; /* of the process; 0 where that cannot be known */
};

/* An allocator's functions; user: a uint64_t that counts bytes. What is taken is really there, and not zero:
 * what is resident then grows by nothing but new memory. */
void *memory_allocate(void *user, size_t bytes);
void memory_release(void *user, void *memory);

void memory_read(struct memory *memory, const skypedpi_engine *engine, uint64_t taken);

#endif
