/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/parse.h"

#include "lib/sigset/fields.h"
#include "lib/sigset/suggest.h"

/* Clauses about client releases: which ones, and where one tells its own. */

/* ---- era ---- */

static struct skypedpi_release release_read(struct parser *p)
{
    struct skypedpi_release release;
    const struct token *t = &p->token;
    for (unsigned i = 0; i < SKYPEDPI_RELEASE_PARTS; i++) {
        release.part[i] = i < t->parts ? (uint16_t)t->part[i] : SKYPEDPI_RELEASE_ANY;
        if (i < t->parts && t->part[i] >= SKYPEDPI_RELEASE_ANY)
            report_add(p->report, DIAGNOSTIC_ERA_RANGE, t->at, "found %u, expected parts of at most %u",
                       t->part[i], SKYPEDPI_RELEASE_ANY - 1);
    }
    if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_DOTTED)
        parser_advance(p);
    else
        parser_expected(p, DIAGNOSTIC_ERA_FORM, "a release such as 5.5 or 'any'");
    return release;
}

/* A part that is not told is no less than any other. */
static bool release_before(const struct skypedpi_release *a, const struct skypedpi_release *b)
{
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++) {
        if (a->part[i] == SKYPEDPI_RELEASE_ANY || b->part[i] == SKYPEDPI_RELEASE_ANY)
            return false;
        if (a->part[i] != b->part[i])
            return a->part[i] < b->part[i];
    }
    return false;
}

void era_read(struct parser *p)
{
    struct signature *s = &p->entry.signature;
    struct place at = p->token.at;
    if (parser_at_word(p, "any")) {
        parser_advance(p);
        for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++)
            s->era_first.part[i] = s->era_last.part[i] = SKYPEDPI_RELEASE_ANY;
        return;
    }
    s->era_first = release_read(p);
    s->era_last = parser_accept(p, TOKEN_MINUS) ? release_read(p) : s->era_first;
    if (!p->lost && release_before(&s->era_last, &s->era_first))
        report_add(p->report, DIAGNOSTIC_ERA_REVERSED, at,
                   "found the newer release first, expected the older one");
}

/* ---- version ---- */

static void version_field_read(struct parser *p)
{
    const struct field_word *field = field_find(p->token.text, p->token.length);
    struct suggestion near = suggestion_for(p->token.text, p->token.length);
    const struct field_word *known;
    for (size_t i = 0; (known = field_at(i)) != NULL; i++)
        if (known->form == FORM_TEXT)
            suggestion_offer(&near, known->name);
    if (!field)
        parser_unknown(p, DIAGNOSTIC_FIELD_UNKNOWN, "a text field such as http.path", near.best);
    else if (field->form != FORM_TEXT)
        parser_unknown(p, DIAGNOSTIC_TEXT_WANTED, "a text field such as http.path", NULL);
    else
        p->entry.signature.version_field = field->number;
    parser_advance(p);
}

void version_read(struct parser *p)
{
    struct signature *s = &p->entry.signature;
    struct place at = p->token.at;
    if (p->token.kind != TOKEN_WORD) {
        parser_expected(p, DIAGNOSTIC_VERSION_FORM, "a text field such as http.path");
        return;
    }
    uint32_t errors = p->report->errors;
    version_field_read(p);
    bool known = p->report->errors == errors;
    if (parser_at_word(p, "after")) {
        s->version_rule = VERSION_AFTER;
        parser_advance(p);
        parser_take_pattern(p, false, DIAGNOSTIC_STRING_MISSING, "the characters before the number",
                            &s->version_text);
    } else if (parser_at_word(p, "reversed")) {
        s->version_rule = VERSION_REVERSED;
        s->version_text = builder_text(p->builder, TABLE_STRINGS, "", 0);
        if (known && !field_is_domain(s->version_field))
            report_add(p->report, DIAGNOSTIC_TEXT_FIELD_DOMAIN, at,
                       "found a field that is no domain name, expected tls.sni, tls.certificate, http.host or "
                       "dns.name");
        parser_advance(p);
    } else {
        parser_expected(p, DIAGNOSTIC_VERSION_FORM, "'after' or 'reversed'");
    }
}
