/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_store.h"

#define TOLD_MOST 65536u /* bytes of others go to their talkers at the end */

bool store_open(struct store *store, uint32_t most)
{
    hosts_open(&store->hosts);
    store->endpoints = endpoints_empty();
    seen_open(&store->seen, most);
    store->open = (struct skypedpi_usage){0};
    bool sums = sums_open(&store->sums);
    return told_open(&store->told, TOLD_MOST) && sums;
}

void store_close(struct store *store)
{
    sums_close(&store->sums);
    hosts_close(&store->hosts);
    table_clear(&store->endpoints);
    seen_close(&store->seen);
    told_close(&store->told);
}

void store_ended(struct store *store, const struct connection *connection)
{
    const struct skypedpi_record *record = &connection->record;
    struct told_entry *told = told_find(&store->told, record->id);

    sums_talk(&store->sums, connection, sums_bytes(&record->usage) - (told ? sums_bytes(&told->usage) : 0));
    if (told)
        told_remove(&store->told, told);
    sums_count(&store->sums, connection, false);
    hosts_meet(&store->hosts, connection);
    hosts_count(&store->hosts, connection, false);
    seen_add(&store->seen, connection);
}

void store_open_now(struct store *store, const struct connection *connection)
{
    hosts_meet(&store->hosts, connection);
    seen_so_far(&store->seen, connection);
}

void store_so_far(struct store *store, const struct connection *connection)
{
    const struct skypedpi_record *record = &connection->record;
    struct told_entry *told = told_find(&store->told, record->id);

    store_open_now(store, connection);
    if (!told)
        told = told_add(&store->told, record->id);
    if (!told)
        return;
    sums_talk(&store->sums, connection, sums_bytes(&record->usage) - sums_bytes(&told->usage));
    told->usage = record->usage;
}

void store_count_open(struct store *store, bool out)
{
    for (const struct table_link *link = store->seen.open.oldest; link; link = link->newer) {
        const struct connection connection =
            seen_connection(&((const struct seen_open *)(const void *)link)->seen);
        sums_usage(&store->open, &connection.record.usage, out);
        sums_count(&store->sums, &connection, out);
        hosts_count(&store->hosts, &connection, out);
    }
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
