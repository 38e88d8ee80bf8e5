/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* A line on a terminal that says how far a long reading is. */
struct progress {
    const char *name;
    FILE *in;
    uint64_t size;   /* of the file; 0 if not known */
    uint64_t items;  /* of which it is so many */
    uint64_t frames; /* or items so far */
    uint64_t next;   /* milliseconds: not to be drawn before */
    bool terminal;
    bool drawn;
};

void progress_begin(struct progress *progress, const char *name, FILE *in);
/* The same of so many things, captures say, each of which may have a line of its own. */
void progress_begin_items(struct progress *progress, const char *name, size_t items);
/* One thing more. */
void progress_item(struct progress *progress);
/* One frame more. */
void progress_step(struct progress *progress);
/* Wipes the line. */
void progress_end(struct progress *progress);

#endif
