/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_TABLE_H
#define TOOLS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/* Tables in text files: a row a line, fields with tabs between, '#' begins a comment line. UTF-8 without
 * control characters, lines of up to TABLE_LINE bytes. */

#define TABLE_FIELDS 5
#define TABLE_LINE   2000
#define TABLE_ROWS   10000

struct table_row {
    char *field[TABLE_FIELDS];
    unsigned line;
};

struct table {
    const char *path;
    char *text;
    struct table_row *row;
    size_t count;
};

/* A table of a file, or of the text if there is no path; complaints then call it by the name. False after
 * complaints. table_free() in either case. */
bool table_read(struct table *table, char *path, const char *text, const char *name, unsigned fields);
void table_free(struct table *table);

/* FILE:LINE: error: ... on stderr */
__attribute__((format(printf, 3, 4))) void table_complain(const struct table *table, unsigned line,
                                                          const char *format, ...);

#endif
