/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_LINE_H
#define EXAMPLES_PROBE_GRAPHS_LINE_H

#include "examples/probe/graphs/graphs_draw.h"
#include "examples/probe/graphs/graphs_layer.h"

/* The command line with which librrd draws a picture. */
struct graphs_line {
    char **words;
    size_t count, room;
    bool failed; /* no memory */
};

/* All of it. `title` is plain text. */
void graphs_line_make(struct graphs_line *line, const struct graphs_view *view, const char *title,
                      enum graphs_format format, const struct graphs_layer *layers, int count);
void graphs_line_free(struct graphs_line *line);

#endif
