/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_TOKEN_H
#define LIB_SIGSET_TOKEN_H

#include <stddef.h>
#include <stdint.h>
#include "lib/sigset/diagnostic.h"
#include "lib/sigset/program.h"

/* Cuts signature text into words, numbers, strings and marks. */

enum token_kind {
    TOKEN_END,
    TOKEN_ERROR, /* reported already */
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_DOTTED, /* two to four numbers with dots: a release or an address */
    TOKEN_STRING,
    TOKEN_HEX, /* x"16 03" */
    TOKEN_BRACE_OPEN,
    TOKEN_BRACE_CLOSE,
    TOKEN_PAREN_OPEN,
    TOKEN_PAREN_CLOSE,
    TOKEN_BRACKET_OPEN,
    TOKEN_BRACKET_CLOSE,
    TOKEN_COMMA,
    TOKEN_RANGE, /* .. */
    TOKEN_EQ,
    TOKEN_NE,
    TOKEN_LE,
    TOKEN_GE,
    TOKEN_SHL,
    TOKEN_SHR,
    TOKEN_LT,
    TOKEN_GT,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_OR,
    TOKEN_XOR,
    TOKEN_STAR,
    TOKEN_AND
};

/* A name may have a '-' inside; in a condition the same character subtracts. */
enum token_mode { TOKEN_NAMES, TOKEN_CONDITION };

#define TOKEN_PARTS 4

struct token {
    enum token_kind kind;
    struct place at;
    const char *text; /* as written, `length` bytes */
    size_t length;
    uint32_t part[TOKEN_PARTS]; /* of a number: one; of a dotted one: two to four */
    unsigned parts;
    uint8_t data[STRING_MAX + 1]; /* what a string means */
    size_t data_length;
};

struct lexer {
    const char *text;
    size_t length;
    size_t at;
    uint32_t line;
    size_t line_start;
    struct report *report;
};

/* A byte order mark at the begin is passed over. */
struct lexer lexer_over(const char *text, size_t length, struct report *report);

/* Reads the next token; at the end of the text TOKEN_END, again and again. */
void token_read(struct lexer *lexer, enum token_mode mode, struct token *token);

/* How the mark is written. */
const char *token_mark(enum token_kind kind);

/* For a message: what a token is, in at most `capacity` bytes. */
void token_describe(const struct token *token, char *to, size_t capacity);

/* Readers of the longer tokens; token->at, ->text and ->kind are set. */
void string_read(struct lexer *lexer, struct token *token);
void hex_read(struct lexer *lexer, struct token *token);
void number_read(struct lexer *lexer, struct token *token);

/* Small steps of the lexer. */

static inline int lexer_peek(const struct lexer *lexer, size_t ahead)
{
    size_t left = lexer->length - lexer->at;
    return ahead < left ? (unsigned char)lexer->text[lexer->at + ahead] : -1;
}

/* Of the byte that comes next. */
static inline struct place lexer_place(const struct lexer *lexer)
{
    uint32_t column = (uint32_t)(lexer->at - lexer->line_start) + 1;
    return (struct place){lexer->line, column, lexer->line, column + 1};
}

static inline bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline int hex_digit(int c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

#endif
