/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/policy.h"

#include <string.h>

#define ANY_TIME "days, such as mon-fri, or hours, such as 08:00-16:00"

static const char *day_word(const void *context, unsigned number)
{
    static const char *const words[DAYS] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    (void)context;
    return words[number];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool policy_read_days(struct text *t, uint8_t *days)
{
    static const struct text_words words = {day_word, NULL, DAYS, ANY_TIME};
    const char *end = t->word + t->length, *dash = memchr(t->word, '-', t->length);
    if (t->kind != TEXT_WORD || is_digit(*t->word) || dash == t->word || (dash && dash + 1 == end))
        return text_fail_expected(t, ANY_TIME, NULL);
    int first = text_choose_piece(t, &words, t->word, (size_t)((dash ? dash : end) - t->word));
    if (first < 0)
        return false;
    int last = dash ? text_choose_piece(t, &words, dash + 1, (size_t)(end - dash - 1)) : first;
    if (last < 0)
        return false;
    for (int day = first;; day = (day + 1) % (int)DAYS) {
        *days |= (uint8_t)(1u << day);
        if (day == last)
            return true;
    }
}

/* Two digits, at most `most`. */
static bool two_digits(const char *at, unsigned most, unsigned *number)
{
    if (!is_digit(at[0]) || !is_digit(at[1]))
        return false;
    *number = (unsigned)(at[0] - '0') * 10 + (unsigned)(at[1] - '0');
    return *number <= most;
}

static bool clock_read(const char *at, uint16_t *minute)
{
    unsigned hours, minutes;
    if (!two_digits(at, 24, &hours) || at[2] != ':' || !two_digits(at + 3, 59, &minutes))
        return false;
    *minute = (uint16_t)(hours * 60 + minutes);
    return *minute <= DAY_MINUTES;
}

bool policy_read_hours(struct text *t, struct hours *hours)
{
    bool good = t->kind == TEXT_WORD && t->length == strlen("08:00-16:00") && t->word[5] == '-' &&
                clock_read(t->word, &hours->from) && clock_read(t->word + 6, &hours->to);
    if (!good)
        return text_fail_expected(t, "hours of 00:00 to 24:00, such as 08:00-16:00", NULL);
    if (hours->from == hours->to)
        return text_fail_expected(t, "hours that end when they do not begin; all day is 00:00-24:00", NULL);
    if (hours->from == DAY_MINUTES)
        return text_fail_expected(t, "hours that begin before 24:00", NULL);
    return true;
}
