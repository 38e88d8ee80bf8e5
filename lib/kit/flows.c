/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/kit/flows_table.h"
#include "lib/kit/memory.h"

#define CAPACITY_MAX (UINT32_C(1) << 30)
#define EXPIRE_STEP  2 /* idle flows of each rank that a packet ends, at most */
#define SECOND       UINT64_C(1000000000)

enum ending { ENDING_FORWARD = 1, ENDING_REVERSE = 2, ENDING_BOTH = 3, ENDING_RESET = 4 };

void flows_settings_init(struct flows_settings *settings)
{
    *settings = (struct flows_settings){.capacity = 65536,
                                        .udp_timeout = 180 * SECOND,
                                        .tcp_timeout = 600 * SECOND,
                                        .closed_timeout = 10 * SECOND};
}

struct flows *flows_new(const struct flows_settings *settings)
{
    if (settings->capacity == 0 || settings->capacity > CAPACITY_MAX) {
        return NULL;
    }
    struct flows *flows = memory_take(settings->allocator, sizeof(*flows));
    if (!flows) {
        return NULL;
    }
    *flows = (struct flows){.settings = *settings,
                            .timeout = {[RANK_UDP_ONE_WAY] = settings->udp_timeout,
                                        [RANK_TCP_ONE_WAY] = settings->tcp_timeout,
                                        [RANK_UDP] = settings->udp_timeout,
                                        [RANK_TCP] = settings->tcp_timeout,
                                        [RANK_CLOSED] = settings->closed_timeout}};
    if (!flows_table_take(flows)) {
        flows_free(flows);
        return NULL;
    }
    return flows;
}

void flows_free(struct flows *flows)
{
    if (flows) {
        memory_give(flows->settings.allocator, flows->bucket);
        memory_give(flows->settings.allocator, flows->entry);
        memory_give(flows->settings.allocator, flows);
    }
}

void flows_counts(const struct flows *flows, struct flows_counts *counts)
{
    *counts = flows->counts;
}

static bool is_idle(const struct flows *flows, const struct flows_entry *entry, uint64_t time)
{
    return time > entry->last && time - entry->last > flows->timeout[entry->rank];
}

static void expire(struct flows *flows, uint64_t time, uint32_t most)
{
    for (unsigned rank = 0; rank < RANKS; rank++) {
        struct flows_entry *entry = flows_table_oldest(flows, rank);
        for (uint32_t i = 0; i < most && entry && is_idle(flows, entry, time); i++) {
            flows_table_end(flows, entry, FLOWS_IDLE);
            entry = flows_table_oldest(flows, rank);
        }
    }
}

void flows_expire(struct flows *flows, uint64_t time)
{
    expire(flows, time, UINT32_MAX);
}

void flows_flush(struct flows *flows)
{
    struct flows_entry *entry;

    for (unsigned rank = 0; rank < RANKS; rank++) {
        while ((entry = flows_table_oldest(flows, rank))) {
            flows_table_end(flows, entry, FLOWS_FLUSHED);
        }
    }
}

/* Whom to end when there is no room: who is closed, else who was idle longest of those nobody answered. */
static struct flows_entry *choose_victim(struct flows *flows)
{
    struct flows_entry *closed = flows_table_oldest(flows, RANK_CLOSED);
    struct flows_entry *udp = flows_table_oldest(flows, RANK_UDP_ONE_WAY);
    struct flows_entry *tcp = flows_table_oldest(flows, RANK_TCP_ONE_WAY);

    if (closed) {
        return closed;
    }
    if (!udp || !tcp) {
        return udp ? udp : tcp;
    }
    return udp->last <= tcp->last ? udp : tcp;
}

static bool make_room(struct flows *flows)
{
    if (flows->counts.open < flows->settings.capacity) {
        return true;
    }
    struct flows_entry *victim = choose_victim(flows);
    if (!victim) {
        flows->counts.refused++;
        return false;
    }
    flows->counts.evicted++;
    flows_table_end(flows, victim, FLOWS_EVICTED);
    return true;
}

static struct skypedpi_tuple tuple_of(const struct frame *f)
{
    struct skypedpi_tuple tuple = {.size = sizeof(tuple),
                                   .family = f->family,
                                   .transport = f->transport,
                                   .source_port = f->source_port,
                                   .destination_port = f->destination_port};

    memcpy(tuple.source, f->source, sizeof(tuple.source));
    memcpy(tuple.destination, f->destination, sizeof(tuple.destination));
    return tuple;
}

static bool is_opening(const struct frame *f)
{
    return (f->tcp_flags & (SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK)) == SKYPEDPI_TCP_SYN;
}

/* Does the packet begin another connection between the ports of one that was closed? The SYN that opened it,
 * sent again, does not. */
static bool is_reuse(const struct flows_entry *entry, const struct frame *f, bool reverse)
{
    bool again = entry->has_opening && !reverse && entry->opening == f->sequence;

    return entry->rank == RANK_CLOSED && is_opening(f) && !again;
}

static struct flows_entry *open_flow(struct flows *flows, const struct skypedpi_tuple *tuple, uint32_t hash,
                                     const struct frame *f, uint64_t time)
{
    if (!make_room(flows)) {
        return NULL;
    }
    bool tcp = f->transport == 6;
    struct flows_entry *entry = flows_table_open(flows, tuple, hash, tcp ? RANK_TCP_ONE_WAY : RANK_UDP_ONE_WAY);
    entry->first = time;
    entry->opening = f->sequence;
    entry->has_opening = is_opening(f);
    return entry;
}

static void note_ending(struct flows_entry *entry, uint8_t tcp_flags, bool reverse)
{
    if (tcp_flags & SKYPEDPI_TCP_FIN) {
        entry->ends |= reverse ? ENDING_REVERSE : ENDING_FORWARD;
    }
    if (tcp_flags & SKYPEDPI_TCP_RST) {
        entry->ends |= ENDING_RESET;
    }
}

static enum flows_rank rank_of(const struct flows_entry *entry)
{
    bool both_ways = entry->packets[0] && entry->packets[1];

    if (entry->ends & ENDING_RESET || (entry->ends & ENDING_BOTH) == ENDING_BOTH) {
        return RANK_CLOSED;
    }
    if (entry->tuple.transport == 6) {
        return both_ways ? RANK_TCP : RANK_TCP_ONE_WAY;
    }
    return both_ways ? RANK_UDP : RANK_UDP_ONE_WAY;
}

struct flows_entry *flows_find(struct flows *flows, const struct frame *frame, uint64_t bytes, uint64_t time,
                               bool *reverse)
{
    const struct skypedpi_tuple tuple = tuple_of(frame);
    uint32_t hash;

    expire(flows, time, EXPIRE_STEP);
    struct flows_entry *entry = flows_table_find(flows, &tuple, &hash, reverse);
    if (entry && (is_idle(flows, entry, time) || is_reuse(entry, frame, *reverse))) {
        flows_table_end(flows, entry, is_idle(flows, entry, time) ? FLOWS_IDLE : FLOWS_REUSED);
        entry = NULL;
    }
    if (!entry) {
        *reverse = false;
        entry = open_flow(flows, &tuple, hash, frame, time);
    }
    if (!entry) {
        return NULL;
    }
    entry->last = time;
    entry->packets[*reverse]++;
    entry->bytes[*reverse] += bytes;
    note_ending(entry, frame->tcp_flags, *reverse);
    flows_table_touch(flows, entry, rank_of(entry));
    return entry;
}
