/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SUMMARY_H
#define EXAMPLES_PROBE_SUMMARY_H

#include "examples/probe/event.h"

/* One line on stderr when the probe ends: how much was seen, and how much of it in flows. It also checks what
 * the probe promises: intervals, accounts and connections have the same sums, to the byte. */
bool summary_open(struct sink *sink);

#endif
