/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/plain.h"

#include <string.h>

static void put_name(struct synth_message *m, const char *name)
{
    while (*name) {
        size_t length = strcspn(name, ".");
        synth_put_u8(m, (unsigned)length);
        synth_put_bytes(m, name, length);
        name += length + (name[length] == '.');
    }
    synth_put_u8(m, 0);
}

static void put_dns(struct synth_message *m, unsigned id, unsigned flags, unsigned answers, const char *name,
                    enum plain_dns_type type)
{
    synth_put_be16(m, id);
    synth_put_be16(m, flags);
    synth_put_be16(m, 1);
    synth_put_be16(m, answers);
    synth_put_be32(m, 0);
    put_name(m, name);
    synth_put_be16(m, (unsigned)type);
    synth_put_be16(m, 1);
}

/* The name is where the question has it; every name has the same address. */
static void put_record(struct synth_message *m, enum plain_dns_type type)
{
    const struct synth_endpoint address = type == PLAIN_AAAA ? synth_v6(0x80, 0) : synth_v4(198, 51, 100, 8, 0);
    struct synth_message data = {0};
    if (type == PLAIN_PTR)
        put_name(&data, "printer.example.com");
    else if (type == PLAIN_TXT)
        synth_put_bytes(&data, "\5hello", 6);
    else
        synth_put_bytes(&data, address.address, type == PLAIN_A ? 4 : 16);
    synth_put_be16(m, 0xc00c);
    synth_put_be16(m, (unsigned)type);
    synth_put_be16(m, 1);
    synth_put_be32(m, 300);
    synth_put_be16(m, (unsigned)data.length);
    synth_put_bytes(m, data.data, data.length);
}

void plain_dns_between(struct synth *s, const struct synth_endpoint *client,
                       const struct synth_endpoint *server, const char *name, enum plain_dns_type type,
                       bool exists)
{
    const unsigned id = synth_below(s, 0x10000);
    struct synth_message question = {0}, answer = {0};
    put_dns(&question, id, 0x0100, 0, name, type);
    synth_udp(s, client, server, &question);
    synth_wait_between(s, 2 * SYNTH_MS, 60 * SYNTH_MS);
    put_dns(&answer, id, exists ? 0x8180 : 0x8183, exists, name, type);
    if (exists)
        put_record(&answer, type);
    synth_udp(s, server, client, &answer);
    synth_wait_between(s, 1 * SYNTH_MS, 5 * SYNTH_MS);
}

void plain_dns(struct synth *s, const char *name, enum plain_dns_type type, bool exists)
{
    const struct synth_endpoint client = synth_caller(s), resolver = synth_office(s, 1, 53);
    plain_dns_between(s, &client, &resolver, name, type, exists);
}

/* Extension 0, a list of one host name. */
static void put_server_name(struct synth_message *m, const char *name)
{
    const unsigned length = (unsigned)strlen(name);
    synth_put_be16(m, 0);
    synth_put_be16(m, length + 5);
    synth_put_be16(m, length + 3);
    synth_put_u8(m, 0);
    synth_put_be16(m, length);
    synth_put_text(m, name);
}

static void put_extensions(struct synth_message *m, const char *name)
{
    static const uint8_t others[] = {
        0x00, 0x0a, 0x00, 0x06, 0x00, 0x04, 0x00, 0x17, 0x00, 0x18,             /* groups */
        0x00, 0x0b, 0x00, 0x02, 0x01, 0x00,                                     /* point formats */
        0x00, 0x0d, 0x00, 0x08, 0x00, 0x06, 0x04, 0x01, 0x04, 0x03, 0x02, 0x01, /* signature algorithms */
    };
    struct synth_message all = {0};
    put_server_name(&all, name);
    synth_put_bytes(&all, others, sizeof others);
    synth_put_be16(m, (unsigned)all.length);
    synth_put_bytes(m, all.data, all.length);
}

/* Puts `body` behind the headers of a handshake message and of its record. */
static void put_handshake(struct synth_message *m, unsigned type, const struct synth_message *body)
{
    synth_put_u8(m, 22);
    synth_put_be16(m, 0x0301);
    synth_put_be16(m, (unsigned)body->length + 4);
    synth_put_u8(m, type);
    synth_put_u8(m, 0);
    synth_put_be16(m, (unsigned)body->length);
    synth_put_bytes(m, body->data, body->length);
}

static void put_record_of(struct synth_message *m, struct synth *s, unsigned type, unsigned length)
{
    synth_put_u8(m, type);
    synth_put_be16(m, 0x0303);
    synth_put_be16(m, length);
    synth_put_random(m, s, length);
}

static void put_change_and_finished(struct synth_message *m, struct synth *s)
{
    synth_put_bytes(m, (const uint8_t[]){20, 3, 3, 0, 1, 1}, 6);
    put_record_of(m, s, 22, 40);
}

static void send_client_hello(struct synth_tcp *c, const char *server_name)
{
    static const uint8_t suites[] = {0, 10, 0xc0, 0x2f, 0xc0, 0x30, 0xc0, 0x14, 0x00, 0x35, 0x00, 0x2f};
    struct synth_message m = {0}, body = {0};
    synth_put_be16(&body, 0x0303);
    synth_put_random(&body, c->synth, 32);
    synth_put_u8(&body, 32);
    synth_put_random(&body, c->synth, 32);
    synth_put_bytes(&body, suites, sizeof suites);
    synth_put_be16(&body, 0x0100);
    put_extensions(&body, server_name);
    put_handshake(&m, 1, &body);
    synth_tcp_send(c, SYNTH_CLIENT, &m);
}

static void send_server_hello(struct synth_tcp *c)
{
    struct synth_message m = {0}, body = {0};
    synth_put_be16(&body, 0x0303);
    synth_put_random(&body, c->synth, 32);
    synth_put_u8(&body, 32);
    synth_put_random(&body, c->synth, 32);
    synth_put_bytes(&body, (const uint8_t[]){0xc0, 0x2f, 0}, 3);
    put_handshake(&m, 2, &body);
    put_change_and_finished(&m, c->synth);
    synth_tcp_send(c, SYNTH_SERVER, &m);
}

static void send_data(struct synth_tcp *c, enum synth_side side, unsigned length)
{
    struct synth_message m = {0};
    put_record_of(&m, c->synth, 23, length);
    synth_tcp_send(c, side, &m);
}

void plain_tls(struct synth_tcp *c, const char *server_name, int exchanges)
{
    struct synth_message finished = {0};
    send_client_hello(c, server_name);
    send_server_hello(c);
    put_change_and_finished(&finished, c->synth);
    synth_tcp_send(c, SYNTH_CLIENT, &finished);
    for (int i = 0; i < exchanges; i++) {
        send_data(c, SYNTH_CLIENT, synth_between(c->synth, 100, 700));
        send_data(c, SYNTH_SERVER, synth_between(c->synth, 300, 1400));
    }
}

void plain_http(struct synth_tcp *c, const char *request, const char *answer)
{
    struct synth_message there = {0}, back = {0};
    synth_put_text(&there, request);
    synth_tcp_send(c, SYNTH_CLIENT, &there);
    synth_put_text(&back, answer);
    synth_tcp_send(c, SYNTH_SERVER, &back);
}
