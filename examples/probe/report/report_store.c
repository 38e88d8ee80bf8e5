/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_store.h"

bool store_open(struct store *store, uint32_t most)
{
    hosts_open(&store->hosts);
    store->endpoints = endpoints_empty();
    seen_open(&store->seen, most);
    return sums_open(&store->sums);
}

void store_close(struct store *store)
{
    sums_close(&store->sums);
    hosts_close(&store->hosts);
    table_clear(&store->endpoints);
    seen_close(&store->seen);
}

void store_connection(struct store *store, const struct connection *connection)
{
    sums_add(&store->sums, connection);
    hosts_add(&store->hosts, connection);
    seen_add(&store->seen, connection);
}

void store_names(struct store *store, const struct names *names)
{
    hosts_name(&store->hosts, names->subscribers);
    endpoints_name(&store->endpoints, names->db);
}

bool store_failed(const struct store *store)
{
    return sums_failed(&store->sums) || hosts_failed(&store->hosts) || store->endpoints.failed ||
           seen_failed(&store->seen);
}
