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

/* A message of the handshake, or what there is of it. */
struct message {
    uint8_t type;
    bool whole;
    struct bytes body;
};

static bool message_read(struct bytes handshake, struct message *m)
{
    if (handshake.length < MESSAGE_HEAD)
        return false;
    size_t length = read_be24(handshake.data + 1);
    m->type = handshake.data[0];
    handshake = bytes_after(handshake, MESSAGE_HEAD);
    m->whole = length <= handshake.length;
    m->body = bytes_first(handshake, least_size(length, handshake.length));
    return true;
}

/* Goes to the first message that is a certificate or comes behind it. */
static bool message_find(struct bytes *handshake, struct message *m)
{
    while (message_read(*handshake, m)) {
        if (m->type >= CERTIFICATE && m->type <= FINISHED)
            return true;
        if (!m->whole)
            return false;
        *handshake = bytes_after(*handshake, MESSAGE_HEAD + m->body.length);
    }
    return false;
}

/* Puts a record behind what is left of those before it. Only a message that goes on in it is copied. */
static void record_join(struct bytes *handshake, struct bytes body, uint8_t *joined, size_t *used)
{
    if (handshake->length == 0) {
        *handshake = body;
        *used = 0;
        return;
    }
    if (*used == 0) {
        memcpy(joined, handshake->data, handshake->length);
        *used = handshake->length;
        handshake->data = joined;
    }
    memcpy(joined + *used, body.data, body.length);
    *used += body.length;
    handshake->length += body.length;
}

/* The same in a stream of records. `open`: more may come behind them, unless the message is whole. */
static bool stream_find(struct bytes stream, uint8_t *joined, struct message *m, bool *open)
{
    struct record record;
    struct bytes handshake = {NULL, 0};
    size_t used = 0;
    bool found = false;
    while (!(found && m->whole) && goes_on(stream) && take_record(&stream, &record)) {
        if (record.type != TYPE_HANDSHAKE)
            continue;
        record_join(&handshake, record.body, joined, &used);
        found = message_find(&handshake, m);
    }
    *open = goes_on(stream);
    return found;
}

/* A list of certificates, the server's own first. True if that is whole. */
static bool first_certificate(struct bytes list, struct bytes *certificate)
{
    if (list.length < 6)
        return false;
    size_t length = read_be24(list.data + 3);
    list = bytes_after(list, 6);
    *certificate = bytes_first(list, least_size(length, list.length));
    return length <= list.length;
}

enum wire_result tls_certificate_read(struct bytes stream, struct tls_certificate *out)
{
    struct message message = {0};
    bool open;
    out->der = (struct bytes){NULL, 0};
    stream.length = least_size(stream.length, sizeof out->joined);
    bool found = stream_find(stream, out->joined, &message, &open);
    open = open && stream.length < sizeof out->joined;
    if (!found)
        return open ? WIRE_MORE : WIRE_NO;
    if (message.type != CERTIFICATE)
        return WIRE_NO;
    bool whole = first_certificate(message.body, &out->der) || message.whole;
    return whole || !open ? WIRE_OK : WIRE_MORE;
}
