/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TOP_SCREEN_H
#define EXAMPLES_PROBE_TOP_SCREEN_H

#include "examples/probe/top/top_text.h"

/* One picture for a terminal, written at once with plain ANSI sequences. Each row is gone to by its number, so
 * nothing ever scrolls; and each row is cut at the terminal's edge. */

enum top_style { TOP_PLAIN, TOP_BOLD, TOP_REVERSE };

struct top_screen {
    int fd;
    bool own;   /* fd is to be closed */
    bool drawn; /* something was */
    bool stuck; /* it did not take the last picture: nobody waits for it again until it takes some */
    struct top_charset charset;
    unsigned rows, columns;         /* of the picture */
    unsigned all_rows, all_columns; /* of the terminal */
    unsigned row, column;           /* from 1; where the next character goes */
    char *data;
    size_t used, room;
};

/* False without memory. top_screen_close() in either case. */
bool top_screen_open(struct top_screen *screen, int fd);
/* Shows the cursor below the picture, if there is one. */
void top_screen_close(struct top_screen *screen);

/* A new picture, as large as the terminal is now. False without memory. */
bool top_screen_begin(struct top_screen *screen);
/* False when the picture has no more rows. */
bool top_screen_row(struct top_screen *screen, enum top_style style);
/* As much of a text as goes into `width` columns, and spaces for the rest. */
void top_screen_left(struct top_screen *screen, unsigned width, const char *text);
void top_screen_right(struct top_screen *screen, unsigned width, const char *text);
void top_screen_show(struct top_screen *screen);

#endif
