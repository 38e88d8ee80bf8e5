/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_FLOWS_TABLE_H
#define LIB_KIT_FLOWS_TABLE_H

#include "lib/kit/flows.h"

/* The store behind flows.h: entries in one array, found through chains, each in the list of its rank. */

#define FLOWS_NONE UINT32_MAX

/* The list of a rank is in the order of last packets. */
enum flows_rank { RANK_UDP_ONE_WAY, RANK_TCP_ONE_WAY, RANK_UDP, RANK_TCP, RANK_CLOSED, RANKS };

struct flows_list {
    uint32_t oldest;
    uint32_t newest;
};

struct flows {
    struct flows_settings settings;
    struct flows_counts counts;
    struct flows_list list[RANKS];
    uint64_t timeout[RANKS];
    uint32_t mask;    /* buckets less one */
    uint32_t touched; /* entries ever used: the rest of the array was never written */
    uint32_t spare;   /* first of those given back, FLOWS_NONE if none; linked by chain */
    uint32_t *bucket;
    struct flows_entry *entry;
};

/* Takes the arrays; false without memory. */
bool flows_table_take(struct flows *flows);

/* The entry of a tuple or of the tuple turned round; NULL if there is none. Tells the hash, for opening. */
struct flows_entry *flows_table_find(struct flows *flows, const struct skypedpi_tuple *tuple, uint32_t *hash,
                                     bool *reverse);
/* An empty entry at the end of its rank's list; the table must not be full. */
struct flows_entry *flows_table_open(struct flows *flows, const struct skypedpi_tuple *tuple, uint32_t hash,
                                     enum flows_rank rank);
/* Gives an entry back after telling the caller why. */
void flows_table_end(struct flows *flows, struct flows_entry *entry, enum flows_end why);
/* Puts an entry at the end of the list of its, maybe new, rank. */
void flows_table_touch(struct flows *flows, struct flows_entry *entry, enum flows_rank rank);
/* Head of a list; NULL if it is empty. */
struct flows_entry *flows_table_oldest(struct flows *flows, enum flows_rank rank);

#endif
