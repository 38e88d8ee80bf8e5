/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_CONNECT_H
#define EXAMPLES_PROBE_SYSLOG_CONNECT_H

#include <stddef.h>

#include "examples/probe/syslog/syslog_wait.h"

enum syslog_transport { SYSLOG_UDP, SYSLOG_TCP, SYSLOG_TLS };

struct syslog_address {
    enum syslog_transport transport;
    char host[256]; /* name or address, without brackets */
    char port[6];
    unsigned
        unanswered; /* milliseconds after which a server that confirms nothing is given up; 0: two minutes */
};

/* Reads udp://host:port, tcp://host:port, tls://host:port; an IPv6 address stands in brackets. */
bool syslog_address_parse(const char *url, struct syslog_address *address);

/* A socket connected to one of the server's addresses, which does not block; -1: `why` says why not. */
int syslog_connect(const struct syslog_address *address, const struct syslog_patience *patience, char *why,
                   size_t capacity);

#endif
