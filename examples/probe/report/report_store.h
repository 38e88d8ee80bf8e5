/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_STORE_H
#define EXAMPLES_PROBE_REPORT_STORE_H

#include "examples/probe/report/report_endpoints.h"
#include "examples/probe/report/report_seen.h"
#include "examples/probe/report/report_sums.h"
#include "examples/probe/told.h"

/* What a report remembers until it is written, in bounded memory. */
struct store {
    struct sums sums;
    struct hosts hosts;
    struct table endpoints;
    struct seen_list seen;
    struct told told;           /* bytes of open connections that their talkers have */
    struct skypedpi_usage open; /* what sums have of open connections, see store_count_open() */
};

/* False without memory; store_close() in either case. `most`: connections kept. */
bool store_open(struct store *store, uint32_t most);
void store_close(struct store *store);

void store_ended(struct store *store, const struct connection *connection);

/* One that is open, when something is known of it that was not. */
void store_open_now(struct store *store, const struct connection *connection);
/* The same, and its bytes go to its talker. */
void store_so_far(struct store *store, const struct connection *connection);
/* Sums and hosts have those that ended; this counts those in that are open, while a page is written, and `out`
 * again. */
void store_count_open(struct store *store, bool out);

void store_names(struct store *store, const struct names *names);

/* Memory ran out: lists are not complete. */
bool store_failed(const struct store *store);

#endif
