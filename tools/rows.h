/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_ROWS_H
#define TOOLS_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <skypedpi/engine.h>

/* What is told of flows: one row each, in the order of their first packets. And what is told of endpoints. */

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
    uint32_t adopted; /* the how-manieth piece is what its endpoint or host was known for, from 1; 0: none. Its
                         last verdict may not tell any more: what a flow proves by itself goes before it */
    struct skypedpi_attempt attempt; /* number 0: it is none */
    bool recognised;                 /* its verdict is one that a firewall blocks for */
    bool blocked;                    /* and the engine was told */
};

struct rows {
    struct row *first;
    struct row *last;
    size_t count;
};

/* Most of what is told of endpoints that is kept; what comes after that is only counted. */
#define NEWS_MOST 100000

/* What was told of an endpoint or host. */
struct news {
    const char *capture; /* the file that was read */
    struct skypedpi_endpoint endpoint;
};

/* All that was told, in order. Its memory is taken beforehand: it is filled while the engine works. */
struct news_list {
    struct news *item;
    size_t count;
    uint64_t lost;
};

/* Is it what a set is made to find: Skype, or an application of the set's own? */
bool is_sought(unsigned application);

/* Did the flow take that evidence from its endpoint, which has it from other flows? Then no message stands
 * behind it. One of those kept with the row; `scope` of its signature. */
bool row_took(const struct row *row, const struct skypedpi_evidence *evidence, uint32_t scope);

/* A new row at the end; NULL without memory. */
struct row *rows_append(struct rows *rows);
void rows_free(struct rows *rows);

/* Callbacks of an engine whose flows have their rows as user pointers. Evidence for which there is no room, or
 * no memory, is noted as lost. */
void row_on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *evidence);
void row_on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *verdict);
void row_on_attempt(void *user, skypedpi_flow *flow, const struct skypedpi_attempt *attempt);

/* False without memory. */
bool news_make(struct news_list *list);
void news_free(struct news_list *list);
void news_add(struct news_list *list, const char *capture, const struct skypedpi_endpoint *endpoint);

#endif
