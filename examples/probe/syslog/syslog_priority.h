/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_PRIORITY_H
#define EXAMPLES_PROBE_SYSLOG_PRIORITY_H

#include <stdbool.h>

#include "examples/probe/syslog/log_syslog.h"

/* How urgent what is told is, for whom (RFC 5424, 6.2.1). */

enum syslog_kind { SYSLOG_CONNECTION, SYSLOG_SKYPE, SYSLOG_HEALTH, SYSLOG_KINDS };

struct syslog_priority {
    unsigned facility;
    unsigned severity[SYSLOG_KINDS];
};

/* Reads the names or numbers that the settings have; false after complaints. */
bool syslog_priority_read(struct syslog_priority *priority, const struct log_syslog_settings *settings);

#endif
