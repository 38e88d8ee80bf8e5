/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/base/alloc.h"
#include "lib/kit/table_store.h"

static uint32_t bucket_count(uint32_t capacity)
{
    uint32_t count = 16;

    while (count < capacity) {
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
    table->stats.memory = sizeof(*table) + (uint64_t)buckets * sizeof(*table->bucket) +
                          (uint64_t)capacity * sizeof(struct entry) + SLAB_ALIGN;
    return slab_open(&table->entries, &table->allocator, capacity, sizeof(struct entry), 0) == SKYPEDPI_OK &&
           table->bucket;
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

static bool same_turned(const struct skypedpi_tuple *a, const struct skypedpi_tuple *b)
{
    const struct skypedpi_tuple other = turned(b);

    return same(a, &other);
}

uint32_t store_hash(const skypedpi_table *table, const struct skypedpi_tuple *tuple)
{
    const struct skypedpi_tuple other = turned(tuple);
    const struct skypedpi_tuple *lesser = memcmp(tuple, &other, sizeof(other)) < 0 ? tuple : &other;
    uint32_t word[HASH_WORDS] = {0};

    _Static_assert(sizeof(*lesser) <= sizeof(word), "a tuple is a short key");
    memcpy(word, lesser, sizeof(*lesser));
    return (uint32_t)hash_short(&table->key, word, HASH_WORDS);
}

struct entry *store_find(const skypedpi_table *table, const struct skypedpi_tuple *tuple, uint32_t hash,
                         bool *reverse)
{
    struct entry *entry = entry_at(table, table->bucket[hash & table->mask]);

    for (; entry; entry = entry_at(table, entry->chain)) {
        if (entry->hash != hash) {
            continue;
        }
        *reverse = !same(&entry->shown.tuple, tuple);
        if (!*reverse || same_turned(&entry->shown.tuple, tuple)) {
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

void store_touch(skypedpi_table *table, struct entry *entry, enum rank rank)
{
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
