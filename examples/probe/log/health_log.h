/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_HEALTH_LOG_H
#define EXAMPLES_PROBE_HEALTH_LOG_H

#include "examples/probe/event.h"

/* Warns when the probe does not see everything: the kernel drops frames, the flow table is too small, one
 * direction is missing, queues run full, the clock went back. Of each kind at most one warning in ten minutes
 * of packet time; what was not told by then is told at the end. */

struct health_warning {
    const char *kind; /* "kernel-dropped" and so on */
    uint64_t count;   /* of what the words tell, since the last warning of that kind; or per cent */
    bool good;        /* no warning, but news */
    char text[192];
};

struct health_log_settings {
    bool live; /* full queues are a matter of course where a file is read as fast as can be */
    void (*tell)(void *user, const struct health_warning *warning,
                 const struct health *health); /* NULL: stderr */
    void *user;
};

bool health_log_open(const struct health_log_settings *settings, struct sink *sink);

#endif
