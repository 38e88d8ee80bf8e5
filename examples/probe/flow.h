/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_FLOW_H
#define EXAMPLES_PROBE_FLOW_H

#include "examples/probe/worker.h"

/* A worker's flows, from their first packet to their end.
 *
 * A flow is settled when it is known what it is, or given up to know. Up to then its usage is held back; from
 * then on it goes to the account of what the flow is at that moment. */

#define FLOW_AHEAD 16

void flow_packet(struct worker *worker, struct order_packet *packet);

/* These packets come next: what they need of memory can be fetched meanwhile. At most FLOW_AHEAD. */
void flow_announce(struct worker *worker, const struct skypedpi_frame *const *frames, size_t count);

/* Each second: tells of open flows that had packets. Looks at a part of them, and at all within a minute. */
void flow_look_around(struct worker *worker);

/* Visits open flows when the rules are others: users, applications and decisions may be. */
void flow_judge_anew(void *worker, struct skypedpi_table_entry *entry);

/* Callbacks of table and engine. */
void flow_on_end(void *worker, struct skypedpi_table_entry *entry, unsigned why);
void flow_on_verdict(void *worker, skypedpi_flow *flow, const struct skypedpi_verdict *verdict);
void flow_on_evidence(void *worker, skypedpi_flow *flow, const struct skypedpi_evidence *evidence);
void flow_on_attempt(void *worker, skypedpi_flow *flow, const struct skypedpi_attempt *attempt);
void flow_on_endpoint(void *worker, const struct skypedpi_endpoint *endpoint);

#endif
