/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <string.h>
#include "tests/bench/memory.h"

/* A line "NAME:  NUMBER kB" of a file of /proc. */
static uint64_t read_line(const char *path, const char *name)
{
    FILE *in = fopen(path, "r");
    unsigned long long kibibytes = 0;
    char line[256];

    while (in && fgets(line, sizeof(line), in)) {
        size_t length = strlen(name);
        if (strncmp(line, name, length) == 0 && line[length] == ':') {
            sscanf(line + length + 1, "%llu", &kibibytes);
        }
    }
    if (in) {
        fclose(in);
    }
    return kibibytes * 1024;
}

uint64_t memory_available(void)
{
    return read_line("/proc/meminfo", "MemAvailable");
}

uint64_t memory_resident(void)
{
    return read_line("/proc/self/status", "VmRSS");
}
