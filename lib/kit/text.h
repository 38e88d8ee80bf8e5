/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_TEXT_H
#define LIB_KIT_TEXT_H

#include <stdbool.h>
#include <skypedpi/kit/subscribers.h>

/* Reads texts of people that go line by line: words, commas, comments. Words are UTF-8 that shows; nothing is
 * copied or allocated. The first failure puts the text at its end, so that loops over it stop. */

enum text_kind { TEXT_END, TEXT_LINE_END, TEXT_COMMA, TEXT_WORD };

struct text {
    const char *start, *end;
    const char *next;    /* first byte not read */
    const char *word;    /* what was read last, or where the line ended */
    uint32_t length;     /* of a word */
    enum text_kind kind; /* of what was read last */
    uint32_t line;       /* it stands in, from 1 */
    bool failed;
    struct skypedpi_text_error error; /* of the failure */
};

/* At the end of an empty line before the first: text_line() begins. */
void text_open(struct text *text, const char *data, size_t length);

/* Over empty lines to the next that says something; false when there is none. */
bool text_line(struct text *text);

/* To the next word or comma of the line, or to its end. */
void text_next(struct text *text);

/* Fails, at a place within the text. Always false. */
#if defined(__GNUC__) || defined(__clang__)
__attribute__((format(printf, 3, 4)))
#endif
bool text_fail(struct text *text, const char *at, const char *format, ...);

/* Fails where it stands: tells what is there, what should be, and the known word that it looks like or NULL. */
bool text_fail_expected(struct text *text, const char *expected, const char *near);

/* The same for a piece of a word. */
bool text_fail_piece(struct text *text, const char *piece, size_t length, const char *expected,
                     const char *near);

/* A word as messages show it: as much of it as they have room for, whole characters. */
#define TEXT_SHOWN 40
struct text_shown {
    char text[TEXT_SHOWN + sizeof "..."];
};
struct text_shown text_shown(const char *word, size_t length);

/* Line and column of a place, both from 1. */
void text_place(const struct text *text, const char *at, uint32_t *line, uint32_t *column);

/* ---- what words may be: each fails and is false if they are not; none goes on to the next ---- */

static inline bool text_at_line_end(const struct text *text)
{
    return text->kind == TEXT_END || text->kind == TEXT_LINE_END;
}

bool text_is(const struct text *text, const char *word);

/* A name of a user or group that may be given to one. */
bool text_name(struct text *text, const char *expected);

bool text_number(struct text *text, uint32_t least, uint32_t most, const char *expected, uint32_t *number);

/* Known words, by number; a number that has none has the word of 0. */
struct text_words {
    const char *(*word)(const void *context, unsigned number);
    const void *context;
    unsigned count;
    const char *expected; /* what they are, for messages */
};

/* Number of the word that stands here, or of a piece of it; -1 if it is none of them. */
int text_choose(struct text *text, const struct text_words *words);
int text_choose_piece(struct text *text, const struct text_words *words, const char *piece, size_t length);

/* An address or prefix. IPv4 fills the upper half of `high`; IPv6 that stands for IPv4 is IPv4. */
struct text_prefix {
    uint64_t high, low;
    uint8_t family, length; /* 4 or 6; bits */
};

bool text_prefix(struct text *text, const char *expected, struct text_prefix *prefix);

/* ---- what these are made of ---- */

/* Behind a decimal number of at most `most` without needless zeros; NULL if there is none. */
const char *text_decimal(const char *at, const char *end, uint32_t most, uint32_t *number);

/* An address alone, as inet_pton() would read it; `length` is all of its bits. */
bool text_address(const char *at, const char *end, struct text_prefix *address);

/* IPv4 in IPv6 made IPv4. */
void text_prefix_unmap(struct text_prefix *prefix);

#define TEXT_PREFIX_PRINTED 44 /* bytes, with the NUL */
void text_prefix_print(const struct text_prefix *prefix, char *out);

/* Is it a control character? One that shows nothing, or changes how its neighbours show? */
bool text_is_control(uint32_t code);
bool text_is_invisible(uint32_t code);

#endif
