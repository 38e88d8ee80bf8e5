/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_WINDOW_H
#define LIB_ENGINE_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

/* A piece of a flow's time, and what its packets were like. Integers only. */

#define WINDOW_IDLE_RATE 500u /* bytes a second: presence makes no more (SEED) */

#define WINDOW_GAPS 7 /* gaps near 10, 20 ... 60 ms, and all others */

struct window {
    uint64_t since; /* nanoseconds: its first packet */
    uint64_t last;  /* ... its last so far; 0: none yet */
    uint64_t bytes[2];
    uint64_t media[2]; /* ... of packets that can be media or files, by direction */
    uint32_t data[2];  /* those packets */
    uint32_t video[2]; /* ... of the sizes of video */
    uint32_t large[2]; /* ... longer than those */
    uint32_t gap[WINDOW_GAPS];
};

/* Counts a packet of a direction, `gap` milliseconds after the one before. Time going back stands still. */
void window_add(struct window *window, unsigned direction, uint32_t length, uint32_t gap, bool data,
                uint64_t time);

/* Milliseconds from its first packet to its last, at least 1. */
uint32_t window_span(const struct window *window);

/* What a window of about three seconds shows: SKYPEDPI_ACTIVITY_... of a call or a file, or NONE. */
unsigned window_activity(const struct window *window);

/* Does a window of half a minute or more show a file that is passed on by a relay? */
bool window_relayed_file(const struct window *window);

#endif
