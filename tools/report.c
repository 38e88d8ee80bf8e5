/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tools/report.h"

const char *report_application(const struct report *report, const struct row *row)
{
    return skypedpi_db_application_name(report->db, row->verdict.application);
}

bool report_wants(const struct report *report, const struct row *row)
{
    return !report->only || strcmp(report->only, report_application(report, row)) == 0;
}

bool report_wants_news(const struct report *report, const struct news *news)
{
    unsigned application = news->endpoint.application;

    return !report->only || application == SKYPEDPI_APPLICATION_UNKNOWN ||
           strcmp(report->only, skypedpi_db_application_name(report->db, application)) == 0;
}

const char *report_role(const struct row *row)
{
    return is_sought(row->verdict.application) ? skypedpi_role_name(row->verdict.role) : "";
}

const char *report_path(const struct row *row)
{
    bool told = is_sought(row->verdict.application) && row->verdict.path != SKYPEDPI_PATH_NONE;

    return told ? skypedpi_path_name(row->verdict.path) : "";
}

uint64_t report_call_span(const struct row *row)
{
    const struct skypedpi_verdict *v = &row->verdict;

    return v->call_end > v->call_start ? v->call_end - v->call_start : 0;
}

struct text_address report_reported(const struct skypedpi_endpoint *endpoint)
{
    static const uint8_t none[sizeof(endpoint->reported)];

    if (memcmp(endpoint->reported, none, sizeof(none)) == 0) {
        return (struct text_address){""};
    }
    return text_address(4, endpoint->reported);
}
