/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_TLS_RECORD_H
#define LIB_WIRE_TLS_RECORD_H

#include "lib/base/bytes.h"

/* TLS records, shared by the readers of what is in them. */

enum {
    RECORD_HEAD = 5,
    RECORD_MAX = 16384 + 2048, /* RFC 5246 6.2.3 */
    TYPE_MIN = 20,             /* change cipher spec */
    TYPE_ALERT = 21,
    TYPE_HANDSHAKE = 22,
    TYPE_MAX = 24, /* heartbeat */
    MESSAGE_HEAD = 4
};

struct record {
    uint8_t type;
    struct bytes body; /* as far as it is there */
    bool whole;
};

/* Whether these bytes can start a record, judged by as much of its head as is there. */
static inline bool starts_record(struct bytes b)
{
    if (b.length >= 1 && (b.data[0] < TYPE_MIN || b.data[0] > TYPE_MAX))
        return false;
    if ((b.length >= 2 && b.data[1] != 3) || (b.length >= 3 && b.data[2] > 4))
        return false;
    size_t length = b.length >= RECORD_HEAD ? read_be16(b.data + 3) : 1;
    return length >= 1 && length <= RECORD_MAX;
}

static inline bool take_record(struct bytes *rest, struct record *out)
{
    if (rest->length < RECORD_HEAD || !starts_record(*rest))
        return false;
    size_t length = read_be16(rest->data + 3);
    out->type = rest->data[0];
    *rest = bytes_after(*rest, RECORD_HEAD);
    out->whole = length <= rest->length;
    out->body = bytes_first(*rest, least_size(length, rest->length));
    *rest = bytes_after(*rest, out->body.length);
    return true;
}

#endif
