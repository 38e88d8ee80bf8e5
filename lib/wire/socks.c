/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/socks.h"

enum {
    VERSION_5 = 5,
    VERSION_4 = 4,
    VERSION_LOGIN = 1,
    METHODS_KNOWN = 9,     /* IANA's registry goes from 0 to 9 */
    METHODS_PRIVATE = 128, /* to 254 */
    CONNECT = 1,
    BIND = 2,
    UDP_ASSOCIATE = 3,
    ADDRESS_IPV4 = 1,
    ADDRESS_NAME = 3,
    ADDRESS_IPV6 = 4,
    PORT = 2,
    REPLY5_MAX = 8,
    REPLY4_GRANTED = 90,
    REPLY4_MAX = 93,
    STRING_MAX = 255
};

/* A message being read. Reading goes on to its end even where bytes lack; finish() then says what it was. */
struct message {
    struct reader r;
    size_t length;
    bool wrong; /* a byte that is there cannot be */
};

static struct message message_over(struct bytes b)
{
    return (struct message){reader_over(b), b.length, false};
}

/* A byte that must lie between two values. */
static uint8_t take_byte(struct message *m, uint8_t low, uint8_t high)
{
    uint8_t byte = reader_u8(&m->r);
    if (!m->r.failed && (byte < low || byte > high))
        m->wrong = true;
    return byte;
}

static void take_exactly(struct message *m, uint8_t byte)
{
    take_byte(m, byte, byte);
}

static void take_address(struct message *m)
{
    switch (reader_u8(&m->r)) {
    case ADDRESS_IPV4:
        reader_take(&m->r, 4);
        break;
    case ADDRESS_NAME:
        reader_take(&m->r, take_byte(m, 1, STRING_MAX));
        break;
    case ADDRESS_IPV6:
        reader_take(&m->r, 16);
        break;
    default:
        m->wrong = m->wrong || !m->r.failed;
    }
}

/* Text that ends in NUL. */
static void take_string(struct message *m)
{
    uint8_t byte = 1;
    for (unsigned i = 0; i <= STRING_MAX && !m->r.failed && byte != 0; i++) {
        byte = reader_u8(&m->r);
        if (byte != 0 && byte < ' ')
            m->wrong = true;
    }
    if (byte != 0 && !m->r.failed)
        m->wrong = true;
}

static enum wire_result finish(const struct message *m, size_t *used)
{
    *used = 0;
    if (m->wrong)
        return WIRE_NO;
    if (m->r.failed)
        return WIRE_MORE;
    *used = m->length - m->r.rest.length;
    return WIRE_OK;
}

static bool is_method(uint8_t method)
{
    return method <= METHODS_KNOWN || (method >= METHODS_PRIVATE && method != SOCKS5_REFUSED);
}

enum wire_result socks5_greeting_read(struct bytes client, size_t *used)
{
    struct message m = message_over(client);
    take_exactly(&m, VERSION_5);
    for (unsigned left = take_byte(&m, 1, 255); left > 0; left--) {
        uint8_t method = reader_u8(&m.r);
        m.wrong = m.wrong || !is_method(method);
    }
    return finish(&m, used);
}

enum wire_result socks5_choice_read(struct bytes server, size_t *used, uint8_t *method)
{
    struct message m = message_over(server);
    take_exactly(&m, VERSION_5);
    *method = reader_u8(&m.r);
    m.wrong = m.wrong || !(is_method(*method) || *method == SOCKS5_REFUSED);
    return finish(&m, used);
}

enum wire_result socks5_login_read(struct bytes client, size_t *used)
{
    struct message m = message_over(client);
    take_exactly(&m, VERSION_LOGIN);
    reader_take(&m.r, take_byte(&m, 1, STRING_MAX));
    reader_take(&m.r, reader_u8(&m.r)); /* clients do send an empty password */
    return finish(&m, used);
}

enum wire_result socks5_login_reply_read(struct bytes server, size_t *used, bool *granted)
{
    struct message m = message_over(server);
    take_exactly(&m, VERSION_LOGIN);
    uint8_t status = reader_u8(&m.r);
    enum wire_result result = finish(&m, used);
    *granted = result == WIRE_OK && status == 0;
    return result;
}

enum wire_result socks5_request_read(struct bytes client, size_t *used)
{
    struct message m = message_over(client);
    take_exactly(&m, VERSION_5);
    take_byte(&m, CONNECT, UDP_ASSOCIATE);
    take_exactly(&m, 0);
    take_address(&m);
    reader_take(&m.r, PORT);
    return finish(&m, used);
}

enum wire_result socks5_reply_read(struct bytes server, size_t *used, bool *granted)
{
    struct message m = message_over(server);
    take_exactly(&m, VERSION_5);
    uint8_t reply = take_byte(&m, 0, REPLY5_MAX);
    take_exactly(&m, 0);
    take_address(&m);
    reader_take(&m.r, PORT);
    enum wire_result result = finish(&m, used);
    *granted = result == WIRE_OK && reply == 0;
    return result;
}

enum wire_result socks4_request_read(struct bytes client, size_t *used)
{
    struct message m = message_over(client);
    take_exactly(&m, VERSION_4);
    take_byte(&m, CONNECT, BIND);
    reader_take(&m.r, PORT);
    uint32_t address = reader_be32(&m.r);
    take_string(&m);
    if (address > 0 && address <= 255) /* 0.0.0.x: SOCKS 4A, the name follows */
        take_string(&m);
    return finish(&m, used);
}

enum wire_result socks4_reply_read(struct bytes server, size_t *used, bool *granted)
{
    struct message m = message_over(server);
    take_exactly(&m, 0);
    uint8_t reply = take_byte(&m, REPLY4_GRANTED, REPLY4_MAX);
    reader_take(&m.r, PORT + 4);
    enum wire_result result = finish(&m, used);
    *granted = result == WIRE_OK && reply == REPLY4_GRANTED;
    return result;
}
