/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_OUTLET_H
#define EXAMPLES_PROBE_SYSLOG_OUTLET_H

#include "examples/probe/syslog/log_syslog.h"
#include "examples/probe/syslog/syslog_message.h"

/* Where messages go: numbers them, hands them to the queue, and counts what finds no room there. */
struct syslog_outlet {
    struct syslog_origin origin;
    uint32_t sequence; /* of the last message */
    uint64_t time;     /* newest that was told */
    uint64_t lost;     /* messages not yet told of */
    uint64_t lost_altogether;
    struct syslog_queue *queue;
    struct ssl_ctx_st *tls;
    struct syslog_sender *sender;
};

/* False after a complaint. */
bool syslog_outlet_open(struct syslog_outlet *outlet, const struct log_syslog_settings *settings);

/* To be asked before each message, of something at that time: its number. */
uint32_t syslog_outlet_number(struct syslog_outlet *outlet, uint64_t time);
void syslog_outlet_send(struct syslog_outlet *outlet, const struct syslog_message *message);

/* Tells of what was lost, when there is room again. */
void syslog_outlet_tick(struct syslog_outlet *outlet);

/* Waits for what is left to be delivered; false after a complaint: something was not. */
bool syslog_outlet_close(struct syslog_outlet *outlet);

#endif
