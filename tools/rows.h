/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_ROWS_H
#define TOOLS_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <skypedpi/engine.h>

/* What is told of flows: one row each, in the order of their first packets. */

/* Evidence kept of one flow; what comes after that is only counted. */
#define ROW_EVIDENCE 10000

struct row {
    struct row *next;
    const char *capture; /* the file its first packet stands in */
    skypedpi_flow *flow; /* while it is open */
    struct skypedpi_tuple tuple;
    uint64_t first;
    uint64_t last;
    uint64_t packets;
    uint64_t bytes;
    struct skypedpi_verdict verdict;
    struct skypedpi_evidence *evidence;
    uint32_t evidence_count;
    uint32_t evidence_room;
    uint32_t evidence_lost;
};

struct rows {
    struct row *first;
    struct row *last;
    size_t count;
};

/* A new row at the end; NULL without memory. */
struct row *rows_append(struct rows *rows);
void rows_free(struct rows *rows);

/* Notes evidence; without room, or without memory, that it was lost. */
void row_add_evidence(struct row *row, const struct skypedpi_evidence *evidence);

#endif
