/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_TABLE_ENTRY_H
#define LIB_KIT_TABLE_ENTRY_H

#include <skypedpi/kit/table.h>
#include "lib/base/time.h"

/* One flow of the table, and how far TCP says it has come. */

/* The sooner a flow may be given up, the lower; but what is closed goes first. */
enum rank { RANK_UDP_ONE_WAY, RANK_TCP_ONE_WAY, RANK_UDP, RANK_TCP, RANK_CLOSED, RANKS };

struct entry {
    struct skypedpi_table_entry shown; /* first: a pointer to it is one to the whole */
    uint32_t hash;
    uint32_t chain; /* the next of its bucket */
    uint32_t older; /* its neighbours in the list of its rank */
    uint32_t newer;
    uint32_t opening; /* sequence number of the SYN that opened it */
    uint8_t rank;     /* whose list it is in */
    uint8_t ends;     /* which directions said FIN, and whether RST came */
    bool has_opening;
};

/* The five-tuple of a frame. */
struct skypedpi_tuple entry_tuple(const struct skypedpi_frame *f);
/* Is it the first packet of a TCP connection? */
bool entry_is_opening(const struct skypedpi_frame *f);
/* Notes how an empty entry begins. */
void entry_begin(struct entry *entry, const struct skypedpi_frame *f, uint64_t time);
/* Counts a packet, the first one too. */
void entry_count(struct entry *entry, const struct skypedpi_frame *f, uint64_t bytes, uint64_t time,
                 bool reverse);
/* Is it another second than that of its last packet? */
static inline bool entry_is_later(const struct entry *entry, uint64_t time)
{
    return time / SECOND != entry->shown.last / SECOND;
}

/* The rank it has earned by now. */
enum rank entry_rank(const struct entry *entry);

#endif
