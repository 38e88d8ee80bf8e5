/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_SIGSET_CONDITION_H
#define TESTS_UNIT_SIGSET_CONDITION_H

#include "tests/unit/sigset_check.h"

#include "lib/sigset/parse.h"

/* Compiling one condition after the other. */

static struct builder builder;
static struct findings findings;

static void setup(void)
{
    builder = (struct builder){.allocator = allocator_or_default(NULL)};
}

static void teardown(void)
{
    builder_close(&builder);
}

/* The signature a condition makes, or NULL; what was there before is forgotten. */
static inline const struct signature *compile(const char *transport, const char *condition)
{
    static const char form[] =
        "signature s { id 1 transport %s era any mechanism none activity none source \"s\""
        " proof \"p\" weight 10\npacket %s }";
    size_t room = sizeof form + strlen(transport) + strlen(condition);
    char *text = malloc(room);
    snprintf(text, room, form, transport, condition);
    builder_return(&builder, &(struct builder_mark){.set.at.line = 0});
    findings_open(&findings);
    struct report report = report_open(&findings.all, "test.sig");
    parse_text(&builder, &report, "test.sig", text, strlen(text));
    free(text);
    return report.errors ? NULL : &builder_entry(&builder, 0)->signature;
}

static inline const struct instruction *code_of(const struct signature *s)
{
    return (const struct instruction *)builder.table[TABLE_CODE].rows + s->code;
}

#endif
