/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_TEXT_H
#define EXAMPLES_PROBE_SYSLOG_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Copies text as the UTF-8 a message may hold: what is no UTF-8 and what is a control character becomes U+FFFD.
 * With `escape`, '"', '\' and ']' get a backslash (RFC 5424, 6.3.3). The copy ends in NUL and is cut between
 * characters where it does not fit. Returns its length. */
size_t syslog_text_copy(char *out, size_t capacity, const char *text, bool escape);

#endif
