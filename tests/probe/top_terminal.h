/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_PROBE_TOP_TERMINAL_H
#define TESTS_PROBE_TOP_TERMINAL_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* A terminal of its own kind: a pseudo terminal, and somebody who reads what is written to it and obeys the few
 * sequences the view may use. Whatever else comes is counted as strange. */

#define TERMINAL_MOST 256 /* rows and columns that are remembered */

struct terminal {
    int master, slave;
    unsigned rows, columns, row, column; /* from 1 */
    unsigned top, bottom;                /* rows that scroll */
    bool visible, wraps;
    unsigned strange, beyond, feeds,
        scrolled; /* unknown bytes; characters beyond the edge; line ends; scrolls */
    char cell[TERMINAL_MOST][TERMINAL_MOST][16];
    char sequence[32];
    size_t sequence_length;
    char text[TERMINAL_MOST * 16];
    /* the reader */
    pthread_t thread;
    pthread_mutex_t mutex;
    bool reading, slow;
    char *data;
    size_t length, room, taken;
};

void terminal_open(struct terminal *terminal, unsigned rows, unsigned columns);
void terminal_close(struct terminal *terminal);
/* It takes nothing until it reads again. */
void terminal_stop(struct terminal *terminal);
void terminal_read(struct terminal *terminal);
void terminal_resize(struct terminal *terminal, unsigned rows, unsigned columns);

/* Obeys all that was written so far. Returns how many bytes it was. */
size_t terminal_settle(struct terminal *terminal);
/* A row as text, without spaces at its end; valid until the next call. */
const char *terminal_row(struct terminal *terminal, unsigned row);
/* The row that begins so, or 0. */
unsigned terminal_find(struct terminal *terminal, const char *beginning);

#endif
