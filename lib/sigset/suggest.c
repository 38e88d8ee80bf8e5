/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/suggest.h"

#include <string.h>

#define WORD_MAX     32 /* longer than any word of the language */
#define DISTANCE_MAX 2

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Letters to insert, delete or replace: one row of the table at a time. Both at most WORD_MAX long. */
static unsigned edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    unsigned row[WORD_MAX + 1];
    for (unsigned j = 0; j <= b_length; j++)
        row[j] = j;
    for (unsigned i = 1; i <= a_length; i++) {
        unsigned corner = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= b_length; j++) {
            unsigned above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1]));
            corner = above;
        }
    }
    return row[b_length];
}

/* A word of two letters is not near to everything: at least one letter must be right. */
struct suggestion suggestion_for(const char *word, size_t length)
{
    unsigned reach = length > DISTANCE_MAX ? DISTANCE_MAX + 1 : (unsigned)length;
    return (struct suggestion){.word = word, .length = length, .distance = reach};
}

void suggestion_offer(struct suggestion *s, const char *known)
{
    size_t length = strlen(known);
    if (s->length > WORD_MAX || length > WORD_MAX)
        return;
    unsigned distance = edit_distance(s->word, s->length, known, length);
    if (distance >= s->distance)
        return;
    s->distance = distance;
    s->best = known;
}

const char *suggestion_among(const char *word, size_t length, const char *const *known)
{
    struct suggestion s = suggestion_for(word, length);
    for (size_t i = 0; known[i]; i++)
        suggestion_offer(&s, known[i]);
    return s.best;
}
