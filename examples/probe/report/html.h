/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_HTML_H
#define EXAMPLES_PROBE_HTML_H

#include <stdint.h>
#include <stdio.h>

/* Pieces of a page. Text may be from the network or from users: it is escaped, and what is no printable UTF-8
 * replaced. */

void html_text(FILE *out, const char *text);

/* A JSON string, as it may stand in a script of a page. */
void html_json(FILE *out, const char *text);

/* Heads of columns, NULL at the end; those of numbers begin with '#'. `id` is the table's, `title` for those
 * who do not see. html_table_end() closes it. */
void html_table(FILE *out, const char *id, const char *title, const char *const *heads);
void html_table_end(FILE *out);

/* Cells. Rounded ones tell the exact number in data-s, by which they are sorted, too. */
void html_cell(FILE *out, const char *text);
void html_count(FILE *out, uint64_t count);
void html_bytes(FILE *out, uint64_t bytes);
void html_share(FILE *out, uint64_t bytes, uint64_t whole); /* with a bar */
void html_duration(FILE *out, uint64_t milliseconds);
void html_time(FILE *out, uint64_t nanoseconds);

#endif
