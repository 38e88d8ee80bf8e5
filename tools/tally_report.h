/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_TALLY_REPORT_H
#define TOOLS_TALLY_REPORT_H

#include <stdio.h>
#include "tools/tally.h"

/* What `skypedpi test` found out, as text. */

typedef void tally_writer(FILE *out, struct tally *tally);

/* Tables for people; a row a signature; a row a capture; an object a capture, signature, false hit, and one of
 * all. */
tally_writer tally_text, tally_csv, tally_csv_captures, tally_json;

struct tally_total {
    size_t known; /* captures */
    size_t broken;
    uint64_t flows;
    uint64_t found;
    uint64_t missed;
    uint64_t wrong;
};
struct tally_total tally_total(const struct tally *tally);

/* The names of a list; "" without any. */
const char *tally_names(const struct name_list *list);

#endif
