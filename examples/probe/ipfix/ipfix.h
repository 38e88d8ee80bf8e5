/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_IPFIX_H
#define EXAMPLES_PROBE_IPFIX_H

#include "examples/probe/event.h"

/* IPFIX (RFC 7011): a record of each connection for a collector. docs/scale.md lists the fields. */

struct ipfix_settings {
    const char *url; /* udp://HOST[:PORT] or tcp://HOST[:PORT]; IPv6 as [::1]; the port is 4739 if not told */
    uint32_t domain; /* observation domain: tells probes apart where records are joined */
    uint64_t
        template_every; /* nanoseconds of real time between announcements of templates and names; 0: a minute */
    bool patient; /* packets come from a file: where the queue is full, wait for the collector. A live probe
                     never waits, it loses and counts */
};

/* False after a complaint. */
bool ipfix_open(const struct ipfix_settings *settings, struct sink *sink);

#endif
