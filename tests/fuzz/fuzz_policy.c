/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include <skypedpi/kit.h>
#include "tests/fuzz/script.h"

/* Rules: read twice, with the same outcome, and asked. */

static uint32_t lines_of(struct bytes text)
{
    uint32_t lines = 1;
    for (size_t i = 0; i < text.length; i++)
        lines += text.data[i] == '\n';
    return lines;
}

static void error_check(const struct skypedpi_text_error *e, struct bytes text)
{
    MUST(memchr(e->message, '\0', sizeof e->message) && e->message[0]);
    MUST(e->line >= 1 && e->line <= lines_of(text));
    MUST(e->column >= 1 && e->column <= text.length + 1);
}

static skypedpi_policy *policy_read(struct bytes text, struct tale *tale)
{
    skypedpi_policy *policy;
    struct skypedpi_text_error error = {.size = sizeof error};
    int result =
        skypedpi_policy_read((const char *)text.data, text.length, script_sets()[1], NULL, &policy, &error);
    MUST(result == SKYPEDPI_OK || result == SKYPEDPI_E_TEXT);
    MUST((result == SKYPEDPI_OK) == (policy != NULL));
    if (!policy) {
        error_check(&error, text);
        tale_add(tale, error.message, strlen(error.message));
        tale_number(tale, (uint64_t)error.line << 32 | error.column);
    }
    return policy;
}

static void ask(const skypedpi_policy *policy, const struct skypedpi_policy_question *q, uint32_t lines,
                struct tale *tale)
{
    struct skypedpi_decision d = {.size = sizeof d};
    MUST(skypedpi_policy_decide(policy, q, &d) == SKYPEDPI_OK);
    MUST(d.rule <= lines && d.action <= SKYPEDPI_ACTION_LOG && d.priority <= 7);
    MUST(d.rule || d.action == SKYPEDPI_ACTION_ALLOW);
    MUST((d.action == SKYPEDPI_ACTION_SHAPE) == (d.rate != 0));
    tale_add(tale, &d, sizeof d);
}

static void ask_all(const skypedpi_policy *policy, uint32_t lines, struct tale *tale)
{
    static const char *const names[] = {NULL, "", "anna", "bob", "students", "staff", "a"};
    enum { NAMES = sizeof names / sizeof *names };
    for (unsigned i = 0; i < 60; i++) {
        const struct skypedpi_policy_question q = {.size = sizeof q,
                                                   .application = (uint16_t)(i % 20),
                                                   .activity = (uint16_t)(i % 12),
                                                   .mechanism = (uint16_t)(i % 15),
                                                   .minute = (uint16_t)(i * 171 % SKYPEDPI_WEEK_MINUTES),
                                                   .user = names[i % NAMES],
                                                   .group = names[i / 7 % NAMES]};
        ask(policy, &q, lines, tale);
    }
}

static struct tale tell(struct bytes text)
{
    struct tale tale = {0};
    skypedpi_policy *policy = policy_read(text, &tale);
    if (policy)
        ask_all(policy, lines_of(text), &tale);
    skypedpi_policy_free(policy);
    return tale;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct exact text = exact_copy(data, size);
    struct tale first = tell(exact_bytes(text)), second = tell(exact_bytes(text));
    MUST(first.hash == second.hash);
    free(text.data);
    return 0;
}
