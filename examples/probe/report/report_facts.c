/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_facts.h"

#include <inttypes.h>
#include <stdio.h>

struct table facts_empty(void)
{
    return table_empty(sizeof(struct fact), sizeof(struct fact_text), FACTS_MOST);
}

uint32_t facts_number(struct table *facts, const char *name, const char *application, const char *source)
{
    struct fact_text text = {"", "", ""};

    if (!name[0])
        return FACT_NONE;
    snprintf(text.name, sizeof(text.name), "%s", name);
    snprintf(text.application, sizeof(text.application), "%s", application);
    snprintf(text.source, sizeof(text.source), "%s", source);
    const struct fact *fact = table_find(facts, &text);
    if (!fact)
        fact = table_add(facts, &text);
    return fact ? fact->link.number : FACT_NONE;
}

uint32_t facts_of(struct table *facts, const skypedpi_db *db, uint32_t signature)
{
    struct skypedpi_signature found = {.size = sizeof(found)};
    char name[32];

    if (db && skypedpi_db_find(db, signature, &found) == SKYPEDPI_OK)
        return facts_number(facts, found.name, skypedpi_db_application_name(db, found.application),
                            found.source);
    snprintf(name, sizeof(name), "signature %" PRIu32, signature);
    return facts_number(facts, name, "", "");
}
