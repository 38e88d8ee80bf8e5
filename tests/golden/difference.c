/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/golden/golden.h"

#include <stdio.h>
#include <string.h>

/* Two texts line by line: the longest common part stays, the rest is taken out (-) or put in (+). */

enum { LINES_MAX = 400 };

struct lines {
    const char *start[LINES_MAX];
    int length[LINES_MAX];
    int count;
};

static void lines_of(struct lines *lines, const char *text)
{
    for (lines->count = 0; *text && lines->count < LINES_MAX; lines->count++) {
        size_t n = strcspn(text, "\n");
        lines->start[lines->count] = text;
        lines->length[lines->count] = (int)n;
        text += n + (text[n] == '\n');
    }
}

static bool alike(const struct lines *a, int i, const struct lines *b, int k)
{
    return a->length[i] == b->length[k] && memcmp(a->start[i], b->start[k], (size_t)a->length[i]) == 0;
}

static void line_print(char mark, const struct lines *lines, int i)
{
    printf("    %c %.*s\n", mark, lines->length[i], lines->start[i]);
}

void difference_print(const char *expected, const char *found)
{
    static struct lines a, b;
    static int common[LINES_MAX + 1][LINES_MAX + 1]; /* of the lines from here on */
    lines_of(&a, expected);
    lines_of(&b, found);
    memset(common, 0, sizeof common);
    for (int i = a.count - 1; i >= 0; i--)
        for (int k = b.count - 1; k >= 0; k--) {
            int without = common[i + 1][k] > common[i][k + 1] ? common[i + 1][k] : common[i][k + 1];
            common[i][k] = alike(&a, i, &b, k) ? common[i + 1][k + 1] + 1 : without;
        }
    for (int i = 0, k = 0; i < a.count || k < b.count;) {
        if (i < a.count && k < b.count && alike(&a, i, &b, k))
            line_print(' ', &a, i++), k++;
        else if (i < a.count && (k == b.count || common[i + 1][k] >= common[i][k + 1]))
            line_print('-', &a, i++);
        else
            line_print('+', &b, k++);
    }
}
