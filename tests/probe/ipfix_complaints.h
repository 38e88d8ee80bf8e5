/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_PROBE_IPFIX_COMPLAINTS_H
#define TESTS_PROBE_IPFIX_COMPLAINTS_H

#include <stdbool.h>

/* Stands in for the probe's complain(): keeps what was said. */

void complaints_forget(void);
unsigned complaints_count(void);
bool complaints_have(const char *piece);
/* Waits for it, a minute at most. */
bool complaints_come(const char *piece);

#endif
