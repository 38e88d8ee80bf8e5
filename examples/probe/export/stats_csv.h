/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_STATS_CSV_H
#define EXAMPLES_PROBE_STATS_CSV_H

#include <stdio.h>

#include "examples/probe/event.h"

/* Intervals added up by names, as numbers of users may mean others after subscribers were read anew, and
 * written as CSV:
 *
 *     row,start,end,user,group,application,activity,packets_up,packets_down,bytes_up,bytes_down,flows,calls,
 *     call_seconds
 *
 * A row is an "account"; or "unfollowed", frames that are in no flow; or "total", all frames, both ways in
 * packets_up and bytes_up. Times are seconds since 1970. What is undecided is held back by the probe, so
 * accounts and unfollowed make the total over a whole run, not in each file. */
struct stats_csv;

/* Accounts at one time; traffic beyond goes to nobody's account of the same application and activity, and if
 * that finds no room either, to nobody's of "unknown" and "none". No traffic is ever left out. */
#define STATS_CSV_MAX (1u << 18)

struct stats_csv *stats_csv_new(void); /* NULL: no memory */
void stats_csv_free(struct stats_csv *stats);
void stats_csv_add(struct stats_csv *stats, const struct interval *interval, const struct names *names);
void stats_csv_clear(struct stats_csv *stats);

bool stats_csv_empty(const struct stats_csv *stats); /* no interval was added */
uint64_t stats_csv_start(const struct stats_csv *stats);
uint64_t stats_csv_end(const struct stats_csv *stats);

/* Rows in the order of their names. False: the file could not take them. */
bool stats_csv_write(struct stats_csv *stats, FILE *file);

#endif
