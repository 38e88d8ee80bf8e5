/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/golden/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/draw.h"

/* Words, numbers and payloads. */

void reading_complain(struct reading *r, const char *what)
{
    if (!r->wrong)
        fprintf(stderr, "%s:%u: %s\n", r->path, r->line, what);
    r->wrong = true;
}

void reading_skip_blanks(struct reading *r)
{
    while (*r->at == ' ' || *r->at == '\n')
        r->at++;
}

void reading_skip_comment(struct reading *r)
{
    reading_skip_blanks(r);
    while (*r->at == '#') {
        r->at += strcspn(r->at, "\n");
        reading_skip_blanks(r);
    }
}

bool reading_take_word(struct reading *r, const char *word)
{
    size_t length = strlen(word);
    reading_skip_blanks(r);
    if (strncmp(r->at, word, length) != 0)
        return false;
    r->at += length;
    return true;
}

uint32_t reading_take_number(struct reading *r)
{
    char *end;
    reading_skip_blanks(r);
    unsigned long number = strtoul(r->at, &end, 10);
    if (end == r->at || number > UINT32_MAX)
        reading_complain(r, "a number is expected");
    r->at = end;
    return (uint32_t)number;
}

/* ---- payload ---- */

static void byte_put(struct reading *r, unsigned byte)
{
    if (r->replay->used < BYTES_MAX)
        r->replay->bytes[r->replay->used++] = (uint8_t)byte;
    else
        reading_complain(r, "the replay is too long");
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void hex_byte_take(struct reading *r)
{
    int high = hex_digit(r->at[0]), low = high < 0 ? -1 : hex_digit(r->at[1]);
    if (low < 0) {
        reading_complain(r, "two hexadecimal digits are expected");
        return;
    }
    byte_put(r, (unsigned)(high << 4 | low));
    r->at += 2;
}

static void escape_take(struct reading *r)
{
    char c = *r->at;
    if (c == 0) /* text_take() complains */
        return;
    r->at++;
    if (c == 'r' || c == 'n')
        byte_put(r, c == 'r' ? '\r' : '\n');
    else if (c == 'x')
        hex_byte_take(r);
    else
        byte_put(r, (unsigned char)c);
}

static void text_take(struct reading *r)
{
    for (r->at++; *r->at && *r->at != '"' && !r->wrong;) {
        if (*r->at == '\\') {
            r->at++;
            escape_take(r);
        } else {
            byte_put(r, (unsigned char)*r->at++);
        }
    }
    if (*r->at == '"')
        r->at++;
    else
        reading_complain(r, "'\"' is expected");
}

/* ~SEED*COUNT: bytes that look random and are the same on every machine (SplitMix64, the lowest byte of each).
 */
static void random_take(struct reading *r)
{
    r->at++;
    uint64_t state = reading_take_number(r);
    uint32_t count = reading_take_word(r, "*") ? reading_take_number(r) : 0;
    if (count == 0)
        reading_complain(r, "~SEED*COUNT is expected");
    while (count-- > 0 && !r->wrong)
        byte_put(r, draw(&state) & 0xff);
}

/* Hexadecimal digits, and *COUNT if they come more than once. */
static void hex_take(struct reading *r)
{
    size_t first = r->replay->used;
    while (hex_digit(*r->at) >= 0 && !r->wrong)
        hex_byte_take(r);
    size_t length = r->replay->used - first;
    uint32_t times = *r->at == '*' ? (r->at++, reading_take_number(r)) : 1;
    for (uint32_t i = 1; i < times && !r->wrong; i++)
        for (size_t k = 0; k < length; k++)
            byte_put(r, r->replay->bytes[first + k]);
}

void reading_take_payload(struct reading *r)
{
    for (reading_skip_comment(r); *r->at && !r->wrong; reading_skip_comment(r)) {
        if (*r->at == '"')
            text_take(r);
        else if (*r->at == '~')
            random_take(r);
        else if (hex_digit(*r->at) >= 0)
            hex_take(r);
        else
            reading_complain(r, "bytes, \"text\" or ~SEED*COUNT are expected");
    }
}
