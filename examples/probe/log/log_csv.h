/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_LOG_CSV_H
#define EXAMPLES_PROBE_LOG_CSV_H

#include "examples/probe/event.h"
#include "examples/probe/log/logfile.h"

/* The connection log as comma-separated values (RFC 4180). skypedpi-probe(1) lists the columns. */
bool log_csv_open(const struct log_settings *settings, struct sink *sink);

#endif
