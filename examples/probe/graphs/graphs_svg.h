/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_SVG_H
#define EXAMPLES_PROBE_GRAPHS_SVG_H

#include "examples/probe/graphs/graphs_draw.h"

/* librrd's SVG, made fit for a page: text and axes in the reader's colour, ids of its own, a title, half as
 * long. */

/* `svg` ends in NUL. `alone`: with a style for light and dark, else with that of the page. The caller frees it;
 * NULL: no memory, or not an SVG as expected. */
char *graphs_svg_tidy(const char *svg, const char *title, uint32_t id, bool alone, size_t *length);

/* See graphs_svg() and graphs_draw(). */
bool graphs_svg_draw(const char *directory, const struct graphs_view *view, const char *period, bool alone,
                     char **svg, size_t *length);

#endif
