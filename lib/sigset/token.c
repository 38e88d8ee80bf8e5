/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/token.h"

#include <stdio.h>
#include <string.h>
#include "lib/base/utf8.h"

/* In the order in which they are tried: the longer first. */
static const struct {
    const char *text;
    enum token_kind kind;
} marks[] = {
    {"==", TOKEN_EQ},         {"!=", TOKEN_NE},          {"<=", TOKEN_LE},
    {">=", TOKEN_GE},         {"<<", TOKEN_SHL},         {">>", TOKEN_SHR},
    {"..", TOKEN_RANGE},      {"<", TOKEN_LT},           {">", TOKEN_GT},
    {"+", TOKEN_PLUS},        {"-", TOKEN_MINUS},        {"|", TOKEN_OR},
    {"^", TOKEN_XOR},         {"*", TOKEN_STAR},         {"&", TOKEN_AND},
    {"{", TOKEN_BRACE_OPEN},  {"}", TOKEN_BRACE_CLOSE},  {"(", TOKEN_PAREN_OPEN},
    {")", TOKEN_PAREN_CLOSE}, {"[", TOKEN_BRACKET_OPEN}, {"]", TOKEN_BRACKET_CLOSE},
    {",", TOKEN_COMMA},
};

/* What those who know other languages write. */
static const struct {
    const char *text, *ours;
} foreign[] = {{"&&", "'and'"}, {"||", "'or'"},   {"=", "'==', or nothing behind the name of a clause"},
               {"!", "'not'"},  {";", "nothing"}, {"~", "'^' and a mask"}};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct lexer lexer_over(const char *text, size_t length, struct report *report)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t skipped = length >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    return (struct lexer){
        .text = text, .length = length, .at = skipped, .line = 1, .line_start = skipped, .report = report};
}

/* ---- what lies between tokens ---- */

static void comment_check(struct lexer *lexer, bool *clean)
{
    const uint8_t *p = (const uint8_t *)lexer->text + lexer->at;
    size_t length = utf8_character(p, lexer->length - lexer->at, NULL);
    if (*clean && length == 0)
        report_add(lexer->report, DIAGNOSTIC_UTF8, lexer_place(lexer),
                   "found byte 0x%02x in a comment, expected UTF-8", p[0]);
    bool line_end = *p == '\r' && lexer_peek(lexer, 1) == '\n';
    bool control = (*p < 0x20 && *p != '\t' && !line_end) || *p == 0x7f;
    if (*clean && control)
        report_add(lexer->report, DIAGNOSTIC_CONTROL, lexer_place(lexer),
                   "found control character 0x%02x in a comment, expected text", p[0]);
    *clean = *clean && length && !control;
    lexer->at += length ? length : 1;
}

static void blank_skip(struct lexer *lexer)
{
    for (;;) {
        int c = lexer_peek(lexer, 0);
        if (c == '\n') {
            lexer->line++;
            lexer->line_start = ++lexer->at;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            lexer->at++;
        } else if (c == '#') {
            bool clean = true;
            while (lexer_peek(lexer, 0) >= 0 && lexer_peek(lexer, 0) != '\n')
                comment_check(lexer, &clean);
        } else {
            return;
        }
    }
}

/* ---- tokens ---- */

static bool word_goes_on(const struct lexer *lexer, enum token_mode mode)
{
    int c = lexer_peek(lexer, 0);
    if (is_letter(c) || is_digit(c) || c == '_' || (c == '-' && mode == TOKEN_NAMES))
        return true;
    return c == '.' && is_letter(lexer_peek(lexer, 1));
}

static bool starts_with(const struct lexer *lexer, const char *text)
{
    size_t length = strlen(text);
    return lexer->length - lexer->at >= length && memcmp(lexer->text + lexer->at, text, length) == 0;
}

/* One finding for a run of bytes that cannot stand here. */
static void stray_read(struct lexer *lexer)
{
    int c = lexer_peek(lexer, 0);
    struct place at = lexer_place(lexer);
    if (c >= 0x80)
        report_add(lexer->report, DIAGNOSTIC_NOT_ASCII, at,
                   "found byte 0x%02x, expected only ASCII outside strings and comments", (unsigned)c);
    else if (c > ' ' && c < 0x7f)
        report_add(lexer->report, DIAGNOSTIC_CHARACTER, at,
                   "found '%c', expected a word, number, string or mark", c);
    else
        report_add(lexer->report, DIAGNOSTIC_CHARACTER, at,
                   "found control character 0x%02x, expected a word, number, string or mark", (unsigned)c);
    do
        lexer->at++;
    while (c >= 0x80 ? lexer_peek(lexer, 0) >= 0x80 : lexer_peek(lexer, 0) == c);
}

static bool foreign_read(struct lexer *lexer)
{
    for (size_t i = 0; i < COUNT_OF(foreign); i++) {
        if (!starts_with(lexer, foreign[i].text))
            continue;
        report_add(lexer->report, DIAGNOSTIC_FOREIGN, lexer_place(lexer), "found '%s', expected %s",
                   foreign[i].text, foreign[i].ours);
        lexer->at += strlen(foreign[i].text);
        return true;
    }
    return false;
}

static enum token_kind mark_read(struct lexer *lexer)
{
    bool doubled = starts_with(lexer, "&&") || starts_with(lexer, "||");
    for (size_t i = 0; !doubled && i < COUNT_OF(marks); i++) {
        if (!starts_with(lexer, marks[i].text))
            continue;
        lexer->at += strlen(marks[i].text);
        return marks[i].kind;
    }
    if (!foreign_read(lexer))
        stray_read(lexer);
    return TOKEN_ERROR;
}

static void word_read(struct lexer *lexer, enum token_mode mode, struct token *token)
{
    token->kind = TOKEN_WORD;
    while (word_goes_on(lexer, mode))
        lexer->at++;
}

void token_read(struct lexer *lexer, enum token_mode mode, struct token *token)
{
    blank_skip(lexer);
    size_t begin = lexer->at;
    int c = lexer_peek(lexer, 0);
    token->at = lexer_place(lexer);
    token->text = lexer->text + begin;
    token->parts = 0;
    token->data_length = 0;
    if (c < 0)
        token->kind = TOKEN_END;
    else if (c == '"')
        string_read(lexer, token);
    else if (c == 'x' && lexer_peek(lexer, 1) == '"')
        hex_read(lexer, token);
    else if (is_digit(c))
        number_read(lexer, token);
    else if (is_letter(c) || c == '_')
        word_read(lexer, mode, token);
    else
        token->kind = mark_read(lexer);
    token->length = lexer->at - begin;
    token->at.end_column = token->at.column + (uint32_t)token->length;
}

const char *token_mark(enum token_kind kind)
{
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (marks[i].kind == kind)
            return marks[i].text;
    return "";
}

void token_describe(const struct token *token, char *to, size_t capacity)
{
    int shown = token->length < 40 ? (int)token->length : 40;
    if (token->kind == TOKEN_END)
        snprintf(to, capacity, "the end of the text");
    else if (token->kind == TOKEN_STRING)
        snprintf(to, capacity, "a string");
    else if (token->kind == TOKEN_HEX)
        snprintf(to, capacity, "a string of hexadecimal bytes");
    else
        snprintf(to, capacity, "'%.*s'", shown, token->text);
}
