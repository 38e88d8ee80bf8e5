/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_DIFF_REPORT_H
#define TOOLS_DIFF_REPORT_H

#include <stdio.h>
#include "tools/compare.h"

/* What `skypedpi diff` found out, as text. */

typedef void diff_writer(FILE *out, const struct comparison *comparison);

/* For people; a row a flow; a row a signature; an object a signature and flow, and one of all. */
diff_writer diff_text, diff_csv, diff_csv_signatures, diff_json;

/* A word for a side's verdict. */
const char *diff_application(const struct comparison *comparison, const struct flow_change *flow, int side);

#endif
