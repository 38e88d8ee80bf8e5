/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_MESSAGE_H
#define EXAMPLES_PROBE_SYSLOG_MESSAGE_H

#include "examples/probe/event.h"
#include "examples/probe/log/health_log.h"
#include "examples/probe/syslog/syslog_priority.h"

/* Messages as RFC 5424 has them. */

/* Longest message: what every receiver should take over UDP (RFC 5426, 3.2). */
#define SYSLOG_MESSAGE_MAX 2048

struct syslog_message {
    size_t length;
    char text[SYSLOG_MESSAGE_MAX + 1]; /* ends in NUL */
};

/* Who speaks. */
struct syslog_origin {
    struct syslog_priority priority;
    unsigned process;
    char host[256]; /* printable ASCII without blanks, or "-" */
};

enum syslog_event { SYSLOG_BEGIN, SYSLOG_CHANGE, SYSLOG_END };

/* SYSLOG_SKYPE where it is Skype's, or the policy does not simply allow it. */
enum syslog_kind syslog_message_kind(const struct connection *connection);

/* `sequence` counts all messages from 1: it is sent as sequenceId, by which a receiver sees what is missing and
 * what came twice. */
void syslog_message_connection(struct syslog_message *message, const struct syslog_origin *origin,
                               uint32_t sequence, enum syslog_event event, const struct connection *connection);

/* `now`: how the probe is; NULL: that is left out. */
void syslog_message_health(struct syslog_message *message, const struct syslog_origin *origin,
                           uint32_t sequence, uint64_t time, const struct health_warning *warning,
                           const struct health *now);

#endif
