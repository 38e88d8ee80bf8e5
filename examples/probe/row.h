/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_ROW_H
#define EXAMPLES_PROBE_ROW_H

#include "examples/probe/event.h"

/* What a worker keeps of an open flow beside its table and its engine. */

struct row_evidence {
    uint32_t count;
    struct skypedpi_evidence item[EVIDENCE_KEPT];
};

struct row {
    struct row *next_free;
    struct skypedpi_table_entry *entry; /* its flow's; NULL: the row is free */
    skypedpi_flow *flow;
    uint64_t id;
    uint64_t first, last;          /* of the probe's clock */
    uint64_t told;                 /* the second in which its active timeout began */
    uint64_t ahead;                /* of the clock of its packets, when it began */
    uint64_t packets[2], bytes[2]; /* sent by its source, sent to it */
    struct row_evidence *evidence; /* NULL: none */
    uint32_t evidence_lost;
    uint32_t attempt;                /* its number among what a blocked host tried, 0: none */
    struct skypedpi_account_key key; /* whose its usage is; application and activity once it is settled */
    uint16_t mechanism;
    bool settled; /* it is known what it is, or that it will not be known: its usage is on the account of `key`
                   */
    bool changed; /* its verdict, since it was last looked at */
    bool blocked; /* and the engine was told */
    bool spoke[2];
    struct skypedpi_decision decision;
};

/* A bounded number of them. */
struct rows {
    struct row *row;
    uint32_t capacity;
    uint32_t used; /* those from the front that ever were */
    struct row *free;
};

/* False without memory; rows_close() in either case. */
bool rows_open(struct rows *rows, uint32_t capacity);
void rows_close(struct rows *rows);

/* An empty one; NULL if all are taken. */
struct row *rows_take(struct rows *rows);
void rows_give(struct rows *rows, struct row *row);

/* Keeps evidence, or counts it as lost. */
void row_add_evidence(struct row *row, const struct skypedpi_evidence *evidence);

#endif
