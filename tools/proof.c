/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tools/proof.h"

#define BETWEEN " \t\r\n,;:()" /* words */

struct word {
    const char *text;
    size_t length;
};

static bool is_word(struct word word, const char *text, size_t length)
{
    return word.length == length && memcmp(word.text, text, length) == 0;
}

/* Is "FIRST-LATER" the name, without its ending? */
static bool is_pair(struct word first, struct word later, const char *base)
{
    const char *dot = strrchr(base, '.');
    size_t stem = dot ? (size_t)(dot - base) : strlen(base);

    return first.length && stem == first.length + 1 + later.length &&
           memcmp(base, first.text, first.length) == 0 && base[first.length] == '-' &&
           memcmp(base + first.length + 1, later.text, later.length) == 0;
}

bool proof_names(const char *proof, const char *base)
{
    struct word first = {proof, 0};
    bool named = false;

    while (!named) {
        size_t gap = strspn(proof, BETWEEN);
        if (memchr(proof, ';', gap)) {
            first.length = 0;
        }
        struct word word = {proof + gap, strcspn(proof + gap, BETWEEN)};
        if (!word.length) {
            return false;
        }
        named = is_word(word, base, strlen(base)) || is_pair(first, word, base);
        first = first.length ? first : word;
        proof = word.text + word.length;
    }
    return true;
}
