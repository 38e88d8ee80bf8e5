/* SPDX-License-Identifier: BSD-2-Clause */
#include <stddef.h>
#include <stdlib.h>
#include "tools/rows.h"

bool is_sought(unsigned application)
{
    return application == SKYPEDPI_APPLICATION_SKYPE || application >= SKYPEDPI_APPLICATION_CUSTOM;
}

bool row_took(const struct row *row, const struct skypedpi_evidence *evidence, uint32_t scope)
{
    bool adopted = evidence - row->evidence + 1 == (ptrdiff_t)row->adopted;

    return evidence->length == 0 && (scope != SKYPEDPI_SCOPE_FLOW || adopted);
}

struct row *rows_append(struct rows *rows)
{
    struct row *row = calloc(1, sizeof(*row));

    if (row) {
        *(rows->last ? &rows->last->next : &rows->first) = row;
        rows->last = row;
        rows->count++;
    }
    return row;
}

void rows_free(struct rows *rows)
{
    while (rows->first) {
        struct row *next = rows->first->next;
        free(rows->first->evidence);
        free(rows->first);
        rows->first = next;
    }
    *rows = (struct rows){0};
}

static bool grow(struct row *row)
{
    uint32_t room = row->evidence_room ? row->evidence_room * 2 : 4;
    struct skypedpi_evidence *evidence = realloc(row->evidence, room * sizeof(*evidence));

    if (evidence) {
        row->evidence = evidence;
        row->evidence_room = room;
    }
    return evidence != NULL;
}

void row_on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *evidence)
{
    struct row *row = skypedpi_flow_user(flow);
    bool full = row->evidence_count == row->evidence_room;

    (void)user;
    if (row->evidence_count == ROW_EVIDENCE || (full && !grow(row))) {
        row->evidence_lost++;
        return;
    }
    row->evidence[row->evidence_count++] = *evidence;
}

void row_on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *verdict)
{
    struct row *row = skypedpi_flow_user(flow);

    (void)user;
    row->recognised = verdict->stage != SKYPEDPI_STAGE_OPEN && is_sought(verdict->application);
    if (!row->adopted && verdict->flags & SKYPEDPI_FLAG_ENDPOINT) {
        row->adopted = row->evidence_count; /* the last that was told */
    }
}

void row_on_attempt(void *user, skypedpi_flow *flow, const struct skypedpi_attempt *attempt)
{
    struct row *row = skypedpi_flow_user(flow);

    (void)user;
    row->attempt = *attempt;
}

bool news_make(struct news_list *list)
{
    *list = (struct news_list){.item = calloc(NEWS_MOST, sizeof(struct news))};
    return list->item != NULL;
}

void news_free(struct news_list *list)
{
    free(list->item);
    *list = (struct news_list){0};
}

void news_add(struct news_list *list, const char *capture, const struct skypedpi_endpoint *endpoint)
{
    if (list->count == NEWS_MOST) {
        list->lost++;
        return;
    }
    list->item[list->count++] = (struct news){capture, *endpoint};
}
