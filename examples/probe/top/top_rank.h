/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TOP_RANK_H
#define EXAMPLES_PROBE_TOP_RANK_H

#include "examples/probe/event.h"

/* Bytes by a name or a host, altogether and in the last interval. */

#define TOP_PLACES 1024u /* beyond that the least give way */
#define TOP_NAME   (SKYPEDPI_NAME_MAX + 1)

struct top_rank {
    skypedpi_talkers *total;
    skypedpi_talkers *now; /* NULL before the first interval, and without memory: rates are not shown then */
};

/* Bytes, and how many of them may be others'. */
struct top_sum {
    uint64_t bytes, error;
};

/* A row of a table. */
struct top_line {
    uint8_t key[SKYPEDPI_TALKER_KEY];
    struct top_sum now, total;
};

/* False without memory. top_rank_close() in either case; it takes one of zeroes too. */
bool top_rank_open(struct top_rank *rank);
void top_rank_close(struct top_rank *rank);

/* A new interval: nothing of it yet. */
void top_rank_begin(struct top_rank *rank);
void top_rank_add_name(struct top_rank *rank, const char *name, uint64_t bytes);
void top_rank_add_host(struct top_rank *rank, unsigned family, const uint8_t *address, uint64_t bytes);

/* The greatest of the last interval, then those of before. Returns how many, at most TOP_PLACES. */
uint32_t top_rank_list(const struct top_rank *rank, struct top_line *lines, uint32_t most);
/* What was added, the end of a long name cut off. */
void top_rank_name(const struct top_line *line, char name[TOP_NAME]);
void top_rank_host(const struct top_line *line, char name[TOP_NAME]);

/* A name, cut to `room` bytes with its NUL, but not in the middle of a character; the rest is filled with NUL.
 */
void top_cut(char *to, size_t room, const char *name);

#endif
