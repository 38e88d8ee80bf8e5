/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_IPFIX_TOLD_H
#define EXAMPLES_PROBE_IPFIX_TOLD_H

#include "examples/probe/event.h"

/* What was told already of connections that go on: open addressing, in memory taken once. */

struct ipfix_told_entry {
    uint64_t flow; /* its number and 1; 0: free */
    uint64_t end;  /* up to when it was told of */
    struct skypedpi_usage usage;
};

struct ipfix_told {
    struct ipfix_told_entry *entries;
    uint32_t room; /* a power of two, half of which is used at most */
    uint32_t used;
};

bool ipfix_told_open(struct ipfix_told *told, uint32_t most);
void ipfix_told_close(struct ipfix_told *told);

/* NULL: nothing was told of it. Entries move when one is removed. */
struct ipfix_told_entry *ipfix_told_find(struct ipfix_told *told, uint64_t flow);
/* A new one; NULL: no room. */
struct ipfix_told_entry *ipfix_told_add(struct ipfix_told *told, uint64_t flow);
void ipfix_told_remove(struct ipfix_told *told, struct ipfix_told_entry *entry);

#endif
