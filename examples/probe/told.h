/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TOLD_H
#define EXAMPLES_PROBE_TOLD_H

#include "examples/probe/event.h"

/* What was told already of connections that go on: open addressing, in memory taken once. */

struct told_entry {
    uint64_t flow; /* its number and 1; 0: free */
    uint64_t end;  /* up to when it was told of */
    struct skypedpi_usage usage;
};

struct told {
    struct told_entry *entries;
    uint32_t room; /* a power of two, half of which is used at most */
    uint32_t used;
};

bool told_open(struct told *told, uint32_t most);
void told_close(struct told *told);

/* NULL: nothing was told of it. Entries move when one is removed. */
struct told_entry *told_find(struct told *told, uint64_t flow);
/* A new one; NULL: no room. */
struct told_entry *told_add(struct told *told, uint64_t flow);
void told_remove(struct told *told, struct told_entry *entry);

#endif
