/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GATHER_H
#define EXAMPLES_PROBE_GATHER_H

#include "examples/probe/messages.h"

/* Makes the parts of an interval, one from each worker, into one. */
struct gather {
    skypedpi_accounts *accounts;
    struct interval interval;
    struct health health;
    unsigned parts; /* that are here */
};

/* False after a complaint; gather_close() in either case. */
bool gather_open(struct gather *gather, unsigned workers);
void gather_close(struct gather *gather);

/* Adds a worker's part, and gives its accounts back. */
void gather_add(struct gather *gather, const struct event_interval *part);
/* Makes ready for the next interval. */
void gather_clear(struct gather *gather);

#endif
