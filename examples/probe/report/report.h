/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_H
#define EXAMPLES_PROBE_REPORT_H

#include "examples/probe/event.h"

/* One page that stands by itself: index.html with all its styles, pictures and script. Written when the probe
 * ends, and every so often before, to a temporary name that is renamed. */

struct report_settings {
    const char *directory; /* made if it is not there */
    const char *title;     /* what was looked at: files, interfaces */
    const char *graphs;    /* directory of the graphs sink, NULL: the page has no pictures */
    uint32_t most;         /* connections listed; 0: 20,000 */
    uint64_t write_every;  /* nanoseconds of packet time; 0: only at the end */
};

/* False after a complaint. The strings must stay where they are. */
bool report_open(const struct report_settings *settings, struct sink *sink);

#endif
