/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_TABLE_STORE_H
#define LIB_KIT_TABLE_STORE_H

#include "lib/base/hash.h"
#include "lib/base/slab.h"
#include "lib/kit/table_entry.h"

/* The store behind the table: entries found through chains, each in the list of its rank. Entries go by their
 * number in the slab; 0 is none. */

/* Entries in the order of the seconds of their last packets. Within one they stay where they are: their
 * neighbours are far away. */
struct entry_list {
    uint32_t oldest;
    uint32_t newest;
};

struct skypedpi_table {
    struct skypedpi_table_settings settings;
    struct skypedpi_allocator allocator;
    struct skypedpi_table_stats stats;
    struct entry_list list[RANKS];
    uint64_t timeout[RANKS];
    uint64_t latest; /* time of the last packet */
    struct slab entries;
    uint32_t *bucket;
    uint32_t mask; /* buckets less one */
    struct hash_key key;
};

/* Takes the memory; false if there is none. */
bool store_open(skypedpi_table *table);
void store_close(skypedpi_table *table);

static inline struct entry *entry_at(const skypedpi_table *table, uint32_t number)
{
    return number ? slab_at(&table->entries, number) : NULL;
}

/* The same for a tuple and for the tuple turned round. */
uint32_t store_hash(const skypedpi_table *table, const struct skypedpi_tuple *tuple);
/* The entry of a tuple or of the tuple turned round; NULL if there is none. */
struct entry *store_find(const skypedpi_table *table, const struct skypedpi_tuple *tuple, uint32_t hash,
                         bool *reverse);
/* An empty entry; the table must not be full. */
struct entry *store_add(skypedpi_table *table, const struct skypedpi_tuple *tuple, uint32_t hash);
/* Gives an entry back after telling the caller why. */
void store_end(skypedpi_table *table, struct entry *entry, enum skypedpi_table_end why);
/* Puts an entry at the end of the list of its rank, if that is a new one or this packet is of a later second
 * than the one before it. */
void store_touch(skypedpi_table *table, struct entry *entry, enum rank rank, bool later);
/* Head of a list, and who comes after an entry in its list; NULL at the end. */
struct entry *store_oldest(const skypedpi_table *table, enum rank rank);
struct entry *store_newer(const skypedpi_table *table, const struct entry *entry);

#endif
