/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdbool.h>
#include <string.h>
#include "tools/csv.h"

/* Moves the text of a field to where the field began. The character behind it, or -1. */
static int read_field(struct csv *csv, char **field)
{
    bool quoted = *csv->at == '"';
    char *to = csv->at, *from = csv->at + quoted;

    *field = to;
    while (*from && (quoted || !strchr(",\r\n", *from))) {
        if (quoted && *from == '"' && *++from != '"') {
            quoted = false;
        } else {
            csv->next += *from == '\n';
            *to++ = *from++;
        }
    }
    int after = quoted ? -1 : (unsigned char)*from;
    csv->next += after == '\n';
    csv->at = *from ? from + 1 : from;
    *to = '\0';
    return after;
}

enum csv_result csv_read(struct csv *csv)
{
    int after;

    for (; *csv->at == '\r' || *csv->at == '\n'; csv->at++) {
        csv->next += *csv->at == '\n';
    }
    if (!*csv->at) {
        return CSV_END;
    }
    csv->line = csv->next;
    csv->count = 0;
    do {
        char *field;
        after = read_field(csv, &field);
        if (csv->count < CSV_FIELDS) {
            csv->field[csv->count++] = field;
        }
    } while (after == ',');
    return after < 0 ? CSV_BROKEN : CSV_ROW;
}
