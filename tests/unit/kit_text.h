/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_KIT_TEXT_H
#define TESTS_UNIT_KIT_TEXT_H

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/kit/subscribers.h>
#include "tests/unit/chance.h"
#include "tests/unit/purse.h"

/* What tests of texts share: findings, mutations, and memory that runs out. */

/* A text that is refused, where and with what words. */
struct refusal {
    uint32_t line, column;
    const char *text, *message;
};

static void refusal_check(const struct refusal *r, int result, const struct skypedpi_text_error *error)
{
    ck_assert_msg(result == SKYPEDPI_E_TEXT, "%d for: %s", result, r->text);
    ck_assert_msg(strcmp(error->message, r->message) == 0, "'%s'\nnot '%s'\nfor: %s", error->message,
                  r->message, r->text);
    ck_assert_msg(error->line == r->line && error->column == r->column, "%u:%u, not %u:%u, for: %s",
                  error->line, error->column, r->line, r->column, r->text);
}

/* Every finding, whatever the text, is one a person can be shown: a place in the text, a whole sentence. */
static void finding_check(const struct skypedpi_text_error *error, const char *text, size_t length)
{
    uint32_t lines = 1;
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    ck_assert_uint_ge(error->line, 1);
    ck_assert_uint_le(error->line, lines);
    ck_assert_uint_ge(error->column, 1);
    ck_assert_uint_le(error->column, length + 1);
    ck_assert_uint_lt(strlen(error->message), sizeof error->message - 1); /* not cut */
    ck_assert_ptr_eq(strstr(error->message, "found "), error->message);
    ck_assert_ptr_nonnull(strstr(error->message, "expected "));
    for (const char *p = error->message; *p; p++)
        ck_assert((unsigned char)*p >= ' ' && *p != 0x7f);
}

/* Changes a text here and there: bytes of any kind, pieces left out, doubled or moved. At most `room` bytes. */
static size_t mutate(char *text, size_t length, size_t room)
{
    static const char telling[] = " ,#\n\r\t/:-.0123456789abcdefinuser\"\x80\xc3\xa4\xe2\x80\xae\xff";
    for (unsigned n = 1 + chance(4); n > 0 && length > 0; n--) {
        size_t at = chance((unsigned)length), count = 1 + chance(12);
        count = count < length - at ? count : length - at;
        switch (chance(4)) {
        case 0:
            text[at] = (char)chance(256);
            break;
        case 1:
            text[at] = telling[chance(sizeof telling)];
            break;
        case 2:
            memmove(text + at, text + at + count, length - at - count);
            length -= count;
            break;
        default:
            if (length + count > room)
                break;
            memmove(text + at + count, text + at, length - at);
            length += count;
        }
    }
    return length;
}

/* A text, mutated, in memory as long as it is: a checker sees what reaches beyond. */
static char *mutation_of(const char *text, size_t *length)
{
    size_t before = *length, room = before + chance(64);
    char *changed = malloc(room);
    ck_assert_ptr_nonnull(changed);
    memcpy(changed, text, before);
    *length = mutate(changed, before, room);
    changed = realloc(changed, *length ? *length : 1);
    ck_assert_ptr_nonnull(changed);
    return changed;
}

#endif
