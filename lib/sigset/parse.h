/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_PARSE_H
#define LIB_SIGSET_PARSE_H

#include "lib/sigset/condition.h"
#include "lib/sigset/token.h"

/* Reads signature text. One token is looked at ahead. After an error the rest of a clause is left out, and
 * reading goes on with the next. */

#define CLAUSES 20

struct parser {
    struct lexer lexer;
    struct report *report;
    struct builder *builder;
    enum token_mode mode;
    struct token token;
    struct place before; /* of the token before */
    bool lost;           /* an error was told, the next clause not yet found */
    bool another;        /* it begins a set, and a text before it did */
    unsigned depth;      /* of parentheses */
    unsigned braces;     /* of sets that are not closed yet: 0 or 1 */
    struct text_ref file;
    struct entry entry;              /* the signature being read */
    struct place clause_at[CLAUSES]; /* line 0: not there yet */
    struct condition condition;
};

/* Adds what a text declares to the builder. Whether that went well the report and builder->no_memory tell. True
 * if it begins another set than the texts before it. */
bool parse_text(struct builder *builder, struct report *report, const char *file, const char *text,
                size_t length);

/* ---- parts of the parser ---- */

/* Reads the set line. */
void set_line_read(struct parser *p);

/* Is this the first word of a declaration? */
bool declaration_begins(const struct parser *p);

/* Reads clauses up to and with the closing brace. */
void clauses_read(struct parser *p);

/* Is this the first word of a clause? */
bool clause_begins(const struct parser *p);

/* What stands behind `packet`, `era` and `version`. */
void condition_read(struct parser *p);
void era_read(struct parser *p);
void version_read(struct parser *p);

/* What stands behind the words of counting.c, and whether they go together. */
void scope_read(struct parser *p);
void received_read(struct parser *p);
void count_read(struct parser *p);
void step_read(struct parser *p);
void same_read(struct parser *p);
void fresh_read(struct parser *p);
void counting_check(struct parser *p);

/* Where the signature being read has a clause; line 0: not yet. */
struct place clause_place(const struct parser *p, const char *clause);

void parser_advance(struct parser *p);

/* Reports that something else was expected than the token found, and gives the clause up. */
void parser_expected(struct parser *p, enum diagnostic_code code, const char *expected);

/* The same, and names the known word that comes nearest. */
void parser_unknown(struct parser *p, enum diagnostic_code code, const char *expected, const char *best);

bool parser_at_word(const struct parser *p, const char *word);
bool parser_accept(struct parser *p, enum token_kind kind);

/* Takes a token of this kind, or reports. */
bool parser_take(struct parser *p, enum token_kind kind, enum diagnostic_code code, const char *expected);

/* Takes a number, or reports; 0 then. */
uint32_t parser_take_number(struct parser *p, const char *expected);

/* Takes a word of a list that ends in NULL: its number, or -1 after a finding. */
int parser_take_word(struct parser *p, const char *const *words, enum diagnostic_code code,
                     const char *expected);

/* A word of the text; not copied. */
struct word {
    const char *text;
    size_t length;
    struct place at;
};

/* Takes a name, bare or between quotes, or reports. */
bool parser_take_name(struct parser *p, const char *expected, struct word *name);
bool parser_take_quoted_name(struct parser *p, const char *expected, struct text_ref *name);

/* Takes a string that a person will read, at most `most` bytes, or reports. */
bool parser_take_text(struct parser *p, const char *expected, size_t most, struct text_ref *text);

/* Takes a string that a text field is compared with, A-Z as a-z if `lower`, or reports. */
bool parser_take_pattern(struct parser *p, bool lower, enum diagnostic_code code, const char *expected,
                         struct text_ref *text);

/* 1 to 31 letters, digits and '-', beginning with a letter. */
bool name_ok(const char *name, size_t length);

#define NAME_LENGTH_MAX 31

#endif
