/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_CSV_H
#define TOOLS_CSV_H

#include <stddef.h>

/* Reading of comma-separated values (RFC 4180). */

#define CSV_FIELDS 64 /* of a row; what comes behind is passed over */

/* Set `at` to text that ends in NUL, and `next` to 1. */
struct csv {
    char *at;
    unsigned next; /* number of the line that `at` is in */
    unsigned line; /* ... that the row just read began in */
    char *field[CSV_FIELDS];
    size_t count;
};

enum csv_result { CSV_ROW, CSV_END, CSV_BROKEN /* a quote is never closed */ };

/* Takes the next row apart, in place. Empty lines are passed over. */
enum csv_result csv_read(struct csv *csv);

#endif
