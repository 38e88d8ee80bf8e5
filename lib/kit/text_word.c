/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/text.h"

#include <string.h>

#define NEAR_MAX 24 /* longest word that is taken for a misspelt one */

bool text_is(const struct text *text, const char *word)
{
    return text->kind == TEXT_WORD && text->length == strlen(word) &&
           memcmp(text->word, word, text->length) == 0;
}

/* Policies mean something else by these two, and must not mean a person. */
bool text_name(struct text *text, const char *expected)
{
    if (text->kind != TEXT_WORD)
        return text_fail_expected(text, expected, NULL);
    if (text->length > SKYPEDPI_NAME_MAX)
        return text_fail(text, text->word, "found a name of %u bytes, expected at most %d",
                         (unsigned)text->length, SKYPEDPI_NAME_MAX);
    if (text_is(text, "nobody") || text_is(text, "none"))
        return text_fail(text, text->word, "found '%.*s', which means that there is none, expected %s",
                         (int)text->length, text->word, expected);
    return true;
}

const char *text_decimal(const char *at, const char *end, uint32_t most, uint32_t *number)
{
    const char *p = at;
    uint64_t value = 0;
    while (p < end && *p >= '0' && *p <= '9' && value <= most)
        value = value * 10 + (uint64_t)(*p++ - '0');
    if (p == at || value > most || (*at == '0' && p - at > 1))
        return NULL;
    *number = (uint32_t)value;
    return p;
}

bool text_number(struct text *text, uint32_t least, uint32_t most, const char *expected, uint32_t *number)
{
    const char *end = text->word + text->length;
    if (text->kind != TEXT_WORD || text_decimal(text->word, end, most, number) != end || *number < least)
        return text_fail_expected(text, expected, NULL);
    return true;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static unsigned least_of(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Letters to insert, drop, change, or swap with the next one; capitals are no mistake. */
static unsigned mistakes(const char *a, size_t a_length, const char *b, size_t b_length)
{
    unsigned table[NEAR_MAX + 1][NEAR_MAX + 1];
    for (unsigned i = 0; i <= a_length; i++)
        table[i][0] = i;
    for (unsigned j = 0; j <= b_length; j++)
        table[0][j] = j;
    for (unsigned i = 1; i <= a_length; i++) {
        for (unsigned j = 1; j <= b_length; j++) {
            char x = lower(a[i - 1]), y = lower(b[j - 1]);
            unsigned best = table[i - 1][j - 1] + (x != y);
            best = least_of(best, 1 + least_of(table[i - 1][j], table[i][j - 1]));
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && y == lower(a[i - 2]))
                best = least_of(best, table[i - 2][j - 2] + 1);
            table[i][j] = best;
        }
    }
    return table[a_length][b_length];
}

static bool is_known(const struct text_words *words, unsigned number)
{
    return number == 0 || strcmp(words->word(words->context, number), words->word(words->context, 0)) != 0;
}

/* The known word that a misspelt one was meant to be: two mistakes, one in a short word. NULL if none. */
static const char *nearest(const struct text_words *words, const char *piece, size_t length)
{
    unsigned reach = length > 4 ? 3 : length > 1 ? 2 : 1;
    const char *near = NULL;
    for (unsigned i = 0; i < words->count && length <= NEAR_MAX; i++) {
        const char *word = words->word(words->context, i);
        if (!is_known(words, i) || strlen(word) > NEAR_MAX)
            continue;
        unsigned count = mistakes(piece, length, word, strlen(word));
        if (count >= reach)
            continue;
        reach = count;
        near = word;
    }
    return near;
}

int text_choose_piece(struct text *text, const struct text_words *words, const char *piece, size_t length)
{
    for (unsigned i = 0; i < words->count; i++) {
        const char *word = words->word(words->context, i);
        if (is_known(words, i) && strlen(word) == length && memcmp(word, piece, length) == 0)
            return (int)i;
    }
    text_fail_piece(text, piece, length, words->expected, nearest(words, piece, length));
    return -1;
}

int text_choose(struct text *text, const struct text_words *words)
{
    if (text->kind == TEXT_WORD)
        return text_choose_piece(text, words, text->word, text->length);
    text_fail_expected(text, words->expected, NULL);
    return -1;
}
