/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_LOGSINK_H
#define EXAMPLES_PROBE_LOGSINK_H

#include "examples/probe/event.h"
#include "examples/probe/log/logfile.h"

/* Opens the file that a sink's lines go to and makes it the sink's state: what is the same whatever the lines
 * are. False after a complaint. The header must stay where it is. */
bool logsink_open(const struct log_settings *settings, const char *header, struct sink *sink);

#endif
