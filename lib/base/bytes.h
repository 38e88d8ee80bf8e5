/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_BYTES_H
#define LIB_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A run of bytes somebody else owns. */
struct bytes {
    const uint8_t *data;
    size_t length;
};

/* The first n of them; those behind. There must be as many. */
static inline struct bytes bytes_first(struct bytes b, size_t n)
{
    return (struct bytes){b.data, n};
}

static inline struct bytes bytes_after(struct bytes b, size_t n)
{
    return (struct bytes){b.data + n, b.length - n};
}

/* The lesser of two lengths. */
static inline size_t least_size(size_t a, size_t b)
{
    return a < b ? a : b;
}

static inline uint16_t read_be16(const uint8_t *p)
{
    return (uint16_t)(p[0] << 8 | p[1]);
}

static inline uint32_t read_be32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static inline uint16_t read_le16(const uint8_t *p)
{
    return (uint16_t)(p[1] << 8 | p[0]);
}

static inline uint32_t read_le32(const uint8_t *p)
{
    return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

static inline uint64_t read_le64(const uint8_t *p)
{
    return (uint64_t)read_le32(p + 4) << 32 | read_le32(p);
}

static inline void write_le16(uint8_t *p, uint16_t v)
{
    p[0] = (uint8_t)v;
    p[1] = (uint8_t)(v >> 8);
}

static inline void write_le32(uint8_t *p, uint32_t v)
{
    write_le16(p, (uint16_t)v);
    write_le16(p + 2, (uint16_t)(v >> 16));
}

static inline void write_le64(uint8_t *p, uint64_t v)
{
    write_le32(p, (uint32_t)v);
    write_le32(p + 4, (uint32_t)(v >> 32));
}

/* Reads forward through bytes. Reading past the end sets `failed`, yields zeroes and stays there, so a
 * caller checks once, at the end. */
struct reader {
    struct bytes rest;
    bool failed;
};

static inline struct reader reader_over(struct bytes b)
{
    return (struct reader){b, false};
}

static inline struct bytes reader_take(struct reader *r, size_t n)
{
    if (r->failed || n > r->rest.length) {
        r->failed = true;
        return (struct bytes){NULL, 0};
    }
    struct bytes taken = {r->rest.data, n};
    if (n) /* no bytes may mean no address */
        r->rest.data += n;
    r->rest.length -= n;
    return taken;
}

static inline uint8_t reader_u8(struct reader *r)
{
    struct bytes b = reader_take(r, 1);
    return b.length ? b.data[0] : 0;
}

static inline uint16_t reader_be16(struct reader *r)
{
    struct bytes b = reader_take(r, 2);
    return b.length ? read_be16(b.data) : 0;
}

static inline uint32_t reader_be32(struct reader *r)
{
    struct bytes b = reader_take(r, 4);
    return b.length ? read_be32(b.data) : 0;
}

static inline uint16_t reader_le16(struct reader *r)
{
    struct bytes b = reader_take(r, 2);
    return b.length ? read_le16(b.data) : 0;
}

static inline uint32_t reader_le32(struct reader *r)
{
    struct bytes b = reader_take(r, 4);
    return b.length ? read_le32(b.data) : 0;
}

static inline bool bytes_equal(struct bytes a, const void *data, size_t length)
{
    return a.length == length && (length == 0 || memcmp(a.data, data, length) == 0);
}

/* Does a control character begin here, of ASCII or, as UTF-8, of U+0080 to U+009F? Terminals obey either.
 * Another byte follows, be it a NUL. */
static inline bool control_begins(const uint8_t *p)
{
    return p[0] < 0x20 || p[0] == 0x7f || (p[0] == 0xc2 && p[1] < 0xa0);
}

#endif
