/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/token.h"

#include "lib/base/utf8.h"

/* Numbers and strings. */

/* ---- strings ---- */

/* A string being read: only its first fault is told. */
struct quoted {
    struct lexer *lexer;
    struct token *token;
    bool failed;
};

static bool fault(struct quoted *q)
{
    bool first = !q->failed;
    q->failed = true;
    return first;
}

static void append(struct quoted *q, unsigned byte)
{
    struct token *t = q->token;
    if (t->data_length < STRING_MAX)
        t->data[t->data_length++] = (uint8_t)byte;
    else if (fault(q))
        report_add(q->lexer->report, DIAGNOSTIC_STRING_LONG, t->at,
                   "found a string of more than %d bytes, expected less", STRING_MAX);
}

static bool at_closing(struct quoted *q)
{
    int c = lexer_peek(q->lexer, 0);
    if (c == '"')
        q->lexer->at++;
    else if (c >= 0 && c != '\n' && c != '\r')
        return false;
    else if (fault(q))
        report_add(q->lexer->report, DIAGNOSTIC_STRING_OPEN, q->token->at,
                   "found the end of the line, expected a closing '\"'");
    return true;
}

static void escape_read(struct quoted *q)
{
    struct lexer *l = q->lexer;
    int c = lexer_peek(l, 1);
    int high = hex_digit(lexer_peek(l, 2)), low = high < 0 ? -1 : hex_digit(lexer_peek(l, 3));
    if (c == '"' || c == '\\') {
        append(q, (unsigned)c);
        l->at += 2;
    } else if (c == 'x' && low >= 0) {
        append(q, (unsigned)(high << 4 | low));
        l->at += 4;
    } else {
        if (fault(q))
            report_add(l->report, DIAGNOSTIC_ESCAPE, lexer_place(l),
                       "found '\\', expected '\\\"', '\\\\' or '\\xHH'");
        l->at++;
    }
}

static void character_read(struct quoted *q)
{
    struct lexer *l = q->lexer;
    const uint8_t *p = (const uint8_t *)l->text + l->at;
    size_t length = utf8_character(p, l->length - l->at, NULL);
    if (length == 0 && fault(q))
        report_add(l->report, DIAGNOSTIC_UTF8, lexer_place(l),
                   "found byte 0x%02x in a string, expected UTF-8 or '\\xHH'", p[0]);
    if (((*p < 0x20 && *p != '\t') || *p == 0x7f) && fault(q))
        report_add(l->report, DIAGNOSTIC_CONTROL, lexer_place(l),
                   "found control character 0x%02x in a string, expected '\\x%02x'", p[0], p[0]);
    for (size_t i = 0; i < length; i++)
        append(q, p[i]);
    l->at += length ? length : 1;
}

void string_read(struct lexer *lexer, struct token *token)
{
    struct quoted q = {lexer, token, false};
    lexer->at++;
    while (!at_closing(&q)) {
        if (lexer_peek(lexer, 0) == '\\')
            escape_read(&q);
        else
            character_read(&q);
    }
    token->kind = q.failed ? TOKEN_ERROR : TOKEN_STRING;
}

static void hex_byte_read(struct quoted *q)
{
    struct lexer *l = q->lexer;
    int high = hex_digit(lexer_peek(l, 0)), low = hex_digit(lexer_peek(l, 1));
    if (high >= 0 && low >= 0) {
        append(q, (unsigned)(high << 4 | low));
        l->at += 2;
        return;
    }
    if (fault(q))
        report_add(l->report, DIAGNOSTIC_HEX_FORM, lexer_place(l),
                   "found something else, expected two hexadecimal digits for each byte");
    l->at++;
}

void hex_read(struct lexer *lexer, struct token *token)
{
    struct quoted q = {lexer, token, false};
    lexer->at += 2;
    while (!at_closing(&q)) {
        if (lexer_peek(lexer, 0) == ' ')
            lexer->at++;
        else
            hex_byte_read(&q);
    }
    token->kind = q.failed ? TOKEN_ERROR : TOKEN_HEX;
}

/* ---- numbers ---- */

/* Digits of one base; above what fits the value sticks to its ceiling. */
static uint64_t digits_read(struct lexer *lexer, unsigned base)
{
    uint64_t value = 0;
    int digit;
    while ((digit = hex_digit(lexer_peek(lexer, 0))) >= 0 && (unsigned)digit < base) {
        value = value * base + (unsigned)digit;
        if (value > UINT32_MAX)
            value = (uint64_t)UINT32_MAX + 1;
        lexer->at++;
    }
    return value;
}

static bool dot_follows(const struct lexer *lexer)
{
    return lexer_peek(lexer, 0) == '.' && is_digit(lexer_peek(lexer, 1));
}

static bool word_follows(const struct lexer *lexer)
{
    int c = lexer_peek(lexer, 0);
    return is_letter(c) || is_digit(c) || c == '_';
}

/* Reads all parts, also more than there may be; the largest of them is returned. */
static uint64_t parts_read(struct lexer *lexer, struct token *token)
{
    uint64_t largest = 0;
    for (;;) {
        uint64_t value = digits_read(lexer, 10);
        if (token->parts < TOKEN_PARTS)
            token->part[token->parts] = (uint32_t)value;
        token->parts++;
        largest = value > largest ? value : largest;
        if (!dot_follows(lexer))
            return largest;
        lexer->at++;
    }
}

static uint64_t hexadecimal_read(struct lexer *lexer, struct token *token)
{
    lexer->at += 2;
    uint64_t value = digits_read(lexer, 16);
    token->part[0] = (uint32_t)value;
    token->parts = 1;
    return value;
}

void number_read(struct lexer *lexer, struct token *token)
{
    bool hexadecimal =
        lexer_peek(lexer, 0) == '0' && lexer_peek(lexer, 1) == 'x' && hex_digit(lexer_peek(lexer, 2)) >= 0;
    uint64_t largest = hexadecimal ? hexadecimal_read(lexer, token) : parts_read(lexer, token);
    bool malformed = word_follows(lexer);
    while (word_follows(lexer))
        lexer->at++;
    token->kind = TOKEN_ERROR;
    if (malformed)
        report_add(lexer->report, DIAGNOSTIC_NUMBER_FORM, token->at,
                   "found letters in a number, expected decimal digits, or 0x and hexadecimal ones");
    else if (largest > UINT32_MAX)
        report_add(lexer->report, DIAGNOSTIC_NUMBER_LARGE, token->at,
                   "found a larger number, expected at most 4294967295");
    else if (token->parts > TOKEN_PARTS)
        report_add(lexer->report, DIAGNOSTIC_DOTTED_LONG, token->at,
                   "found %u numbers with dots, expected at most four", token->parts);
    else
        token->kind = token->parts == 1 ? TOKEN_NUMBER : TOKEN_DOTTED;
}
