/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_EDITION_H
#define LIB_SIGSET_EDITION_H

#include <stdbool.h>
#include "lib/sigset/model.h"

/* What a set says of itself besides its name and version. */

enum { YEAR_FIRST = 2000, YEAR_LAST = 9999 };
#define DAY_FIRST   10957u   /* 2000-01-01, in days since 1970-01-01 */
#define DAY_LAST    2932896u /* 9999-12-31 */
#define DAY_SECONDS 86400u

/* Days since 1970-01-01; 0 if there is no such day, or not in these years. */
uint32_t day_number(uint32_t year, uint32_t month, uint32_t day);

/* Are the days ones that can be written, and in order? */
bool edition_ok(const struct edition *edition);

/* Does it ask for a library that came after this one? */
bool edition_needs_newer(const struct edition *edition);

#endif
