/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/base/hash.h"
#include "lib/kit/flows_table.h"
#include "lib/kit/memory.h"

static uint32_t bucket_count(uint32_t capacity)
{
    uint32_t count = 16;

    while (count < capacity) {
        count *= 2;
    }
    return count;
}

bool flows_table_take(struct flows *flows)
{
    const struct skypedpi_allocator *allocator = flows->settings.allocator;
    uint32_t buckets = bucket_count(flows->settings.capacity);

    for (unsigned i = 0; i < RANKS; i++) {
        flows->list[i] = (struct flows_list){FLOWS_NONE, FLOWS_NONE};
    }
    flows->spare = FLOWS_NONE;
    flows->mask = buckets - 1;
    flows->bucket = memory_take_array(allocator, buckets, sizeof(*flows->bucket));
    flows->entry = memory_take_array(allocator, flows->settings.capacity, sizeof(*flows->entry));
    if (!flows->bucket || !flows->entry) {
        return false;
    }
    memset(flows->bucket, 0xff, buckets * sizeof(*flows->bucket)); /* FLOWS_NONE */
    return true;
}

static struct skypedpi_tuple turned(const struct skypedpi_tuple *tuple)
{
    struct skypedpi_tuple other = *tuple;

    other.source_port = tuple->destination_port;
    other.destination_port = tuple->source_port;
    memcpy(other.source, tuple->destination, sizeof(other.source));
    memcpy(other.destination, tuple->source, sizeof(other.destination));
    return other;
}

/* The struct has no holes: as bytes it can be compared and hashed. */
_Static_assert(sizeof(struct skypedpi_tuple) == 44, "struct skypedpi_tuple has changed");

static bool same(const struct skypedpi_tuple *a, const struct skypedpi_tuple *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

struct flows_entry *flows_table_find(struct flows *flows, const struct skypedpi_tuple *tuple, uint32_t *hash,
                                     bool *reverse)
{
    const struct skypedpi_tuple other = turned(tuple);
    const struct skypedpi_tuple *lesser = memcmp(tuple, &other, sizeof(other)) < 0 ? tuple : &other;

    *hash = (uint32_t)hash_keyed(flows->settings.seed, lesser, sizeof(*lesser));
    *reverse = false;
    for (uint32_t i = flows->bucket[*hash & flows->mask]; i != FLOWS_NONE; i = flows->entry[i].chain) {
        struct flows_entry *entry = &flows->entry[i];
        if (entry->hash != *hash) {
            continue;
        }
        if (same(&entry->tuple, tuple)) {
            return entry;
        }
        if (same(&entry->tuple, &other)) {
            *reverse = true;
            return entry;
        }
    }
    return NULL;
}

static uint32_t index_of(const struct flows *flows, const struct flows_entry *entry)
{
    return (uint32_t)(entry - flows->entry);
}

static void list_remove(struct flows *flows, const struct flows_entry *entry)
{
    struct flows_list *list = &flows->list[entry->rank];

    *(entry->older == FLOWS_NONE ? &list->oldest : &flows->entry[entry->older].newer) = entry->newer;
    *(entry->newer == FLOWS_NONE ? &list->newest : &flows->entry[entry->newer].older) = entry->older;
}

static void list_append(struct flows *flows, struct flows_entry *entry, enum flows_rank rank)
{
    struct flows_list *list = &flows->list[rank];

    entry->rank = (uint8_t)rank;
    entry->older = list->newest;
    entry->newer = FLOWS_NONE;
    *(list->newest == FLOWS_NONE ? &list->oldest : &flows->entry[list->newest].newer) = index_of(flows, entry);
    list->newest = index_of(flows, entry);
}

void flows_table_touch(struct flows *flows, struct flows_entry *entry, enum flows_rank rank)
{
    list_remove(flows, entry);
    list_append(flows, entry, rank);
}

struct flows_entry *flows_table_oldest(struct flows *flows, enum flows_rank rank)
{
    uint32_t oldest = flows->list[rank].oldest;

    return oldest == FLOWS_NONE ? NULL : &flows->entry[oldest];
}

static struct flows_entry *take_entry(struct flows *flows)
{
    if (flows->spare == FLOWS_NONE) {
        return &flows->entry[flows->touched++];
    }
    struct flows_entry *entry = &flows->entry[flows->spare];
    flows->spare = entry->chain;
    return entry;
}

struct flows_entry *flows_table_open(struct flows *flows, const struct skypedpi_tuple *tuple, uint32_t hash,
                                     enum flows_rank rank)
{
    uint32_t *bucket = &flows->bucket[hash & flows->mask];
    struct flows_entry *entry = take_entry(flows);

    *entry = (struct flows_entry){.tuple = *tuple, .hash = hash, .chain = *bucket};
    *bucket = index_of(flows, entry);
    list_append(flows, entry, rank);
    flows->counts.open++;
    flows->counts.opened++;
    return entry;
}

void flows_table_end(struct flows *flows, struct flows_entry *entry, enum flows_end why)
{
    uint32_t *link = &flows->bucket[entry->hash & flows->mask];

    if (flows->settings.ended) {
        flows->settings.ended(flows->settings.user, entry, why);
    }
    while (*link != index_of(flows, entry)) {
        link = &flows->entry[*link].chain;
    }
    *link = entry->chain;
    list_remove(flows, entry);
    entry->chain = flows->spare;
    flows->spare = index_of(flows, entry);
    flows->counts.open--;
}
