/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/parse.h"

#include <string.h>
#include "lib/base/names.h"
#include "lib/base/transport.h"
#include "lib/sigset/suggest.h"

#define WEIGHT_MAX 100

/* ---- numbers and words ---- */

static void id_read(struct parser *p)
{
    p->entry.id_at = p->token.at;
    p->report->id = p->entry.signature.id = parser_take_number(p, "a number that no other signature has");
    uint32_t id = p->entry.signature.id;
    if (!p->lost && (id == 0 || id > ID_MOST))
        report_add(p->report, DIAGNOSTIC_ID_RANGE, p->entry.id_at, "found %u, expected an id from 1 to %u", id,
                   ID_MOST);
}

static void weight_read(struct parser *p)
{
    struct place at = p->token.at;
    uint32_t weight = parser_take_number(p, "a weight from 1 to 100");
    if (!p->lost && (weight < 1 || weight > WEIGHT_MAX))
        report_add(p->report, DIAGNOSTIC_WEIGHT_RANGE, at, "found %u, expected a weight from 1 to %d", weight,
                   WEIGHT_MAX);
    p->entry.signature.weight = (uint8_t)weight;
}

/* Number of a word in a list; 0 after a finding. */
static unsigned word_read(struct parser *p, const char *const *names, enum diagnostic_code code,
                          const char *expected)
{
    int number = parser_take_word(p, names, code, expected);
    return number < 0 ? 0 : (unsigned)number;
}

static void transport_read(struct parser *p)
{
    static const char *const names[] = {"udp", "tcp", NULL};
    unsigned tcp = word_read(p, names, DIAGNOSTIC_TRANSPORT_UNKNOWN, "'udp' or 'tcp'");
    p->entry.signature.transport = tcp ? TRANSPORT_TCP : TRANSPORT_UDP;
}

static void mechanism_read(struct parser *p)
{
    p->entry.signature.mechanism = (uint8_t)word_read(p, mechanism_names, DIAGNOSTIC_MECHANISM_UNKNOWN,
                                                      "a mechanism such as 'udp-direct'");
}

static void activity_read(struct parser *p)
{
    p->entry.signature.activity =
        (uint8_t)word_read(p, activity_names, DIAGNOSTIC_ACTIVITY_UNKNOWN, "an activity such as 'signalling'");
}

static void path_read(struct parser *p)
{
    p->entry.signature.path =
        (uint8_t)word_read(p, path_names, DIAGNOSTIC_PATH_UNKNOWN, "a path such as 'nat-one'");
}

/* ---- names looked up later, and texts ---- */

static void mention_read(struct parser *p, const char *expected, struct mention *mention)
{
    struct word name;
    if (!parser_take_name(p, expected, &name))
        return;
    mention->at = name.at;
    mention->name = builder_text(p->builder, TABLE_NAMES, name.text, name.length);
}

static void application_read(struct parser *p)
{
    mention_read(p, "an application", &p->entry.application);
}

static void after_read(struct parser *p)
{
    mention_read(p, "the name of a signature", &p->entry.after);
}

static void native_read(struct parser *p)
{
    p->entry.native.at = p->token.at;
    parser_take_quoted_name(p, "the native detector's name in quotes", &p->entry.native.name);
}

static void source_read(struct parser *p)
{
    p->entry.source_at = p->token.at;
    parser_take_text(p, "a source", STRING_MAX, &p->entry.signature.source);
}

static void proof_read(struct parser *p)
{
    p->entry.proof_at = p->token.at;
    parser_take_text(p, "a proof", STRING_MAX, &p->entry.signature.proof);
}

/* ---- all clauses ---- */

static const char *const clause_names[CLAUSES + 1] = {
    "id",       "transport", "application", "era",    "mechanism", "activity", "source",
    "proof",    "after",     "packet",      "native", "version",   "weight",   "scope",
    "received", "count",     "step",        "same",   "fresh",     "path",     NULL};

static const struct {
    void (*read)(struct parser *p);
    bool needed;
    enum token_mode mode;
} clauses[CLAUSES] = {
    {id_read, true, TOKEN_NAMES},           {transport_read, true, TOKEN_NAMES},
    {application_read, false, TOKEN_NAMES}, {era_read, true, TOKEN_NAMES},
    {mechanism_read, true, TOKEN_NAMES},    {activity_read, true, TOKEN_NAMES},
    {source_read, true, TOKEN_NAMES},       {proof_read, true, TOKEN_NAMES},
    {after_read, false, TOKEN_NAMES},       {condition_read, true, TOKEN_CONDITION},
    {native_read, false, TOKEN_NAMES},      {version_read, false, TOKEN_NAMES},
    {weight_read, true, TOKEN_NAMES},       {scope_read, false, TOKEN_NAMES},
    {received_read, false, TOKEN_NAMES},    {count_read, false, TOKEN_NAMES},
    {step_read, false, TOKEN_CONDITION},    {same_read, false, TOKEN_CONDITION},
    {fresh_read, false, TOKEN_CONDITION},   {path_read, false, TOKEN_NAMES},
};

static int clause_here(const struct parser *p)
{
    return p->token.kind == TOKEN_WORD ? name_find(clause_names, p->token.text, p->token.length) : -1;
}

bool clause_begins(const struct parser *p)
{
    return clause_here(p) >= 0;
}

struct place clause_place(const struct parser *p, const char *clause)
{
    return p->clause_at[name_find(clause_names, clause, strlen(clause))];
}

/* Leaves out the rest of a clause, with the braces of its sets. */
static void clause_skip(struct parser *p)
{
    unsigned depth = p->braces;
    for (;; parser_advance(p)) {
        if (p->token.kind == TOKEN_END || clause_begins(p) || parser_at_word(p, "signature"))
            return;
        if (p->token.kind == TOKEN_BRACE_OPEN)
            depth++;
        else if (p->token.kind == TOKEN_BRACE_CLOSE && depth-- == 0)
            return;
    }
}

static void clause_read(struct parser *p)
{
    int clause = clause_here(p);
    struct place first = {.line = 0};
    if (clause >= 0)
        first = p->clause_at[clause];
    p->lost = false;
    p->braces = 0;
    if (clause < 0 && p->token.kind == TOKEN_WORD) {
        parser_unknown(p, DIAGNOSTIC_CLAUSE_UNKNOWN, "a clause such as 'packet'",
                       suggestion_among(p->token.text, p->token.length, clause_names));
        p->lost = true;
    } else if (clause < 0) {
        parser_expected(p, DIAGNOSTIC_CLAUSE_UNKNOWN, "a clause or '}'");
    } else if (first.line) {
        report_add(p->report, DIAGNOSTIC_CLAUSE_TWICE, p->token.at,
                   "found '%s' again, expected it once; it stands in line %u", clause_names[clause],
                   first.line);
        parser_advance(p);
        p->lost = true;
    } else {
        p->clause_at[clause] = p->token.at;
        p->mode = clauses[clause].mode;
        parser_advance(p);
        clauses[clause].read(p);
        p->mode = TOKEN_NAMES;
    }
    if (p->lost)
        clause_skip(p);
}

static void clauses_check_needed(struct parser *p)
{
    for (int i = 0; i < CLAUSES; i++)
        if (clauses[i].needed && p->clause_at[i].line == 0)
            report_add(p->report, DIAGNOSTIC_CLAUSE_MISSING, p->entry.name_at,
                       "found no '%s', expected this clause", clause_names[i]);
}

void clauses_read(struct parser *p)
{
    if (p->lost)
        clause_skip(p);
    while (p->token.kind != TOKEN_BRACE_CLOSE && p->token.kind != TOKEN_END && !parser_at_word(p, "signature"))
        clause_read(p);
    p->lost = false;
    if (p->token.kind == TOKEN_BRACE_CLOSE)
        clauses_check_needed(p);
    parser_take(p, TOKEN_BRACE_CLOSE, DIAGNOSTIC_BRACE_CLOSE, "'}' or a clause");
    p->lost = false;
}
