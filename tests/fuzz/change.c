/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/change.h"

#include <stdbool.h>
#include <string.h>
#include "tests/draw.h"

size_t chance_below(struct chance *chance, size_t limit)
{
    uint64_t drawn = draw(&chance->state);
    return limit ? (size_t)(drawn % limit) : 0;
}

static uint8_t telling_byte(struct chance *chance)
{
    static const uint8_t telling[] = {0, 1, 2, 4, 8, 16, 32, 64, 0x7f, 0x80, 0xfe, 0xff, '\n', ' ', '"', '-'};
    return chance_below(chance, 2) ? telling[chance_below(chance, sizeof telling)]
                                   : (uint8_t)chance_below(chance, 256);
}

/* Makes room for `count` bytes at `at`; fewer if there is none. */
static size_t make_room(struct changed *c, size_t at, size_t count)
{
    if (count > CHANGED_MAX - c->length)
        count = CHANGED_MAX - c->length;
    memmove(c->bytes + at + count, c->bytes + at, c->length - at);
    c->length += count;
    return count;
}

static void bytes_insert(struct changed *c, struct chance *chance)
{
    size_t at = chance_below(chance, c->length + 1);
    size_t count = make_room(c, at, 1 + chance_below(chance, 1 + chance_below(chance, 64)));
    uint8_t same = telling_byte(chance);
    bool differ = chance_below(chance, 2);
    for (size_t i = 0; i < count; i++)
        c->bytes[at + i] = differ ? telling_byte(chance) : same;
}

static void bytes_remove(struct changed *c, struct chance *chance)
{
    size_t at = chance_below(chance, c->length), most = c->length - at;
    size_t count = 1 + chance_below(chance, most < 64 || chance_below(chance, 8) == 0 ? most : 64);
    memmove(c->bytes + at, c->bytes + at + count, c->length - at - count);
    c->length -= count;
}

static void bit_flip(struct changed *c, struct chance *chance)
{
    c->bytes[chance_below(chance, c->length)] ^= (uint8_t)(1u << chance_below(chance, 8));
}

static void byte_set(struct changed *c, struct chance *chance)
{
    c->bytes[chance_below(chance, c->length)] = telling_byte(chance);
}

static void byte_step(struct changed *c, struct chance *chance)
{
    uint8_t *at = &c->bytes[chance_below(chance, c->length)];
    *at = (uint8_t)(*at + chance_below(chance, 9) - 4);
}

/* A number of two, four or eight bytes becomes a small, a large or a strange one. */
static void number_set(struct changed *c, struct chance *chance)
{
    size_t width = (size_t)2 << chance_below(chance, 3), at = chance_below(chance, c->length);
    uint64_t value =
        chance_below(chance, 3) ? chance_below(chance, 1025) - 512 : chance_below(chance, SIZE_MAX);
    bool little = chance_below(chance, 2);
    for (size_t i = 0; i < width && at + i < c->length; i++)
        c->bytes[at + i] = (uint8_t)(value >> 8 * (little ? i : width - 1 - i));
}

/* A part stands twice, or in another place. */
static void part_copy(struct changed *c, struct chance *chance)
{
    uint8_t part[256];
    size_t from = chance_below(chance, c->length), most = c->length - from;
    size_t count = 1 + chance_below(chance, most < sizeof part ? most : sizeof part);
    memcpy(part, c->bytes + from, count);
    size_t at = chance_below(chance, c->length + 1);
    memcpy(c->bytes + at, part, make_room(c, at, count));
}

static void strange_part(struct changed *c, const uint8_t *other, size_t length, struct chance *chance)
{
    if (!length)
        return;
    size_t from = chance_below(chance, length), at = chance_below(chance, c->length + 1);
    size_t count = 1 + chance_below(chance, length - from);
    if (chance_below(chance, 2) && count > c->length - at)
        count = c->length - at; /* in place of what stands there */
    else
        count = make_room(c, at, count);
    memcpy(c->bytes + at, other + from, count);
}

void change(struct changed *c, const uint8_t *other, size_t length, struct chance *chance)
{
    typedef void way(struct changed *, struct chance *);
    static way *const ways[] = {bit_flip,  byte_set,     byte_step,   number_set,
                                part_copy, bytes_insert, bytes_remove};
    for (size_t left = 1 + chance_below(chance, 8); left; left--) {
        size_t choice = chance_below(chance, sizeof ways / sizeof *ways + 1);
        if (choice == sizeof ways / sizeof *ways)
            strange_part(c, other, length, chance);
        else if (c->length)
            ways[choice](c, chance);
        else
            bytes_insert(c, chance);
    }
}
