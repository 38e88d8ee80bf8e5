/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TOP_H
#define EXAMPLES_PROBE_TOP_H

#include "examples/probe/event.h"

/* A view for a terminal, drawn anew about once a second: how much there is now, of what, whose, which calls are
 * running, which endpoints are known. It never waits for a terminal that was stopped, and it leaves the two
 * lines at the bottom to what the probe itself has to say. */
struct top_settings {
    int fd;            /* of the terminal; 0: standard output */
    const char *title; /* what packets are from; must outlive the sink */
    bool force;        /* draw, even if it is no terminal */
};

/* Without a terminal it says so, and the sink has nothing to do. False after a complaint: no memory. */
bool top_open(const struct top_settings *settings, struct sink *sink);

/* Leaves standard output as close() does, below the last picture, when the sink is not closed any more. */
void top_leave(void);

#endif
