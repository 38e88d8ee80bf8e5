/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/stun.h"

enum {
    HEAD = 20,
    COOKIE = 0x2112a442,
    CLASS_BITS = 0xc000, /* zero in every message */
    WRAPPED = 0xff10,
    WRAPPER = 12,       /* mark, length, session */
    WRAPPER_COUNTED = 4 /* what the wrapper's length leaves out */
};

bool stun_unwrap(struct bytes b, struct bytes *inner)
{
    *inner = (struct bytes){NULL, 0};
    if (b.length <= WRAPPER || read_be16(b.data) != WRAPPED ||
        read_be16(b.data + 2) + (size_t)WRAPPER_COUNTED != b.length)
        return false;
    *inner = bytes_after(b, WRAPPER);
    return true;
}

/* Takes the attribute in front. */
static bool take_attribute(struct reader *r, bool padded, uint16_t *type, struct bytes *value)
{
    *type = reader_be16(r);
    *value = reader_take(r, reader_be16(r));
    if (padded)
        reader_take(r, -value->length & 3);
    return !r->failed;
}

/* Whether the attributes, read this way, end where the message does. */
static bool walk_ends(struct bytes attributes, bool padded)
{
    struct reader r = reader_over(attributes);
    uint16_t type;
    struct bytes value;
    while (r.rest.length > 0) {
        if (!take_attribute(&r, padded, &type, &value))
            return false;
    }
    return true;
}

/* Without the cookie little tells a message from chance, so its type must be one that is used without:
 * RFC 3489 11.1 and MS-TURN 2.2.1. */
static bool is_classic_type(uint16_t type)
{
    static const uint16_t types[] = {
        0x0001, 0x0101, 0x0111, /* binding */
        0x0002, 0x0102, 0x0112, /* shared secret */
        0x0003, 0x0103, 0x0113, /* allocate */
        0x0004,                 /* send */
        0x0006, 0x0106, 0x0116, /* set active destination */
        0x0115                  /* data indication */
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (types[i] == type)
            return true;
    }
    return false;
}

static bool read_head(struct bytes b, struct stun *out)
{
    if (b.length < HEAD)
        return false;
    out->type = read_be16(b.data);
    out->length = read_be16(b.data + 2);
    out->cookie = read_be32(b.data + 4) == COOKIE;
    out->attributes = bytes_after(b, HEAD);
    return (out->type & CLASS_BITS) == 0 && out->length == out->attributes.length &&
           (out->cookie || is_classic_type(out->type));
}

enum wire_result stun_read(struct bytes b, struct stun *out)
{
    struct bytes inner;
    *out = (struct stun){.wrapped = stun_unwrap(b, &inner)};
    if (!read_head(out->wrapped ? inner : b, out))
        return WIRE_NO;
    out->padded = walk_ends(out->attributes, true);
    return out->padded || walk_ends(out->attributes, false) ? WIRE_OK : WIRE_NO;
}

bool stun_attribute(const struct stun *stun, uint16_t type, struct bytes *value)
{
    struct reader r = reader_over(stun->attributes);
    uint16_t found;
    for (unsigned i = 0; i < STUN_ATTRIBUTES && r.rest.length > 0; i++) {
        if (!take_attribute(&r, stun->padded, &found, value))
            break;
        if (found == type)
            return true;
    }
    *value = (struct bytes){NULL, 0};
    return false;
}
