/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/parse.h"

#include <string.h>
#include "lib/base/names.h"
#include "lib/sigset/suggest.h"

/* ---- application ---- */

static const struct declared *application_declared(const struct parser *p, const char *name, size_t length)
{
    for (uint32_t i = 0; i < builder_count(p->builder, TABLE_APPLICATIONS); i++) {
        const struct declared *d = builder_application(p->builder, i);
        if (builder_is(p->builder, TABLE_STRINGS, d->name, name, length))
            return d;
    }
    return NULL;
}

static void application_check(struct parser *p, const char *name, size_t length)
{
    const struct declared *first = application_declared(p, name, length);
    if (first)
        report_add(p->report, DIAGNOSTIC_APPLICATION_TAKEN, p->token.at,
                   "found an application's name again, expected a new one; see %s:%u",
                   builder_string(p->builder, TABLE_NAMES, first->file), first->at.line);
    else if (name_find(application_names, name, length) >= 0)
        report_add(p->report, DIAGNOSTIC_APPLICATION_TAKEN, p->token.at,
                   "found a name of the language, expected one of your own");
    else if (builder_count(p->builder, TABLE_APPLICATIONS) >= APPLICATIONS_MAX)
        report_add(p->report, DIAGNOSTIC_APPLICATIONS_MANY, p->token.at,
                   "found one more, expected at most %d applications", APPLICATIONS_MAX);
}

static void application_read(struct parser *p)
{
    struct declared application = {.file = p->file};
    parser_advance(p);
    application.at = p->token.at;
    if (p->token.kind == TOKEN_STRING)
        application_check(p, (const char *)p->token.data, p->token.data_length);
    if (!parser_take_quoted_name(p, "the application's name in quotes", &application.name))
        return;
    struct declared *row = builder_add(p->builder, TABLE_APPLICATIONS, 1);
    if (row)
        *row = application;
}

/* ---- signature ---- */

static bool entry_add(struct parser *p)
{
    if (builder_count(p->builder, TABLE_ENTRIES) >= SIGNATURES_MAX) {
        report_add(p->report, DIAGNOSTIC_SIGNATURES_MANY, p->entry.name_at,
                   "found one more, expected at most %d signatures", SIGNATURES_MAX);
        return false;
    }
    struct entry *row = builder_add(p->builder, TABLE_ENTRIES, 1);
    if (row)
        *row = p->entry;
    return row != NULL;
}

static void entry_compare(struct parser *p, const struct entry *other)
{
    const struct builder *b = p->builder;
    const struct signature *new = &p->entry.signature;
    const char *file = builder_string(b, TABLE_NAMES, other->file);
    const char *its_name = builder_string(b, TABLE_STRINGS, other->signature.name);
    if (new->id && other->signature.id == new->id)
        report_add(p->report, DIAGNOSTIC_ID_TAKEN, p->entry.id_at,
                   "found id %u again, expected a new one; '%s' at %s:%u has it", new->id, its_name, file,
                   other->id_at.line);
    if (new->name.length && builder_is(b, TABLE_STRINGS, new->name, its_name, other->signature.name.length))
        report_add(p->report, DIAGNOSTIC_NAME_TAKEN, p->entry.name_at,
                   "found the name '%s' again, expected a new one; see %s:%u", its_name, file,
                   other->name_at.line);
}

/* Is another signature called so, or has it the id? */
static void entry_check_taken(struct parser *p)
{
    for (uint32_t i = 0; i < builder_count(p->builder, TABLE_ENTRIES); i++)
        entry_compare(p, builder_entry(p->builder, i));
}

static void signature_head_read(struct parser *p)
{
    struct word name;
    p->entry = (struct entry){.file = p->file, .name_at = p->token.at};
    p->entry.signature.application = SKYPEDPI_APPLICATION_SKYPE;
    p->entry.signature.after = NO_INDEX;
    p->entry.signature.native = NO_INDEX;
    memset(p->clause_at, 0, sizeof p->clause_at);
    p->condition.root = 0;
    parser_advance(p);
    if (parser_take_name(p, "the signature's name", &name)) {
        p->entry.name_at = name.at;
        p->entry.signature.name = builder_text(p->builder, TABLE_STRINGS, name.text, name.length);
        report_signature(p->report, name.text, name.length, 0);
    } else if (p->token.kind != TOKEN_BRACE_OPEN) {
        parser_advance(p);
    }
    p->lost = false;
    parser_take(p, TOKEN_BRACE_OPEN, DIAGNOSTIC_BRACE_OPEN, "'{'");
}

static void signature_read(struct parser *p)
{
    uint32_t errors = p->report->errors;
    signature_head_read(p);
    clauses_read(p);
    counting_check(p);
    entry_check_taken(p);
    if (p->report->errors == errors && !p->builder->no_memory)
        condition_keep(&p->condition, p->builder, &p->entry);
    if (p->report->errors == errors && !p->builder->no_memory) {
        struct expression tree = condition_kept(p->builder, &p->entry);
        condition_check(&tree, p->report, &p->entry);
    }
    if (!entry_add(p))
        p->lexer.at = p->lexer.length;
    report_signature(p->report, "", 0, 0);
}

/* ---- text ---- */

static const char *const declarations[] = {"set", "application", "signature", NULL};

bool declaration_begins(const struct parser *p)
{
    return p->token.kind == TOKEN_WORD && name_find(declarations, p->token.text, p->token.length) >= 0;
}

/* Leaves out what is between here and the next declaration; clauses of a lost signature are none. */
static void declaration_skip(struct parser *p)
{
    unsigned depth = 0;
    for (;; parser_advance(p)) {
        bool begins = declaration_begins(p) && (depth == 0 || parser_at_word(p, "signature"));
        if (begins || p->token.kind == TOKEN_END)
            return;
        if (p->token.kind == TOKEN_BRACE_OPEN)
            depth++;
        else if (p->token.kind == TOKEN_BRACE_CLOSE && depth)
            depth--;
    }
}

static void declaration_unknown(struct parser *p)
{
    static const char expected[] = "'set', 'application' or 'signature'";
    if (p->token.kind == TOKEN_WORD)
        parser_unknown(p, DIAGNOSTIC_TOP_LEVEL, expected,
                       suggestion_among(p->token.text, p->token.length, declarations));
    else
        parser_expected(p, DIAGNOSTIC_TOP_LEVEL, expected);
    p->lost = true;
}

static void declaration_read(struct parser *p)
{
    p->lost = false;
    p->mode = TOKEN_NAMES;
    if (parser_at_word(p, "signature"))
        signature_read(p);
    else if (parser_at_word(p, "application"))
        application_read(p);
    else if (parser_at_word(p, "set"))
        set_line_read(p);
    else
        declaration_unknown(p);
    if (p->lost)
        declaration_skip(p);
}

bool parse_text(struct builder *builder, struct report *report, const char *file, const char *text,
                size_t length)
{
    struct parser p = {.report = report, .builder = builder};
    p.lexer = lexer_over(text, length, report);
    p.file = builder_text(builder, TABLE_NAMES, file, strlen(file));
    parser_advance(&p);
    while (p.token.kind != TOKEN_END)
        declaration_read(&p);
    return p.another;
}
