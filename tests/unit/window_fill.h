/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_WINDOW_FILL_H
#define TESTS_UNIT_WINDOW_FILL_H

#include "lib/engine/window.h"
#include "tests/unit/engine_play.h"

/* A window, filled by hand. */

static struct window w;

static void setup(void)
{
    w = (struct window){.since = 0};
}

static void add(unsigned direction, unsigned packets, uint32_t length, uint32_t gap)
{
    while (packets--)
        window_add(&w, direction, length, gap, true, w.last ? w.last : BEGIN);
}

/* What was added took so many milliseconds. */
static void span(uint32_t milliseconds)
{
    w.last = w.since + milliseconds * MS;
}

#endif
