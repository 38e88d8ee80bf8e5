/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/tls_certificate.h"

#include "lib/wire/tls_record.h"

/* Handshake messages. */
enum { CERTIFICATE = 11, FINISHED = 20 };

static uint32_t read_be24(const uint8_t *p)
{
    return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
}

/* Whether what follows may be of the handshake in the clear. A server may warn that it does not know the name
 * before it goes on (RFC 6066 3). */
static bool goes_on(struct bytes stream)
{
    return stream.length == 0 ||
           ((stream.data[0] == TYPE_HANDSHAKE || stream.data[0] == TYPE_ALERT) && starts_record(stream));
}

/* The messages of the handshake, without heads of records. True if more may come behind them. */
static bool handshake_join(struct bytes stream, uint8_t *joined, size_t *length)
{
    struct record record;
    *length = 0;
    while (goes_on(stream) && take_record(&stream, &record)) {
        if (record.type != TYPE_HANDSHAKE)
            continue;
        memcpy(joined + *length, record.body.data, record.body.length);
        *length += record.body.length;
    }
    return goes_on(stream);
}

/* The first message that is a certificate or comes behind it, as far as it is there. */
static bool message_find(struct bytes handshake, uint8_t *type, struct bytes *body, bool *whole)
{
    while (handshake.length >= MESSAGE_HEAD) {
        size_t length = read_be24(handshake.data + 1);
        *type = handshake.data[0];
        handshake = after(handshake, MESSAGE_HEAD);
        *whole = length <= handshake.length;
        *body = (struct bytes){handshake.data, least(length, handshake.length)};
        if (*type >= CERTIFICATE && *type <= FINISHED)
            return true;
        handshake = after(handshake, body->length);
    }
    return false;
}

/* A list of certificates, the server's own first. True if that is whole. */
static bool first_certificate(struct bytes list, struct bytes *certificate)
{
    if (list.length < 6)
        return false;
    size_t length = read_be24(list.data + 3);
    list = after(list, 6);
    *certificate = (struct bytes){list.data, least(length, list.length)};
    return length <= list.length;
}

enum wire_result tls_certificate_read(struct bytes stream, struct x509_names *out)
{
    uint8_t joined[TLS_CERTIFICATE_STREAM], type;
    size_t length;
    struct bytes list, certificate = {NULL, 0};
    bool whole;
    stream.length = least(stream.length, sizeof joined);
    bool open = handshake_join(stream, joined, &length) && stream.length < sizeof joined;
    out->length = 0;
    if (!message_find((struct bytes){joined, length}, &type, &list, &whole))
        return open ? WIRE_MORE : WIRE_NO;
    if (type != CERTIFICATE)
        return WIRE_NO;
    whole |= first_certificate(list, &certificate);
    x509_names_read(certificate, out);
    return whole || !open ? WIRE_OK : WIRE_MORE;
}
