/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/base/transport.h"
#include "lib/kit/table_entry.h"

enum ending { ENDING_FORWARD = 1, ENDING_REVERSE = 2, ENDING_BOTH = 3, ENDING_RESET = 4 };

bool entry_is_opening(const struct skypedpi_frame *f)
{
    return (f->tcp_flags & (SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK)) == SKYPEDPI_TCP_SYN;
}

struct skypedpi_tuple entry_tuple(const struct skypedpi_frame *f)
{
    struct skypedpi_tuple tuple = {.size = sizeof(tuple),
                                   .family = f->family,
                                   .transport = f->transport,
                                   .source_port = f->source_port,
                                   .destination_port = f->destination_port};

    if (f->family == 4) { /* as it was written a moment ago: a longer read would wait for that */
        memcpy(tuple.source, f->source, 4);
        memcpy(tuple.destination, f->destination, 4);
    } else {
        memcpy(tuple.source, f->source, sizeof(tuple.source));
        memcpy(tuple.destination, f->destination, sizeof(tuple.destination));
    }
    return tuple;
}

void entry_begin(struct entry *entry, const struct skypedpi_frame *f, uint64_t time)
{
    entry->shown.first = time;
    entry->opening = f->sequence;
    entry->has_opening = entry_is_opening(f);
}

static void note_ending(struct entry *entry, uint8_t tcp_flags, bool reverse)
{
    if (tcp_flags & SKYPEDPI_TCP_FIN) {
        entry->ends |= reverse ? ENDING_REVERSE : ENDING_FORWARD;
    }
    if (tcp_flags & SKYPEDPI_TCP_RST) {
        entry->ends |= ENDING_RESET;
    }
}

void entry_count(struct entry *entry, const struct skypedpi_frame *f, uint64_t bytes, uint64_t time,
                 bool reverse)
{
    if (entry->shown.last < time) {
        entry->shown.last = time;
    }
    entry->shown.packets[reverse]++;
    entry->shown.bytes[reverse] += bytes;
    if (entry->shown.tuple.transport == TRANSPORT_TCP) {
        note_ending(entry, f->tcp_flags, reverse);
    }
}

enum rank entry_rank(const struct entry *entry)
{
    bool both_ways = entry->shown.packets[1]; /* the first packet came from the source */

    if (entry->ends & ENDING_RESET || (entry->ends & ENDING_BOTH) == ENDING_BOTH) {
        return RANK_CLOSED;
    }
    if (entry->shown.tuple.transport == TRANSPORT_TCP) {
        return both_ways ? RANK_TCP : RANK_TCP_ONE_WAY;
    }
    return both_ways ? RANK_UDP : RANK_UDP_ONE_WAY;
}
