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

struct skypedpi_signature report_signature(const struct report *report, uint32_t id)
{
    struct skypedpi_signature signature = {.size = sizeof(signature)};

    if (id == 0 || skypedpi_db_find(report->db, id, &signature) < 0) {
        return (struct skypedpi_signature){.name = "", .source = "", .proof = ""};
    }
    return signature;
}
