/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/table_store.h"

/* What a lookup touches hangs together: the bucket names the entry, the entry its neighbours. So it is fetched
 * in steps, each for many packets: while the memory of one is on its way the others are asked for. */

#define GROUP 32 /* packets; a step takes as long as it takes to fetch the first */

struct lookup {
    struct skypedpi_tuple tuple;
    uint32_t hash;
};

static void fetch(const struct entry *entry)
{
    for (size_t at = 0; entry && at < sizeof(*entry); at += CACHE_LINE) {
        __builtin_prefetch((const uint8_t *)entry + at, 1);
    }
}

static void fetch_bucket(const skypedpi_table *table, const struct skypedpi_frame *frame, struct lookup *lookup)
{
    lookup->tuple = (struct skypedpi_tuple){0};
    if (frame->size >= sizeof(*frame)) {
        lookup->tuple = entry_tuple(frame);
    }
    lookup->hash = store_hash(table, &lookup->tuple);
    __builtin_prefetch(&table->bucket[lookup->hash & table->mask]);
}

/* With a full table up to two of ten are not the first of their chain. */
static void fetch_behind(const skypedpi_table *table, const struct lookup *lookup)
{
    const struct entry *first = entry_at(table, table->bucket[lookup->hash & table->mask]);

    if (first && first->hash != lookup->hash) {
        fetch(entry_at(table, first->chain));
    }
}

/* The neighbours in its list, if it will be taken out from between them. */
static void *fetch_around(const skypedpi_table *table, const struct lookup *lookup)
{
    bool reverse;
    const struct entry *entry = store_find(table, &lookup->tuple, lookup->hash, &reverse);

    if (!entry) {
        return NULL;
    }
    if (!entry_is_later(entry, table->latest)) {
        return entry->shown.user;
    }
    __builtin_prefetch(entry->older ? &entry_at(table, entry->older)->newer : NULL, 1);
    __builtin_prefetch(entry->newer ? &entry_at(table, entry->newer)->older : NULL, 1);
    return entry->shown.user;
}

static void fetch_group(const skypedpi_table *table, const struct skypedpi_frame *const *frames, size_t count,
                        void **users)
{
    struct lookup lookup[GROUP];

    for (size_t i = 0; i < count; i++) {
        fetch_bucket(table, frames[i], &lookup[i]);
    }
    for (size_t i = 0; i < count; i++) {
        fetch(entry_at(table, table->bucket[lookup[i].hash & table->mask]));
    }
    for (size_t i = 0; i < count; i++) {
        fetch_behind(table, &lookup[i]);
    }
    for (size_t i = 0; i < count; i++) {
        users[i] = fetch_around(table, &lookup[i]);
    }
}

void skypedpi_table_prefetch(const skypedpi_table *table, const struct skypedpi_frame *const *frames,
                             size_t count, void **users)
{
    for (size_t done = 0; table && done < count; done += GROUP) {
        fetch_group(table, frames + done, count - done < GROUP ? count - done : GROUP, users + done);
    }
}
