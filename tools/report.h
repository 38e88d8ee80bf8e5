/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_REPORT_H
#define TOOLS_REPORT_H

#include <stdio.h>
#include "tools/classifier.h"
#include "tools/text.h"

/* Rows as text. */

struct report {
    FILE *out;
    skypedpi_db *db;
    const char *only; /* application asked for; NULL: all */
    bool all;         /* explain: flows without evidence, too */
    bool endpoints;   /* csv: in place of flows; json: beside them */
};

/* Written once, before the first capture. */
void report_csv_header(const struct report *report);

/* Written for each capture, or for all of them together. `title` names what was read. */
typedef void report_writer(const struct report *report, const struct classifier *classifier, const char *title);
report_writer report_csv, report_csv_endpoints, report_json, report_text, report_explain;

/* Parts of the last two. */
void report_text_endpoints(const struct report *report, const struct classifier *classifier);
void report_explain_endpoints(const struct report *report, const struct classifier *classifier);

/* A five-tuple: cells with a comma behind each; members with a comma before each. */
void report_csv_tuple(FILE *out, const struct skypedpi_tuple *tuple);
void report_json_tuple(FILE *out, const struct skypedpi_tuple *tuple);

/* Is it one of the flows asked for? */
bool report_wants(const struct report *report, const struct row *row);
/* Endpoints that lost their name are wanted whatever it was. */
bool report_wants_news(const struct report *report, const struct news *news);
const char *report_application(const struct report *report, const struct row *row);
/* Names of the flow's role and path; "" where there is nothing to say: of flows that are not sought. */
const char *report_role(const struct row *row);
const char *report_path(const struct row *row);
/* How long its calls lasted, with what was between them; 0: none was seen. */
uint64_t report_call_span(const struct row *row);
/* The public address of an endpoint; "" if it was not told. */
struct text_address report_reported(const struct skypedpi_endpoint *endpoint);

#endif
