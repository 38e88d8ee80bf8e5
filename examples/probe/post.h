/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_POST_H
#define EXAMPLES_PROBE_POST_H

#include "examples/probe/worker.h"

/* What a worker tells the hub. */

/* EVENT_MARK, EVENT_END. */
void post_event(struct worker *worker, enum event_kind kind);

/* EVENT_BEGUN, EVENT_CHANGED, EVENT_GOES_ON, EVENT_SO_FAR, or EVENT_ENDED with the reason why. */
void post_flow(struct worker *worker, enum event_kind kind, const struct skypedpi_tuple *tuple,
               const struct row *row, const struct skypedpi_verdict *verdict, unsigned why);

void post_endpoint(struct worker *worker, const struct skypedpi_endpoint *endpoint);
void post_interval(struct worker *worker, const struct order_tick *tick);
void post_rules(struct worker *worker, struct rulebook *rules);

#endif
