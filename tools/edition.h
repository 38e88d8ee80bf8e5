/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_EDITION_H
#define TOOLS_EDITION_H

#include <skypedpi/db.h>

/* What a set says of itself, as text. */

struct date_text {
    char text[24]; /* 2026-11-22 */
};

struct edition_text {
    char text[320];
};

/* Of seconds since 1970. */
struct date_text date_text(uint64_t seconds);

/* The set line: set skype version "2026.11.22" release 14 date 2026-11-22 */
struct edition_text edition_line(const struct skypedpi_db_info *info);

/* All but name and version, for people: "release 14, of 2026-11-22"; "" if it tells nothing. */
struct edition_text edition_facts(const struct skypedpi_db_info *info);

/* Complains if the set has expired. `what` is where it is from. */
void edition_warn(const char *what, const struct skypedpi_db_info *info);

#endif
