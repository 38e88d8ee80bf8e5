/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/base/alloc.h"
#include "lib/base/bytes.h"
#include "lib/kit/table_store.h"

static uint32_t bucket_count(uint32_t capacity)
{
    uint32_t count = 16;

    while (count < 2 * capacity) { /* chains stay short */
        count *= 2;
    }
    return count;
}

bool store_open(skypedpi_table *table)
{
    uint32_t capacity = table->settings.capacity;
    uint32_t buckets = bucket_count(capacity);

    table->mask = buckets - 1;
    table->key = hash_key_of(table->settings.hash_seed);
    table->bucket = allocate_zeroed(&table->allocator, buckets, sizeof(*table->bucket));
    int result = slab_open(&table->entries, &table->allocator, capacity, sizeof(struct entry), 0);
    table->stats.memory =
        sizeof(*table) + (uint64_t)buckets * sizeof(*table->bucket) + slab_bytes(&table->entries);
    return result == SKYPEDPI_OK && table->bucket;
}

void store_close(skypedpi_table *table)
{
    slab_close(&table->entries, &table->allocator);
    release(&table->allocator, table->bucket);
}

/* As slab_number() tells, without a division. */
static uint32_t number_of(const skypedpi_table *table, const struct entry *entry)
{
    return (uint32_t)(entry - entry_at(table, 1)) + 1;
}

static bool same_address(unsigned family, const uint8_t *a, const uint8_t *b)
{
    return family == 4 ? read_le32(a) == read_le32(b) : memcmp(a, b, 16) == 0;
}

/* The second is turned round, if so wanted, before it is compared. */
static bool same(const struct skypedpi_tuple *a, const struct skypedpi_tuple *b, bool turned)
{
    return a->source_port == (turned ? b->destination_port : b->source_port) &&
           a->destination_port == (turned ? b->source_port : b->destination_port) && a->family == b->family &&
           a->transport == b->transport &&
           same_address(a->family, a->source, turned ? b->destination : b->source) &&
           same_address(a->family, a->destination, turned ? b->source : b->destination);
}

/* Does the greater end come first? Both directions of a flow are hashed with the lesser one first. */
static bool is_turned(const struct skypedpi_tuple *tuple)
{
    int by;

    if (tuple->family == 4) {
        uint32_t source = read_be32(tuple->source), destination = read_be32(tuple->destination);
        by = (source > destination) - (source < destination);
    } else {
        by = memcmp(tuple->source, tuple->destination, sizeof(tuple->source));
    }
    return by > 0 || (by == 0 && tuple->source_port > tuple->destination_port);
}

uint32_t store_hash(const skypedpi_table *table, const struct skypedpi_tuple *tuple)
{
    const bool turned = is_turned(tuple);
    const uint8_t *lesser = turned ? tuple->destination : tuple->source;
    const uint8_t *greater = turned ? tuple->source : tuple->destination;
    const uint32_t ports = turned ? (uint32_t)tuple->destination_port << 16 | tuple->source_port
                                  : (uint32_t)tuple->source_port << 16 | tuple->destination_port;
    const uint32_t kind = (uint32_t)tuple->transport << 8 | tuple->family;

    if (tuple->family == 4) {
        return (uint32_t)hash_short(&table->key,
                                    (const uint32_t[]){read_le32(lesser), read_le32(greater), ports, kind}, 4);
    }
    const uint32_t ten[10] = {read_le32(lesser),
                              read_le32(greater),
                              ports,
                              kind,
                              read_le32(lesser + 4),
                              read_le32(greater + 4),
                              read_le32(lesser + 8),
                              read_le32(greater + 8),
                              read_le32(lesser + 12),
                              read_le32(greater + 12)};
    return (uint32_t)hash_short(&table->key, ten, 10);
}

struct entry *store_find(const skypedpi_table *table, const struct skypedpi_tuple *tuple, uint32_t hash,
                         bool *reverse)
{
    struct entry *entry = entry_at(table, table->bucket[hash & table->mask]);

    for (; entry; entry = entry_at(table, entry->chain)) {
        if (entry->hash != hash) {
            continue;
        }
        *reverse = !same(&entry->shown.tuple, tuple, false);
        if (!*reverse || same(&entry->shown.tuple, tuple, true)) {
            return entry;
        }
    }
    return NULL;
}

struct entry *store_oldest(const skypedpi_table *table, enum rank rank)
{
    return entry_at(table, table->list[rank].oldest);
}

struct entry *store_newer(const skypedpi_table *table, const struct entry *entry)
{
    return entry_at(table, entry->newer);
}

static void list_remove(skypedpi_table *table, const struct entry *entry)
{
    struct entry_list *list = &table->list[entry->rank];

    *(entry->older ? &entry_at(table, entry->older)->newer : &list->oldest) = entry->newer;
    *(entry->newer ? &entry_at(table, entry->newer)->older : &list->newest) = entry->older;
}

static void list_append(skypedpi_table *table, struct entry *entry, enum rank rank)
{
    struct entry_list *list = &table->list[rank];
    uint32_t number = number_of(table, entry);

    entry->rank = (uint8_t)rank;
    entry->older = list->newest;
    entry->newer = 0;
    *(list->newest ? &entry_at(table, list->newest)->newer : &list->oldest) = number;
    list->newest = number;
}

void store_touch(skypedpi_table *table, struct entry *entry, enum rank rank, bool later)
{
    if (entry->rank == rank && (!later || !entry->newer)) {
        return;
    }
    list_remove(table, entry);
    list_append(table, entry, rank);
}

struct entry *store_add(skypedpi_table *table, const struct skypedpi_tuple *tuple, uint32_t hash)
{
    uint32_t *bucket = &table->bucket[hash & table->mask];
    uint32_t number = slab_take(&table->entries);
    struct entry *entry = entry_at(table, number);

    *entry = (struct entry){.shown = {.tuple = *tuple}, .hash = hash, .chain = *bucket};
    *bucket = number;
    list_append(table, entry, entry_rank(entry));
    table->stats.open++;
    table->stats.opened++;
    return entry;
}

void store_end(skypedpi_table *table, struct entry *entry, enum skypedpi_table_end why)
{
    uint32_t *link = &table->bucket[entry->hash & table->mask];
    uint32_t number = number_of(table, entry);

    if (table->settings.on_end) {
        table->settings.on_end(table->settings.user, &entry->shown, why);
    }
    while (*link != number) {
        link = &entry_at(table, *link)->chain;
    }
    *link = entry->chain;
    list_remove(table, entry);
    slab_give(&table->entries, number);
    table->stats.open--;
}
