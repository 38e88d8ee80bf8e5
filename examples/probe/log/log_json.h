/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_LOG_JSON_H
#define EXAMPLES_PROBE_LOG_JSON_H

#include "examples/probe/event.h"
#include "examples/probe/log/logfile.h"

/* The connection log as JSON (RFC 8259), one object a line. skypedpi-probe(1) lists the members. */
bool log_json_open(const struct log_settings *settings, struct sink *sink);

#endif
