/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_STORE_H
#define EXAMPLES_PROBE_REPORT_STORE_H

#include "examples/probe/report/report_endpoints.h"
#include "examples/probe/report/report_seen.h"
#include "examples/probe/report/report_sums.h"

/* What a report remembers until it is written, in bounded memory. */
struct store {
    struct sums sums;
    struct hosts hosts;
    struct table endpoints;
    struct seen_list seen;
};

/* False without memory; store_close() in either case. `most`: connections kept. */
bool store_open(struct store *store, uint32_t most);
void store_close(struct store *store);

void store_connection(struct store *store, const struct connection *connection);
void store_names(struct store *store, const struct names *names);

/* Memory ran out: lists are not complete. */
bool store_failed(const struct store *store);

#endif
