/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/mutate.h"

#include <string.h>
#include "lib/base/bytes.h"
#include "lib/sigset/image.h"

enum { AT_FORMAT = 8, AT_HEADER = 12, AT_LENGTH = 16, AT_DIGEST = 24, AT_COUNTS = 32, COUNTS = 8 };

struct random random_of(uint64_t seed, uint64_t number)
{
    struct random r = {seed * 0x9e3779b97f4a7c15u ^ (number + 1) * 0xd1342543de82ef95u};
    for (int i = 0; i < 4; i++)
        random_below(&r, 2);
    return r;
}

uint32_t random_below(struct random *r, uint32_t limit)
{
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    uint64_t mixed = r->state ^ r->state >> 33;
    uint32_t drawn = (uint32_t)((mixed * 0xff51afd7ed558ccdu) >> 33);
    return limit ? drawn % limit : 0;
}

/* ---- where ---- */

static const uint32_t row_bytes[COUNTS] = {IMAGE_SIGNATURE, IMAGE_INSTRUCTION, IMAGE_PAIR, IMAGE_PAIR,
                                           IMAGE_PAIR,      IMAGE_PAIR,        IMAGE_PAIR, IMAGE_PAIR};

struct table {
    size_t at;
    uint32_t rows, row;
};

static size_t header_of(const struct image *i)
{
    uint32_t header = read_le32(i->bytes + AT_HEADER);
    return header < i->length ? header : i->length;
}

/* One of the tables, as the counts tell; what they tell may be wrong by now. */
static struct table table_of(const struct image *i, struct random *r)
{
    size_t at = header_of(i);
    uint32_t wanted = random_below(r, 3) ? random_below(r, 2) : random_below(r, COUNTS);
    for (uint32_t t = 0; t < wanted; t++)
        at += (size_t)read_le32(i->bytes + AT_COUNTS + 4 * t) * row_bytes[t];
    uint32_t rows = read_le32(i->bytes + AT_COUNTS + 4 * wanted), row = row_bytes[wanted];
    if (at > i->length || rows > (i->length - at) / row)
        return (struct table){0, 0, row};
    return (struct table){at, rows, row};
}

/* A place: in the header, in a row of a table, or anywhere. */
static size_t place_of(const struct image *i, struct random *r)
{
    uint32_t choice = random_below(r, 8);
    if (choice == 0)
        return random_below(r, (uint32_t)header_of(i));
    struct table t = table_of(i, r);
    if (choice < 7 && t.rows)
        return t.at + (size_t)random_below(r, t.rows) * t.row + random_below(r, t.row);
    return random_below(r, (uint32_t)i->length);
}

/* ---- what ---- */

static void flip(struct image *i, struct random *r)
{
    i->bytes[place_of(i, r)] ^= (uint8_t)(1u << random_below(r, 8));
}

static void byte_change(struct image *i, struct random *r)
{
    static const uint8_t telling[] = {0, 1, 2, 0x7f, 0x80, 0xfe, 0xff, 128, 64, 16, 6, 17};
    size_t at = place_of(i, r);
    uint32_t how = random_below(r, 4);
    i->bytes[at] = how == 0   ? (uint8_t)random_below(r, 256)
                   : how == 1 ? (uint8_t)(i->bytes[at] + 1)
                   : how == 2 ? (uint8_t)(i->bytes[at] - 1)
                              : telling[random_below(r, sizeof telling)];
}

/* A word that is aligned in its row becomes a limit, or a little more or less. */
static void word_change(struct image *i, struct random *r)
{
    size_t at = place_of(i, r) & ~(size_t)3;
    const uint32_t telling[] = {0,          1,          0xffff,
                                0x10000,    0x7fffffff, 0x80000000,
                                0xfffffffe, UINT32_MAX, (uint32_t)i->length,
                                0x0fffffff, 0x10000001, 4096};
    if (at + 4 > i->length)
        return;
    uint32_t word = read_le32(i->bytes + at);
    word = random_below(r, 2) ? word + random_below(r, 9) - 4 : telling[random_below(r, 12)];
    write_le32(i->bytes + at, word);
}

static void count_change(struct image *i, struct random *r)
{
    size_t at = AT_COUNTS + 4 * random_below(r, COUNTS);
    uint32_t count = read_le32(i->bytes + at);
    write_le32(i->bytes + at, random_below(r, 4) ? count + random_below(r, 5) - 2 : UINT32_MAX - count);
}

/* One row in the place of another, or both change places. */
static void row_move(struct image *i, struct random *r)
{
    struct table t = table_of(i, r);
    uint8_t row[IMAGE_SIGNATURE];
    if (!t.rows)
        return;
    uint8_t *a = i->bytes + t.at + (size_t)random_below(r, t.rows) * t.row;
    uint8_t *b = i->bytes + t.at + (size_t)random_below(r, t.rows) * t.row;
    memcpy(row, a, t.row);
    memmove(a, b, t.row);
    if (random_below(r, 2))
        memcpy(b, row, t.row);
}

/* A part of another image, at the same place or elsewhere. */
static void splice(struct image *i, const struct image *other, struct random *r)
{
    size_t from = place_of(other, r), to = random_below(r, 2) ? from : place_of(i, r);
    size_t length = 1 + random_below(r, random_below(r, 4) ? 64 : 2048);
    if (to >= i->length)
        return;
    if (length > other->length - from)
        length = other->length - from;
    if (length > i->length - to)
        length = i->length - to;
    memcpy(i->bytes + to, other->bytes + from, length);
}

/* Cut, or longer by bytes of its own; the length told fits mostly. */
static void resize(struct image *i, struct random *r)
{
    size_t length = i->length, by = 1 + random_below(r, 300);
    if (random_below(r, 2) && length + by <= IMAGE_ROOM) {
        memmove(i->bytes + length, i->bytes + length - by % length, by % length);
        i->length = length + by % length;
    } else if (by < length) {
        i->length = length - by;
    }
    if (i->length >= AT_LENGTH + 8 && random_below(r, 8))
        write_le64(i->bytes + AT_LENGTH, i->length);
}

void mutate(struct image *i, const struct image *other, struct random *r)
{
    for (uint32_t n = 1 + random_below(r, 4); n && i->length > AT_COUNTS + 4 * COUNTS; n--) {
        uint32_t how = random_below(r, 32);
        if (how < 8)
            flip(i, r);
        else if (how < 16)
            byte_change(i, r);
        else if (how < 22)
            word_change(i, r);
        else if (how < 24)
            count_change(i, r);
        else if (how < 28)
            row_move(i, r);
        else if (how < 31)
            splice(i, other, r);
        else
            resize(i, r);
    }
    if (i->length >= AT_COUNTS && random_below(r, 32))
        write_le64(i->bytes + AT_DIGEST, image_digest(i->bytes, i->length));
}
