/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_SENDER_H
#define EXAMPLES_PROBE_SYSLOG_SENDER_H

#include "examples/probe/syslog/syslog_connect.h"
#include "examples/probe/syslog/syslog_queue.h"

struct ssl_ctx_st;

/* The thread that sends what is in the queue. */
struct syslog_sender;

/* `tls`: NULL unless the transport is TLS. Both must outlive the sender. NULL after a complaint. */
struct syslog_sender *syslog_sender_start(const struct syslog_address *address, struct ssl_ctx_st *tls,
                                          struct syslog_queue *queue);

/* There is something new in the queue. */
void syslog_sender_wake(struct syslog_sender *sender);

/* Sends what is left, until the given time at most, and ends the thread. */
void syslog_sender_stop(struct syslog_sender *sender, uint64_t until);

#endif
