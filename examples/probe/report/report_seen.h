/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_SEEN_H
#define EXAMPLES_PROBE_REPORT_SEEN_H

#include "examples/probe/event.h"
#include "examples/probe/report/report_table.h"

/* The latest connections that ended, in a bounded number of places. Calls, other connections of Skype and
 * everything else stand in three queues; when all places are taken, the oldest of the longest queue makes room.
 */

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

struct seen_queue {
    struct seen *oldest, *newest;
    uint32_t count;
};

struct seen_list {
    struct seen_queue queue[SEEN_KINDS];
    uint32_t most;
    uint64_t left_out;
    const struct seen **sorted;
    struct table facts;
    bool failed; /* memory ran out */
};

void seen_open(struct seen_list *list, uint32_t most);
void seen_close(struct seen_list *list);
bool seen_failed(const struct seen_list *list);

void seen_add(struct seen_list *list, const struct connection *connection);

/* How many are kept. */
uint32_t seen_count(const struct seen_list *list);

/* NULL at the end; by their begin. Valid until the next is added. */
const struct seen *const *seen_sorted(struct seen_list *list);

#endif
