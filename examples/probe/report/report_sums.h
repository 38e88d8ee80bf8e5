/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_SUMS_H
#define EXAMPLES_PROBE_REPORT_SUMS_H

#include "examples/probe/event.h"
#include "examples/probe/report/report_table.h"

/* How much it was, by name. Sums are of all connections; the top talkers are estimates that say how far off
 * they may be. */

enum sum_kind { SUM_APPLICATION, SUM_ACTIVITY, SUM_USER, SUM_GROUP, SUM_KINDS };

#define SUM_NAMES     100000u /* of each kind; what has another one is summed up as of others */
#define TALKER_PLACES 4096u

struct sum {
    struct table_link link;
    char name[64];
    struct skypedpi_usage all, skype;
};

/* A user, or a host that is nobody's, and what it speaks. The name of a user or an application is the number of
 * its sum: what a set or a list of subscribers numbers may change when it is read anew. */
struct talker {
    uint8_t address[16];
    uint32_t user, application; /* from 1; 0: none, or one of the others */
    uint16_t mechanism;
    uint8_t family, zero;
};

struct sums {
    struct table table[SUM_KINDS];
    struct sum others[SUM_KINDS];
    struct skypedpi_usage all, skype; /* of all connections, and of those that a set is about */
    skypedpi_talkers *talkers;
};

/* False without memory; sums_close() in either case. */
bool sums_open(struct sums *sums);
void sums_close(struct sums *sums);
bool sums_failed(const struct sums *sums);

/* Counts a connection in, or `out` again: what is not over will have other names and numbers next time. */
void sums_count(struct sums *sums, const struct connection *connection, bool out);

/* Counts some of a connection's bytes for its talker; they stay. */
void sums_talk(struct sums *sums, const struct connection *connection, uint64_t bytes);

/* Is it an application that a set is about? */
bool sums_is_skype(const struct skypedpi_verdict *verdict);

/* Adds to a usage, or takes off what was added. */
void sums_usage(struct skypedpi_usage *sum, const struct skypedpi_usage *usage, bool out);

/* Both directions of it. */
uint64_t sums_bytes(const struct skypedpi_usage *usage);
uint64_t sums_packets(const struct skypedpi_usage *usage);

/* NULL at the end; those with most bytes of Skype first, then those with most bytes. */
const struct sum *const *sums_sorted(struct sums *sums, enum sum_kind kind);

/* Those that are not among the first `listed`, in one. */
struct sum sums_rest(struct sums *sums, enum sum_kind kind, uint32_t listed);

/* Name of the how-manieth, from 1; "" for 0. */
const char *sums_name(const struct sums *sums, enum sum_kind kind, uint32_t number);

#endif
