/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/parse.h"

#include "lib/base/names.h"
#include "lib/sigset/edition.h"
#include "lib/sigset/suggest.h"

/* The set line: set NAME version "..." release N date DATE requires VERSION expires DATE */

#define SET_VERSION_MAX 31
#define DATE_LENGTH     10 /* 2026-11-22 */

enum { WORD_VERSION, WORD_RELEASE, WORD_DATE, WORD_REQUIRES, WORD_EXPIRES, WORDS };

static const char *const words[WORDS + 1] = {"version", "release", "date", "requires", "expires", NULL};

struct set_line {
    struct declared set;
    struct place word_at[WORDS];  /* line 0: not there yet */
    struct place value_at[WORDS]; /* what stands behind it */
};

/* ---- values ---- */

static void release_read(struct parser *p, struct place at, struct edition *e)
{
    e->release = parser_take_number(p, "the release's number");
    if (!p->lost && e->release == 0)
        report_add(p->report, DIAGNOSTIC_RELEASE_RANGE, at, "found 0, expected a number from 1 to 4294967295");
}

/* "2026-11-22" is five tokens: a number, a minus, and so on. */
static bool date_begins(const struct parser *p)
{
    static const char form[] = "0000-00-00";
    const char *text = p->token.text;
    if (p->token.kind != TOKEN_NUMBER || p->lexer.text + p->lexer.length - text < DATE_LENGTH)
        return false;
    for (int i = 0; i < DATE_LENGTH; i++)
        if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i])
            return false;
    return true;
}

static uint32_t digits(const char *text, int count)
{
    uint32_t value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (uint32_t)(text[i] - '0');
    return value;
}

static uint32_t date_read(struct parser *p, struct place at)
{
    static const char expected[] = "a date such as 2026-11-22";
    const char *text = p->token.text;
    bool whole = date_begins(p);
    for (int i = 0; whole && i < 4; i++)
        parser_advance(p);
    if (!whole || p->token.kind != TOKEN_NUMBER || p->token.length != 2) {
        parser_expected(p, DIAGNOSTIC_DATE_FORM, expected);
        return 0;
    }
    parser_advance(p);
    uint32_t day = day_number(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
    if (day == 0)
        report_add(p->report, DIAGNOSTIC_DATE_RANGE, at, "found %.10s, expected a day of the years %d to %d",
                   text, YEAR_FIRST, YEAR_LAST);
    return day;
}

static void requires_read(struct parser *p, struct place at, struct edition *e)
{
    const struct token *t = &p->token;
    if (t->kind != TOKEN_DOTTED || t->parts > 3) {
        parser_expected(p, DIAGNOSTIC_REQUIRES_FORM, "a version of this library such as 0.1");
        return;
    }
    for (unsigned i = 0; i < t->parts; i++) {
        if (t->part[i] > UINT16_MAX) {
            report_add(p->report, DIAGNOSTIC_REQUIRES_RANGE, at, "found %u, expected parts of at most %d",
                       t->part[i], UINT16_MAX);
            break;
        }
        e->required[i] = (uint16_t)t->part[i];
    }
    if (edition_needs_newer(e))
        report_add(p->report, DIAGNOSTIC_REQUIRES_NEWER, at,
                   "found %.*s, expected a version that this library (%d.%d.%d) has reached", (int)t->length,
                   t->text, SKYPEDPI_VERSION_MAJOR, SKYPEDPI_VERSION_MINOR, SKYPEDPI_VERSION_PATCH);
    parser_advance(p);
}

static void value_read(struct parser *p, int word, struct set_line *line)
{
    struct place at = line->value_at[word] = p->token.at;
    struct edition *e = &line->set.edition;
    if (word == WORD_VERSION)
        parser_take_text(p, "a version", SET_VERSION_MAX, &line->set.version);
    else if (word == WORD_RELEASE)
        release_read(p, at, e);
    else if (word == WORD_DATE)
        e->date = date_read(p, at);
    else if (word == WORD_REQUIRES)
        requires_read(p, at, e);
    else
        e->expires = date_read(p, at);
}

/* ---- words ---- */

static int word_here(const struct parser *p)
{
    return p->token.kind == TOKEN_WORD ? name_find(words, p->token.text, p->token.length) : -1;
}

static void words_read(struct parser *p, struct set_line *line)
{
    for (int word; !p->lost && (word = word_here(p)) >= 0;) {
        struct place first = line->word_at[word];
        if (first.line)
            report_add(p->report, DIAGNOSTIC_CLAUSE_TWICE, p->token.at,
                       "found '%s' again, expected it once; it stands in line %u", words[word], first.line);
        line->word_at[word] = p->token.at;
        parser_advance(p);
        value_read(p, word, line);
    }
}

/* What stands on the last line of the set line and begins nothing else was meant for it. */
static void end_check(struct parser *p, const struct set_line *line)
{
    static const char expected[] = "'version', 'release', 'date', 'requires' or 'expires'";
    if (p->lost)
        return;
    if (p->token.kind != TOKEN_END && p->token.at.line == p->before.line && !declaration_begins(p)) {
        if (p->token.kind == TOKEN_WORD)
            parser_unknown(p, DIAGNOSTIC_SET_WORD, expected,
                           suggestion_among(p->token.text, p->token.length, words));
        else
            parser_expected(p, DIAGNOSTIC_SET_WORD, expected);
        p->lost = true;
    } else if (line->word_at[WORD_VERSION].line == 0) {
        parser_expected(p, DIAGNOSTIC_VERSION_FORM, "'version' and a string");
    }
}

static void order_check(struct parser *p, const struct set_line *line)
{
    const struct edition *e = &line->set.edition;
    if (e->expires && e->expires <= e->date)
        report_add(p->report, DIAGNOSTIC_DATE_ORDER, line->value_at[WORD_EXPIRES],
                   "found a day that is not after the set's own date, expected a later one");
}

void set_line_read(struct parser *p)
{
    struct set_line line = {.set = {.file = p->file, .at = p->token.at}};
    struct word name;
    const struct declared *first = &p->builder->set;
    bool twice = first->at.line != 0;
    if (twice)
        report_add(p->report, DIAGNOSTIC_SET_TWICE, p->token.at,
                   "found a second set line, expected one in all files; see %s:%u",
                   builder_string(p->builder, TABLE_NAMES, first->file), first->at.line);
    if (twice && first->file.offset != p->file.offset) { /* the rest is no business of this set */
        p->another = true;
        p->lexer.at = p->lexer.length;
        parser_advance(p);
        return;
    }
    parser_advance(p);
    if (!parser_take_name(p, "the name of the set", &name))
        return;
    line.set.name = builder_text(p->builder, TABLE_STRINGS, name.text, name.length);
    words_read(p, &line);
    end_check(p, &line);
    order_check(p, &line);
    if (!p->lost && !twice)
        p->builder->set = line.set;
}
