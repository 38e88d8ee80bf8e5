/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TOP_DRAW_H
#define EXAMPLES_PROBE_TOP_DRAW_H

#include "examples/probe/top/top_data.h"
#include "examples/probe/top/top_screen.h"

/* Puts what is remembered on a screen that was begun. */
void top_draw(struct top_screen *screen, const struct top_data *data, const char *title);

#endif
