/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_DRAW_H
#define EXAMPLES_PROBE_GRAPHS_DRAW_H

#include "examples/probe/graphs/graphs_folder.h"

/* One picture, from the files of a directory. Only for the process that draws: rrd_graph_v() is not for
 * threads, as its parser of times has static variables, and librrd 1.7.2 loses up to some thousand bytes with
 * each picture (the texts of legend and title), which a probe that runs for months could not bear. */

enum graphs_format { GRAPHS_PNG, GRAPHS_SVG };

/* What librrd draws text and axes of an SVG with: to be replaced by the reader's own colour. */
#define GRAPHS_INK "010203"

/* Nothing before this can be drawn; nor is it counted. librrd wants the first second after ten years of 365
 * days. */
#define GRAPHS_EARLIEST UINT64_C(315360001)

/* "Total by application"; `text` takes what is not longer than a name, and some words. */
#define GRAPHS_TITLE (GRAPHS_NAME + 64)
void graphs_title(const struct graphs_view *view, const char *period, char title[GRAPHS_TITLE]);

/* The caller frees the image; NULL if nothing is known of it. `period` may be "". False after a complaint. */
bool graphs_draw(const char *directory, const struct graphs_view *view, const char *period,
                 enum graphs_format format, char **image, size_t *length);

#endif
