/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_PROBE_IPFIX_MADE_H
#define TESTS_PROBE_IPFIX_MADE_H

#include "examples/probe/event.h"

/* Connections made up from their number alone: every field has a value, and all values differ from each
 * other's. */

#define MADE_START (UINT64_C(1700000000) * SECOND)

struct connection made_connection(uint64_t number);
/* The same connection when it has done so many parts of all it does. */
struct connection made_part(uint64_t number, uint64_t part, uint64_t parts);
struct interval made_interval(uint64_t number);

void made_add(struct skypedpi_usage *sum, const struct skypedpi_usage *usage);

#endif
