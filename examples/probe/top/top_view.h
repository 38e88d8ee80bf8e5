/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TOP_VIEW_H
#define EXAMPLES_PROBE_TOP_VIEW_H

#include "examples/probe/top/top_data.h"
#include "examples/probe/top/top_screen.h"

#define TOP_LINES 256u /* of a table, at most */
#define TOP_GAP   2u   /* columns between two */
#define TOP_CELL  160  /* bytes of a text on the screen */

/* A picture in the making. */
struct top_view {
    struct top_screen *screen;
    const struct top_data *data;
    struct top_line line[TOP_TABLES][TOP_LINES];
    uint32_t count[TOP_TABLES];
};

/* printf() into TOP_CELL bytes. */
__attribute__((format(printf, 2, 3))) void top_set(char *cell, const char *format, ...);

/* Each puts a heading and so many rows, which the screen must have. The newest calls and endpoints come first.
 */
void top_put_table(struct top_view *view, enum top_table table, uint32_t rows);
void top_put_both(struct top_view *view, uint32_t rows); /* applications and activities side by side */
void top_put_calls(struct top_view *view, uint32_t rows);
void top_put_endpoints(struct top_view *view, uint32_t rows);

#endif
