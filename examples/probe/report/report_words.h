/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_WORDS_H
#define EXAMPLES_PROBE_REPORT_WORDS_H

#include <skypedpi/kit.h>

/* Numbers and facts as people read them. */
struct words {
    char text[80];
};

struct words words_count(uint64_t count);                           /* "12,345" */
struct words words_bytes(uint64_t bytes);                           /* "1.2 MB" */
struct words words_duration(uint64_t milliseconds);                 /* "1.5 s", "12:03", "1:02:03" */
struct words words_time(uint64_t nanoseconds);                      /* "2026-11-22 20:32:01" in UTC; "" for 0 */
struct words words_release(const struct skypedpi_release *release); /* "7.7.0.335"; "" if it is not told */

/* What could not be known, by a bit of #skypedpi_flag: a sentence; "" for a bit that is no flag. */
const char *words_flag(unsigned bit);

/* Why a flow ended, by #skypedpi_table_end. */
const char *words_end(unsigned why);

/* A name that is there to be shown: "" for "none". */
const char *words_some(const char *name);

#endif
