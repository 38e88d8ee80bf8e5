/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_REPORT_H
#define TOOLS_REPORT_H

#include <stdio.h>
#include "tools/classifier.h"

/* Rows as text. */

struct report {
    FILE *out;
    skypedpi_db *db;
    const char *only; /* application asked for; NULL: all */
    bool all;         /* explain: flows without evidence, too */
};

/* Written once, before the first capture. */
void report_csv_header(const struct report *report);

/* Written for each capture, or for all of them together. `title` names what was read. */
typedef void report_writer(const struct report *report, const struct classifier *classifier, const char *title);
report_writer report_csv, report_json, report_text, report_explain;

/* Is it one of the flows asked for? */
bool report_wants(const struct report *report, const struct row *row);
const char *report_application(const struct report *report, const struct row *row);
/* The signature with an id; its strings are "" if there is none. */
struct skypedpi_signature report_signature(const struct report *report, uint32_t id);

#endif
