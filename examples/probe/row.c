/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include "examples/probe/row.h"

bool rows_open(struct rows *rows, uint32_t capacity)
{
    /* not touched before it is used */
    *rows = (struct rows){.row = malloc(capacity * sizeof(struct row)), .capacity = capacity};
    return rows->row != NULL;
}

void rows_close(struct rows *rows)
{
    for (uint32_t i = 0; i < rows->used; i++)
        free(rows->row[i].evidence);
    free(rows->row);
}

struct row *rows_take(struct rows *rows)
{
    struct row *row = rows->free;

    if (row)
        rows->free = row->next_free;
    else if (rows->used < rows->capacity)
        row = &rows->row[rows->used++];
    if (row)
        *row = (struct row){0};
    return row;
}

void rows_give(struct rows *rows, struct row *row)
{
    free(row->evidence);
    row->evidence = NULL;
    row->entry = NULL;
    row->next_free = rows->free;
    rows->free = row;
}

void row_add_evidence(struct row *row, const struct skypedpi_evidence *evidence)
{
    if (!row->evidence) {
        row->evidence = malloc(sizeof(*row->evidence));
        if (row->evidence)
            row->evidence->count = 0;
    }
    if (row->evidence && row->evidence->count < EVIDENCE_KEPT)
        row->evidence->item[row->evidence->count++] = *evidence;
    else
        row->evidence_lost++;
}
