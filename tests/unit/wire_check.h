/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_WIRE_CHECK_H
#define TESTS_UNIT_WIRE_CHECK_H

#include <check.h>
#include <stdlib.h>
#include "lib/base/bytes.h"
#include "lib/wire/wire.h"
#include "tests/unit/suite.h"

/* What the tests of lib/wire share: payloads written by hand, and hostile variants of them. */

struct payload {
    uint8_t data[4096];
    size_t length;
};

static inline void put(struct payload *p, const void *data, size_t length)
{
    if (length > sizeof p->data - p->length)
        ck_abort_msg("payload full");
    if (length > 0)
        memcpy(p->data + p->length, data, length);
    p->length += length;
}

static inline void put_text(struct payload *p, const char *text)
{
    put(p, text, strlen(text));
}

static inline void put8(struct payload *p, unsigned v)
{
    put(p, &(uint8_t){(uint8_t)v}, 1);
}

static inline void put16(struct payload *p, unsigned v)
{
    put8(p, v >> 8);
    put8(p, v);
}

static inline void put32(struct payload *p, uint32_t v)
{
    put16(p, v >> 16);
    put16(p, v & 0xffff);
}

static inline void put_fill(struct payload *p, unsigned v, size_t count)
{
    while (count-- > 0)
        put8(p, v);
}

/* Writes a big-endian length into a place left for it. */
static inline void patch16(struct payload *p, size_t at, size_t v)
{
    ck_assert_uint_le(at + 2, p->length);
    p->data[at] = (uint8_t)(v >> 8);
    p->data[at + 1] = (uint8_t)v;
}

static inline struct bytes whole(const struct payload *p)
{
    return (struct bytes){p->data, p->length};
}

static inline struct bytes text_bytes(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static inline bool is_text(struct bytes b, const char *text)
{
    return bytes_equal(b, text, strlen(text));
}

/* Calls a reader and checks what holds for any payload. */
typedef enum wire_result visit(struct bytes b);

/* Fails unless `inner` is empty or lies in `outer`. */
static inline void check_inside(struct bytes outer, struct bytes inner)
{
    if (inner.length > 0 && (inner.data < outer.data || inner.length > outer.length ||
                             (size_t)(inner.data - outer.data) > outer.length - inner.length))
        ck_abort_msg("a field points outside of the payload");
}

/* Puts the bytes in a block of exactly their length, so that a checker sees a read beyond it. */
static inline enum wire_result visit_exact(const uint8_t *data, size_t length, visit *call)
{
    uint8_t *copy = malloc(length);
    if (copy == NULL && length > 0)
        ck_abort_msg("out of memory");
    if (length > 0)
        memcpy(copy, data, length);
    enum wire_result result = call((struct bytes){copy, length});
    free(copy);
    return result;
}

/* Each prefix up to `ready` bytes, that one left out, reads as `before`; from there on as WIRE_OK. */
static inline void check_prefixes(struct bytes b, size_t ready, enum wire_result before, visit *call)
{
    ck_assert_int_eq(call((struct bytes){NULL, 0}), before);
    for (size_t n = 0; n <= b.length; n++) {
        enum wire_result result = visit_exact(b.data, n, call);
        if (result != (n < ready ? before : WIRE_OK))
            ck_abort_msg("prefix of %zu bytes of %zu reads as %d", n, b.length, (int)result);
    }
}

/* Each byte takes each value it does not have. */
static inline void check_flips(struct bytes b, visit *call)
{
    uint8_t *copy = malloc(b.length);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, b.data, b.length);
    for (size_t i = 0; i < b.length; i++) {
        for (unsigned mask = 1; mask <= 255; mask++) {
            copy[i] = (uint8_t)(b.data[i] ^ mask);
            call((struct bytes){copy, b.length});
        }
        copy[i] = b.data[i];
    }
    free(copy);
}

/* Several bytes changed and the end cut off, many times; the same on every machine. */
static inline void check_noise(struct bytes b, visit *call)
{
    struct payload p;
    uint32_t state = 12345;
    for (unsigned round = 0; round < 5000; round++) {
        p.length = 0;
        put(&p, b.data, b.length);
        for (unsigned i = 0; i < 4; i++) {
            state = state * 1664525U + 1013904223U;
            p.data[(state >> 8) % b.length] = (uint8_t)(state >> 24);
        }
        visit_exact(p.data, (state >> 4) % (b.length + 1), call);
    }
}

static inline void check_hostile(struct bytes b, visit *call)
{
    check_flips(b, call);
    check_noise(b, call);
}

#endif
