/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "tests/corpus/flood/memory.h"

void *memory_allocate(void *user, size_t bytes)
{
    uint64_t *taken = user;
    void *memory = malloc(bytes);

    if (memory) {
        memset(memory, 0x5a, bytes);
        *taken += bytes;
    }
    return memory;
}

void memory_release(void *user, void *memory)
{
    (void)user;
    free(memory);
}

void memory_read(struct memory *memory, const skypedpi_engine *engine, uint64_t taken)
{
    struct skypedpi_stats stats = {.size = sizeof(stats)};
    unsigned long long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");

    if (!statm || fscanf(statm, "%*u %llu", &pages) != 1) {
        pages = 0;
    }
    if (statm) {
        fclose(statm);
    }
    skypedpi_engine_stats(engine, &stats);
    *memory = (struct memory){
        .told = stats.memory, .taken = taken, .resident = pages * (uint64_t)sysconf(_SC_PAGESIZE)};
}
