/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_LOOK_H
#define EXAMPLES_PROBE_GRAPHS_LOOK_H

#include <stdint.h>

/* Where an application or activity has its place in the stack, and its colour: the same in every picture. */
struct graphs_look {
    unsigned rank; /* 0 lies on the axis */
    uint32_t colour;
};

struct graphs_look graphs_look(int by, const char *name);

#endif
