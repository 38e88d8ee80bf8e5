/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_API_HEAP_H
#define TESTS_API_HEAP_H

/* The library's calls of malloc() and its sisters, which the linker leads here: counted, and made to fail. */

struct heap {
    long asked, released; /* calls, since it was armed */
    long live;            /* blocks */
    long fails_at;        /* the call that fails, counted from 1; 0: none */
    long bytes;           /* asked for since it was armed */
};

extern struct heap heap;

/* Counts anew; the call of that number will fail. */
void heap_arm(long fails_at);

#endif
