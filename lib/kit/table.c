/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/base/abi.h"
#include "lib/base/alloc.h"
#include "lib/kit/table_store.h"

#define CAPACITY_MAX (UINT32_C(1) << 30)
#define EXPIRE_STEP  2 /* idle flows of each rank that a packet ends, at most */

static const struct skypedpi_table_settings usual = {.size = sizeof(usual),
                                                     .capacity = 65536,
                                                     .udp_timeout = 180 * SECOND,
                                                     .tcp_timeout = 600 * SECOND,
                                                     .closed_timeout = 10 * SECOND};

int skypedpi_table_settings_default(struct skypedpi_table_settings *settings)
{
    return settings ? abi_write(settings, &usual, sizeof(usual), sizeof(usual)) : SKYPEDPI_E_ARGUMENT;
}

static skypedpi_table *make(const struct skypedpi_table_settings *settings)
{
    const struct skypedpi_allocator allocator = allocator_or_default(settings->allocator);
    skypedpi_table *table = allocate_zeroed(&allocator, 1, sizeof(*table));

    if (!table) {
        return NULL;
    }
    table->settings = *settings;
    table->allocator = allocator;
    table->timeout[RANK_UDP_ONE_WAY] = table->timeout[RANK_UDP] = settings->udp_timeout;
    table->timeout[RANK_TCP_ONE_WAY] = table->timeout[RANK_TCP] = settings->tcp_timeout;
    table->timeout[RANK_CLOSED] = settings->closed_timeout;
    if (!store_open(table)) {
        skypedpi_table_free(table);
        return NULL;
    }
    return table;
}

int skypedpi_table_new(const struct skypedpi_table_settings *settings, skypedpi_table **table)
{
    struct skypedpi_table_settings ours = usual;

    if (!table) {
        return SKYPEDPI_E_ARGUMENT;
    }
    *table = NULL;
    if (settings && abi_read(&ours, sizeof(ours), sizeof(ours), settings) != SKYPEDPI_OK) {
        return SKYPEDPI_E_SIZE;
    }
    if (ours.capacity == 0 || ours.capacity > CAPACITY_MAX || !allocator_ok(ours.allocator)) {
        return SKYPEDPI_E_ARGUMENT;
    }
    *table = make(&ours);
    return *table ? SKYPEDPI_OK : SKYPEDPI_E_MEMORY;
}

void skypedpi_table_free(skypedpi_table *table)
{
    if (table) {
        const struct skypedpi_allocator allocator = table->allocator;
        store_close(table);
        release(&allocator, table);
    }
}

int skypedpi_table_stats(const skypedpi_table *table, struct skypedpi_table_stats *stats)
{
    if (!table || !stats) {
        return SKYPEDPI_E_ARGUMENT;
    }
    return abi_write(stats, &table->stats, sizeof(table->stats), sizeof(table->stats));
}

static bool is_idle(const skypedpi_table *table, const struct entry *entry, uint64_t time)
{
    return time > entry->shown.last && time - entry->shown.last > table->timeout[entry->rank];
}

static void end_idle(skypedpi_table *table, struct entry *entry)
{
    store_end(table, entry, entry->rank == RANK_CLOSED ? SKYPEDPI_TABLE_CLOSED : SKYPEDPI_TABLE_IDLE);
}

static void expire(skypedpi_table *table, uint64_t time, uint32_t most)
{
    for (unsigned rank = 0; rank < RANKS; rank++) {
        struct entry *entry = store_oldest(table, rank);
        for (uint32_t i = 0; i < most && entry && is_idle(table, entry, time); i++) {
            end_idle(table, entry);
            entry = store_oldest(table, rank);
        }
    }
}

void skypedpi_table_expire(skypedpi_table *table, uint64_t time)
{
    if (table) {
        expire(table, time, UINT32_MAX);
    }
}

void skypedpi_table_flush(skypedpi_table *table)
{
    struct entry *entry;

    for (unsigned rank = 0; table && rank < RANKS; rank++) {
        while ((entry = store_oldest(table, rank))) {
            store_end(table, entry, SKYPEDPI_TABLE_FLUSHED);
        }
    }
}

void skypedpi_table_walk(skypedpi_table *table, void (*visit)(void *user, struct skypedpi_table_entry *entry),
                         void *user)
{
    for (unsigned rank = 0; table && visit && rank < RANKS; rank++) {
        struct entry *entry = store_oldest(table, rank);
        for (; entry; entry = store_newer(table, entry)) {
            visit(user, &entry->shown);
        }
    }
}

/* Whom to end when there is no room: who is closed, else who was idle longest, to the second, of those nobody
 * answered. */
static struct entry *choose_victim(skypedpi_table *table)
{
    struct entry *closed = store_oldest(table, RANK_CLOSED);
    struct entry *udp = store_oldest(table, RANK_UDP_ONE_WAY);
    struct entry *tcp = store_oldest(table, RANK_TCP_ONE_WAY);

    if (closed) {
        return closed;
    }
    if (!udp || !tcp) {
        return udp ? udp : tcp;
    }
    return udp->shown.last <= tcp->shown.last ? udp : tcp;
}

static bool make_room(skypedpi_table *table)
{
    if (table->stats.open < table->settings.capacity) {
        return true;
    }
    struct entry *victim = choose_victim(table);
    if (!victim) {
        table->stats.refused++;
        return false;
    }
    table->stats.evicted++;
    store_end(table, victim, SKYPEDPI_TABLE_EVICTED);
    return true;
}

/* Does the packet begin another connection between the ports of one that was closed? The SYN that opened it,
 * sent again, does not. */
static bool is_reuse(const struct entry *entry, const struct skypedpi_frame *f, bool reverse)
{
    bool again = entry->has_opening && !reverse && entry->opening == f->sequence;

    return entry->rank == RANK_CLOSED && entry_is_opening(f) && !again;
}

/* The entry of a packet, unless it has none or ends with this packet. */
static struct entry *find_open(skypedpi_table *table, const struct skypedpi_tuple *tuple,
                               const struct skypedpi_frame *f, uint64_t time, uint32_t hash, bool *reverse)
{
    struct entry *entry = store_find(table, tuple, hash, reverse);

    if (!entry) {
        return NULL;
    }
    if (is_idle(table, entry, time)) {
        end_idle(table, entry);
        return NULL;
    }
    if (is_reuse(entry, f, *reverse)) {
        store_end(table, entry, SKYPEDPI_TABLE_REUSED);
        return NULL;
    }
    return entry;
}

struct skypedpi_table_entry *skypedpi_table_find(skypedpi_table *table, const struct skypedpi_frame *frame,
                                                 uint64_t bytes, uint64_t time, bool *reverse)
{
    if (!table || !frame || frame->size < sizeof(*frame) || !reverse) {
        return NULL;
    }
    const struct skypedpi_tuple tuple = entry_tuple(frame);
    uint32_t hash = store_hash(table, &tuple);

    table->latest = time;
    expire(table, time, EXPIRE_STEP);
    struct entry *entry = find_open(table, &tuple, frame, time, hash, reverse);
    if (!entry) {
        *reverse = false;
        if (!make_room(table)) {
            return NULL;
        }
        entry = store_add(table, &tuple, hash);
        entry_begin(entry, frame, time);
    }
    bool later = entry_is_later(entry, time);
    entry_count(entry, frame, bytes, time, *reverse);
    store_touch(table, entry, entry_rank(entry), later);
    return &entry->shown;
}
