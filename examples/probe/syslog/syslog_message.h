/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_MESSAGE_H
#define EXAMPLES_PROBE_SYSLOG_MESSAGE_H

#include "examples/probe/event.h"

/* Messages as RFC 5424 has them. */

/* Longest message: what every receiver should take over UDP (RFC 5426, 3.2). */
#define SYSLOG_MESSAGE_MAX 2048

struct syslog_message {
    size_t length;
    char text[SYSLOG_MESSAGE_MAX + 1]; /* ends in NUL */
};

/* Who speaks. */
struct syslog_origin {
    unsigned facility;
    unsigned severity;
    unsigned process;
    char host[256]; /* printable ASCII without blanks, or "-" */
};

enum syslog_event { SYSLOG_BEGIN, SYSLOG_CHANGE, SYSLOG_END };

/* `sequence` counts all messages from 1: it is sent as sequenceId, by which a receiver sees what is missing and
 * what came twice. */
void syslog_message_connection(struct syslog_message *message, const struct syslog_origin *origin,
                               uint32_t sequence, enum syslog_event event, const struct connection *connection);

/* `lost` messages found no room. */
void syslog_message_lost(struct syslog_message *message, const struct syslog_origin *origin, uint32_t sequence,
                         uint64_t time, uint64_t lost);

#endif
