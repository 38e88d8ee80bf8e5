/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/tls.h"

#include "lib/wire/tls_record.h"

enum {
    CLIENT_HELLO = 1,
    SERVER_HELLO = 2,
    RANDOM = 32,
    SERVER_NAME = 0, /* extension, RFC 6066 3 */
    HOST_NAME = 0,
    JOINED_MAX = 2048
};

/* The first handshake message, and perhaps more behind it, as far as it is there. */
struct message {
    struct bytes bytes;
    bool open; /* it was the stream that ended, so more may come */
};

static void count_records(struct bytes rest, struct tls *out)
{
    struct record record;
    while (take_record(&rest, &record))
        out->records += record.whole;
    out->framed = starts_record(rest);
}

static struct message join_records(struct bytes rest, uint8_t *joined)
{
    struct record record;
    size_t n = 0;
    while (n < JOINED_MAX && rest.length > 0 && rest.data[0] == TYPE_HANDSHAKE && take_record(&rest, &record)) {
        size_t taken = least_size(record.body.length, JOINED_MAX - n);
        memcpy(joined + n, record.body.data, taken);
        n += taken;
    }
    bool open = n < JOINED_MAX && rest.length < RECORD_HEAD && starts_record(rest);
    return (struct message){{joined, n}, open};
}

static size_t message_length(struct bytes b)
{
    return b.length < MESSAGE_HEAD ? SIZE_MAX : MESSAGE_HEAD + (read_be32(b.data) & 0xffffff);
}

/* Copies only if the message goes on in the next record. */
static struct message first_message(struct bytes stream, uint8_t *joined)
{
    struct record first;
    struct bytes rest = stream;
    if (!take_record(&rest, &first))
        return (struct message){{stream.data, 0}, false};
    if (first.whole && first.body.length < message_length(first.body))
        return join_records(stream, joined);
    return (struct message){first.body, !first.whole};
}

static struct bytes read_server_name(struct bytes extension)
{
    struct reader r = reader_over(extension);
    reader_take(&r, 2); /* length of a list that has one entry */
    uint8_t type = reader_u8(&r);
    struct bytes name = reader_take(&r, reader_be16(&r));
    return type == HOST_NAME && name.length <= TLS_NAME_MAX ? name : (struct bytes){NULL, 0};
}

static void read_extensions(struct reader *r, struct bytes *name)
{
    while (!r->failed && r->rest.length > 0 && name->length == 0) {
        uint16_t type = reader_be16(r);
        struct bytes body = reader_take(r, reader_be16(r));
        if (type == SERVER_NAME)
            *name = read_server_name(body);
    }
}

/* Stops at the name. False if a length points outside. */
static bool read_client_hello(struct bytes body, struct bytes *name)
{
    struct reader r = reader_over(body);
    reader_take(&r, 2 + RANDOM);        /* and the version */
    reader_take(&r, reader_u8(&r));     /* session id */
    reader_take(&r, reader_be16(&r));   /* cipher suites */
    reader_take(&r, reader_u8(&r));     /* compression methods */
    if (!r.failed && r.rest.length > 0) /* SSL 3.0 has no extensions */
        reader_take(&r, 2);             /* their length, up to the end of the message */
    read_extensions(&r, name);
    return !r.failed;
}

/* Tells a hello from an encrypted message: it is under 64 KiB and names a version. */
static bool is_hello(struct bytes b)
{
    return b.data[1] == 0 && b.data[4] == 3 && b.data[5] <= 4;
}

/* A server may warn that it does not know the name before it goes on (RFC 6066 3). */
static struct bytes skip_alerts(struct bytes rest)
{
    struct record record;
    while (rest.length > 0 && rest.data[0] == TYPE_ALERT && take_record(&rest, &record))
        continue;
    return rest;
}

static enum wire_result read_message(struct message message, struct tls *out)
{
    struct bytes b = message.bytes;
    if (b.length < MESSAGE_HEAD + 2)
        return message.open ? WIRE_MORE : WIRE_OK;
    out->server_hello = is_hello(b) && b.data[0] == SERVER_HELLO;
    out->client_hello = is_hello(b) && b.data[0] == CLIENT_HELLO;
    if (!out->client_hello)
        return WIRE_OK;
    bool whole = b.length >= message_length(b);
    struct bytes body = {b.data + MESSAGE_HEAD, least_size(b.length, message_length(b)) - MESSAGE_HEAD};
    bool sound = read_client_hello(body, &out->name);
    if (out->name.length == 0 && !whole && message.open)
        return WIRE_MORE;
    out->client_hello = out->name.length > 0 || (whole && sound);
    return WIRE_OK;
}

enum wire_result tls_read(struct bytes stream, struct tls *out)
{
    *out = (struct tls){0};
    if (!starts_record(stream))
        return WIRE_NO;
    count_records(stream, out);
    if (stream.length < RECORD_HEAD)
        return WIRE_MORE;
    out->type = stream.data[0];
    out->version = read_be16(stream.data + 1);
    struct bytes rest = skip_alerts(stream);
    if (rest.length < RECORD_HEAD && starts_record(rest))
        return WIRE_MORE; /* of what comes behind an alert */
    if (rest.data[0] != TYPE_HANDSHAKE)
        return WIRE_OK;
    uint8_t joined[JOINED_MAX];
    enum wire_result result = read_message(first_message(rest, joined), out);
    if (out->name.length > 0 && out->name.data >= joined && out->name.data < joined + JOINED_MAX) {
        memcpy(out->split_name, out->name.data, out->name.length);
        out->name.data = out->split_name;
    }
    return result;
}
