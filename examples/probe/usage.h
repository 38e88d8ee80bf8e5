/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_USAGE_H
#define EXAMPLES_PROBE_USAGE_H

#include "examples/probe/worker.h"

/* How a flow's usage gets to an account: that of `row->key`. */

/* Of one packet of a flow that is settled. */
void usage_of_packet(struct worker *worker, const struct row *row, const struct order_packet *packet,
                     bool reverse);
/* All there was up to now, which was held back. */
void usage_of_all(struct worker *worker, const struct row *row);
/* That the flow has ended, and its calls with it. */
void usage_of_end(struct worker *worker, const struct row *row, const struct skypedpi_verdict *verdict);

/* Notes calls that were seen: one, since the engine tells those of a flow as one span. */
void usage_add_calls(struct skypedpi_usage *usage, const struct skypedpi_verdict *verdict);

#endif
