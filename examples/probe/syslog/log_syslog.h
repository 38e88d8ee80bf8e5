/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_LOG_SYSLOG_H
#define EXAMPLES_PROBE_LOG_SYSLOG_H

#include "examples/probe/event.h"

/* Connections as syslog messages (RFC 5424): BEGIN, CHANGE and END of each one that is Skype, or that the
 * policy does anything else with than to allow it. Who turns out to be Skype later has his BEGIN then; an END
 * has always had its BEGIN. And HEALTH: what keeps the probe from seeing or telling everything.
 *
 * What is promised, in short; skypedpi-probe(1) has all of it, tests/programs/probe_syslog*.sh a test for each:
 * UDP: nothing. A datagram is sent once.
 * TCP, TLS: a message counts as delivered when the server's kernel has confirmed all of its bytes; whatever it
 * has not confirmed when the connection ends is sent again, in its order. So nothing is lost that was not
 * confirmed, and nothing comes twice but what arrived without its confirmation. TCP cannot tell what the
 * server's kernel had confirmed but the server had not read when it died: that is lost. Messages wait in
 * memory: when the queue is full the newest are lost, and told of; all that waits is lost if the probe is
 * killed. Each message carries the next sequenceId, lost or not, so that gaps and doubles show. */
struct log_syslog_settings {
    const char *url;         /* udp://host:port, tcp://host:port, tls://host:port */
    const char *ca;          /* file of certificates to trust; NULL: the system's */
    const char *certificate; /* file to show to the server; NULL: none */
    const char *key;         /* its key; NULL: in the same file */
    const char *facility;    /* names or numbers; NULL: local0 */
    const char *severity;    /* of connections; NULL: info */
    const char
        *severity_skype; /* ... that are Skype's, or that the policy does not simply allow; NULL: notice */
    const char *severity_health; /* of warnings about the probe itself; NULL: warning */
    bool all;                    /* every connection */
    bool live;                   /* from interfaces: see health_log.h */
    unsigned unanswered;         /* milliseconds after which a server that confirms nothing is given up; 0: two
                                    minutes */
};

/* False after a complaint. close() of the sink waits up to five seconds for the server to take what is left. */
bool log_syslog_open(const struct log_syslog_settings *settings, struct sink *sink);

#endif
