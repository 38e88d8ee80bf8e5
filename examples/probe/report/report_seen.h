/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_SEEN_H
#define EXAMPLES_PROBE_REPORT_SEEN_H

#include "examples/probe/event.h"
#include "examples/probe/report/report_table.h"

/* The latest connections, in a bounded number of places. Of those that ended, calls, other connections of Skype
 * and everything else stand in three queues; when all places are taken, the oldest of the longest queue makes
 * room. Those that are open stand apart, in as many places; there those not heard of for longest make room. */

enum seen_kind { SEEN_CALL, SEEN_SKYPE, SEEN_OTHER, SEEN_KINDS };

/* One reason of a verdict. */
struct reason {
    uint32_t fact; /* see report_facts.h */
    struct skypedpi_evidence evidence;
};

struct seen {
    struct seen *next; /* of its queue, or free */
    struct skypedpi_record record;
    char user[64], group[64], application[64];
    uint32_t fact; /* what the deciding signature says */
    uint32_t attempt;
    uint32_t reasons, reasons_lost;
    struct reason reason[EVIDENCE_KEPT];
};

struct seen_open {
    struct table_link link;
    uint64_t id;
    struct seen seen;
};

struct seen_queue {
    struct seen *oldest, *newest;
    uint32_t count;
};

struct seen_list {
    struct seen_queue queue[SEEN_KINDS];
    struct table open; /* struct seen_open */
    uint32_t most;
    uint64_t left_out;
    const struct seen **sorted;
    struct table facts;
    bool failed; /* memory ran out */
};

void seen_open(struct seen_list *list, uint32_t most);
void seen_close(struct seen_list *list);
bool seen_failed(const struct seen_list *list);

/* One that is open: what is known of it so far. */
void seen_so_far(struct seen_list *list, const struct connection *connection);
/* One that ended. */
void seen_add(struct seen_list *list, const struct connection *connection);

/* How many are kept, and how many of them are or have been calls. */
uint32_t seen_count(const struct seen_list *list);
uint32_t seen_calls(const struct seen_list *list);

/* What sums and hosts count of one. Of one that is open: as if it ended now. Valid as long as that is. */
struct connection seen_connection(const struct seen *seen);

/* NULL at the end; by their begin. Valid until the next is added. */
const struct seen *const *seen_sorted(struct seen_list *list);

#endif
