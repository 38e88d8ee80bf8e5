/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_LOG_SYSLOG_H
#define EXAMPLES_PROBE_LOG_SYSLOG_H

#include "examples/probe/event.h"

/* Connections as syslog messages (RFC 5424): BEGIN, CHANGE and END of each one that is Skype, or that the
 * policy does anything else with than to allow it. Who turns out to be Skype later has his BEGIN then; an END
 * has always had its BEGIN.
 *
 * What is promised:
 * UDP: nothing. A datagram is sent once.
 * TCP, TLS: while the server is away messages wait, and are sent in their order when it is back. A message
 * counts as delivered when the server's kernel has confirmed all of its bytes; whatever it has not confirmed
 * when the connection ends is sent again. So a server that goes and comes back loses nothing and has nothing
 * twice, as far as TCP can tell. TCP cannot tell what the server's kernel had confirmed but the server had not
 * read when it died: that is lost. Nor can it tell what arrived if only the confirmation was lost: that comes
 * twice. Messages wait in memory: when the queue is full the newest are lost, and so is all of it if the probe
 * is killed. A message LOST says how many; each message carries the next sequenceId, lost or not, so that gaps
 * and doubles show. */
struct log_syslog_settings {
    const char *url;         /* udp://host:port, tcp://host:port, tls://host:port */
    const char *ca;          /* file of certificates to trust; NULL: the system's */
    const char *certificate; /* file to show to the server; NULL: none */
    const char *key;         /* its key; NULL: in the same file */
    bool all;                /* every connection */
    unsigned facility;       /* 1 to 23; 0 is the kernel's and stands for 1, user */
    unsigned severity;       /* 1 to 7; 0 is an emergency and stands for 6, informational */
};

/* False after a complaint. close() of the sink waits up to five seconds for the server to take what is left. */
bool log_syslog_open(const struct log_syslog_settings *settings, struct sink *sink);

#endif
