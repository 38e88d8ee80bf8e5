/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/rtp.h"

enum {
    VERSION = 2,
    PADDING = 0x20,
    EXTENSION = 0x10,
    SOURCES = 0x0f,
    MARKER = 0x80,
    RTCP_MIN = 192, /* RFC 5761 4 */
    RTCP_MAX = 223
};

/* The first packet of a compound: what follows may be encrypted. */
static enum wire_result read_control(struct reader *r, struct rtp *out)
{
    size_t words = reader_be16(r);
    out->ssrc = reader_be32(r);
    if (words == 0)
        return WIRE_NO;
    reader_take(r, 4 * (words - 1));
    return r->failed ? WIRE_NO : WIRE_OK;
}

static void read_extension(struct reader *r, struct rtp *out)
{
    out->extension = true;
    out->profile = reader_be16(r);
    reader_take(r, 4 * (size_t)reader_be16(r));
}

/* The last byte counts the padding, itself among it. */
static bool padding_fits(struct bytes payload)
{
    uint8_t count = payload.length > 0 ? payload.data[payload.length - 1] : 0;
    return count > 0 && count <= payload.length;
}

enum wire_result rtp_read(struct bytes b, struct rtp *out)
{
    *out = (struct rtp){0};
    struct reader r = reader_over(b);
    uint8_t flags = reader_u8(&r), type = reader_u8(&r);
    if (flags >> 6 != VERSION)
        return WIRE_NO;
    out->rtcp = type >= RTCP_MIN && type <= RTCP_MAX;
    out->payload_type = out->rtcp ? type : (uint8_t)(type & ~MARKER);
    if (out->rtcp)
        return read_control(&r, out);
    out->marker = type & MARKER;
    out->sequence = reader_be16(&r);
    out->timestamp = reader_be32(&r);
    out->ssrc = reader_be32(&r);
    reader_take(&r, 4 * (size_t)(flags & SOURCES));
    if (flags & EXTENSION)
        read_extension(&r, out);
    return r.failed || (flags & PADDING && !padding_fits(r.rest)) ? WIRE_NO : WIRE_OK;
}
