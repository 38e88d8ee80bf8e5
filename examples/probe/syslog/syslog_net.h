/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_NET_H
#define EXAMPLES_PROBE_SYSLOG_NET_H

#include "examples/probe/syslog/syslog_connect.h"

/* The way to a syslog server: UDP, TCP or TLS. Used by one thread. */

struct ssl_ctx_st;
struct ssl_st;

struct syslog_link {
    int socket; /* -1: not connected */
    enum syslog_transport transport;
    struct ssl_st *ssl;
    uint64_t written; /* bytes that went into the socket */
    const struct syslog_patience *patience;
    char why[160]; /* what went wrong last */
};

/* Connects, and waits a moment: a server that is about to go, or that does not want this client, closes again
 * at once, and nothing is lost if nothing was sent. */
bool syslog_link_open(struct syslog_link *link, const struct syslog_address *address, struct ssl_ctx_st *tls);

/* Sends a whole message; false: the connection is of no more use. */
bool syslog_link_send(struct syslog_link *link, const char *bytes, size_t length);

/* Reads away what the server says; false: it has closed. */
bool syslog_link_alive(struct syslog_link *link);

/* How many bytes of `written` the server's kernel has confirmed, also after the connection has ended; over UDP,
 * which confirms nothing, all. */
uint64_t syslog_link_delivered(const struct syslog_link *link);

/* Waits a moment for the server's kernel to confirm what it has, unless it has cut the connection. */
void syslog_link_await(const struct syslog_link *link);

/* `politely`: says goodbye, and waits a moment for the server to have read everything. Else what has not
 * arrived so far never will. */
void syslog_link_close(struct syslog_link *link, bool politely);

#endif
