/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TOP_TEXT_H
#define EXAMPLES_PROBE_TOP_TEXT_H

#include <locale.h>
#include <stddef.h>
#include "examples/probe/event.h"

/* Text for a terminal. Names are hostile: nothing that a terminal would obey gets through. */

/* Decodes UTF-8 if the user's terminal takes it; else, or without memory, all but ASCII becomes '?'. */
struct top_charset {
    locale_t locale; /* (locale_t)0: ASCII */
};

struct top_charset top_charset_open(void);
void top_charset_close(struct top_charset *charset);

/* One character as it is to be written: length bytes that take columns of the screen. Both may be 0. */
struct top_glyph {
    char bytes[8];
    size_t length;
    unsigned columns;
};

/* The next character of a text, moved beyond it; *text must not be at its end. */
struct top_glyph top_glyph_next(const struct top_charset *charset, const char **text);

/* Figures for people: three digits, and units of a thousand. */
struct top_figure {
    char text[48];
};
struct top_figure top_bytes(uint64_t bytes);                             /* "1.23 GB" */
struct top_figure top_rate(uint64_t bytes, uint64_t nanoseconds);        /* "64.0 kbit/s" */
struct top_figure top_per_second(uint64_t number, uint64_t nanoseconds); /* "12.3 k" */
struct top_figure top_duration(uint64_t nanoseconds);                    /* "1:02:03" */
struct top_figure top_seconds(uint64_t seconds);                         /* the same; for sums of many */
struct top_figure top_clock(uint64_t nanoseconds);                       /* "2026-11-22 20:32:01", local time */

#endif
