/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_HEALTH_H
#define EXAMPLES_PROBE_SYSLOG_HEALTH_H

#include "examples/probe/syslog/syslog_outlet.h"

/* Messages HEALTH: the warnings of health_log.h, and what stderr has from whoever it happened to: records that
 * others lost, and files that were read anew on SIGHUP, or could not be. */
struct syslog_health {
    struct syslog_outlet *outlet;
    struct sink watch;
    uint64_t reloads, reloads_refused, records_lost; /* told of so far */
};

/* False after a complaint. */
bool syslog_health_open(struct syslog_health *health, struct syslog_outlet *outlet, bool live);
void syslog_health_take(struct syslog_health *health, const struct health *now);

/* Tells what is left to be told. */
void syslog_health_close(struct syslog_health *health);

#endif
