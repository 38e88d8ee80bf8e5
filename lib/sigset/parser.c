/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/parse.h"

#include <string.h>
#include "lib/base/bytes.h"
#include "lib/base/names.h"
#include "lib/base/utf8.h"
#include "lib/sigset/suggest.h"

/* The steps that all parts of the parser take. */

/* Without memory, or with too many errors, the text is taken to end here. */
void parser_advance(struct parser *p)
{
    if (p->builder->no_memory || p->report->errors >= ERRORS_MAX) {
        p->report->muted = true;
        p->lexer.at = p->lexer.length;
    }
    p->before = p->token.at;
    token_read(&p->lexer, p->mode, &p->token);
}

void parser_expected(struct parser *p, enum diagnostic_code code, const char *expected)
{
    char found[64];
    token_describe(&p->token, found, sizeof found);
    if (!p->lost && p->token.kind != TOKEN_ERROR)
        report_add(p->report, code, p->token.at, "found %s, expected %s", found, expected);
    p->lost = true;
}

void parser_unknown(struct parser *p, enum diagnostic_code code, const char *expected, const char *best)
{
    report_unknown(p->report, code, p->token.at, p->token.text, p->token.length, expected, best);
}

bool parser_at_word(const struct parser *p, const char *word)
{
    const struct token *t = &p->token;
    return t->kind == TOKEN_WORD && t->length == strlen(word) && memcmp(t->text, word, t->length) == 0;
}

bool parser_accept(struct parser *p, enum token_kind kind)
{
    if (p->lost || p->token.kind != kind)
        return false;
    parser_advance(p);
    return true;
}

bool parser_take(struct parser *p, enum token_kind kind, enum diagnostic_code code, const char *expected)
{
    if (parser_accept(p, kind))
        return true;
    parser_expected(p, code, expected);
    return false;
}

uint32_t parser_take_number(struct parser *p, const char *expected)
{
    uint32_t number = p->token.kind == TOKEN_NUMBER ? p->token.part[0] : 0;
    parser_take(p, TOKEN_NUMBER, DIAGNOSTIC_NUMBER_MISSING, expected);
    return number;
}

int parser_take_word(struct parser *p, const char *const *words, enum diagnostic_code code,
                     const char *expected)
{
    const struct token *t = &p->token;
    if (t->kind != TOKEN_WORD) {
        parser_expected(p, code, expected);
        return -1;
    }
    int found = name_find(words, t->text, t->length);
    if (found < 0)
        parser_unknown(p, code, expected, suggestion_among(t->text, t->length, words));
    parser_advance(p);
    return found;
}

/* ---- names ---- */

bool name_ok(const char *name, size_t length)
{
    if (length < 1 || length > NAME_LENGTH_MAX || !is_letter(name[0]))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_letter(name[i]) && !is_digit(name[i]) && name[i] != '-')
            return false;
    return true;
}

static void name_check(struct parser *p, const char *name, size_t length)
{
    if (!name_ok(name, length))
        report_add(
            p->report, DIAGNOSTIC_NAME_FORM, p->token.at,
            "found another form, expected a name of 1 to %d letters, digits and '-' that begins with a letter",
            NAME_LENGTH_MAX);
}

bool parser_take_name(struct parser *p, const char *expected, struct word *name)
{
    *name = (struct word){p->token.text, p->token.length, p->token.at};
    if (p->token.kind == TOKEN_WORD)
        name_check(p, name->text, name->length);
    return parser_take(p, TOKEN_WORD, DIAGNOSTIC_NAME_MISSING, expected);
}

bool parser_take_quoted_name(struct parser *p, const char *expected, struct text_ref *name)
{
    const struct token *t = &p->token;
    if (t->kind == TOKEN_STRING) {
        name_check(p, (const char *)t->data, t->data_length);
        *name = builder_text(p->builder, TABLE_STRINGS, t->data, t->data_length);
    }
    return parser_take(p, TOKEN_STRING, DIAGNOSTIC_STRING_MISSING, expected);
}

/* ---- texts ---- */

/* Is it UTF-8 without control characters, also where it was written as \xHH? */
static bool readable(const struct token *t)
{
    size_t length;
    for (size_t i = 0; i < t->data_length; i += length) {
        length = utf8_character(t->data + i, t->data_length - i, NULL);
        if (length == 0 || control_begins(t->data + i))
            return false;
    }
    return true;
}

bool parser_take_text(struct parser *p, const char *expected, size_t most, struct text_ref *text)
{
    const struct token *t = &p->token;
    if (t->kind == TOKEN_STRING) {
        if (t->data_length == 0)
            report_add(p->report, DIAGNOSTIC_TEXT_EMPTY, t->at, "found an empty string, expected %s", expected);
        else if (t->data_length > most)
            report_add(p->report, DIAGNOSTIC_TEXT_LENGTH, t->at, "found %zu bytes, expected %s of at most %zu",
                       t->data_length, expected, most);
        else if (!readable(t))
            report_add(p->report, DIAGNOSTIC_TEXT_UNREADABLE, t->at,
                       "found control characters or bytes that are not UTF-8, expected %s to read", expected);
        *text = builder_text(p->builder, TABLE_STRINGS, t->data, t->data_length);
    }
    return parser_take(p, TOKEN_STRING, DIAGNOSTIC_STRING_MISSING, expected);
}

bool parser_take_pattern(struct parser *p, bool lower, enum diagnostic_code code, const char *expected,
                         struct text_ref *text)
{
    struct token *t = &p->token;
    if (t->kind == TOKEN_STRING) {
        for (size_t i = 0; i < t->data_length && lower; i++)
            if (t->data[i] >= 'A' && t->data[i] <= 'Z')
                t->data[i] = (uint8_t)(t->data[i] - 'A' + 'a');
        *text = builder_text(p->builder, TABLE_STRINGS, t->data, t->data_length);
    }
    return parser_take(p, TOKEN_STRING, code, expected);
}
