/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_IPFIX_EXPORT_H
#define EXAMPLES_PROBE_IPFIX_EXPORT_H

#include "examples/probe/ipfix/ipfix.h"
#include "examples/probe/ipfix/ipfix_queue.h"

/* The thread that takes records to the collector. */

struct ipfix_exporter;

/* NULL after a complaint. */
struct ipfix_exporter *ipfix_export_start(const struct ipfix_settings *settings);
struct ipfix_queue *ipfix_export_queue(struct ipfix_exporter *exporter);
/* Sends what is left, as long as the collector takes it, and frees. What was lost altogether. */
struct ipfix_loss ipfix_export_finish(struct ipfix_exporter *exporter);

#endif
