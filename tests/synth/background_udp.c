/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/plain.h"

/* Datagrams that are not Skype's. Unless they are to be natural, several have 02 where a Skype command has
 * it. */

static const struct synth_label dns = {"not-skype", "none", "none", "DNS (RFC 1035)"};
static const struct synth_label ntp = {"not-skype", "none", "none", "NTP (RFC 5905)"};
static const struct synth_label snmp = {"not-skype", "none", "none", "SNMP whose third byte is 02 (RFC 1157)"};
static const struct synth_label radius = {"not-skype", "none", "none", "RADIUS of a length 02xx (RFC 2865)"};
static const struct synth_label utp = {"not-skype", "none", "none", "uTP with connection ids 02xx (BEP 29)"};
static const struct synth_label rtp = {"not-skype", "none", "none", "voice in RTP (RFC 3550)"};
static const struct synth_label coap = {"not-skype", "none", "none", "CoAP with message ids 02xx (RFC 7252)"};
static const struct synth_label quic = {"not-skype", "none", "none",
                                        "QUIC, long header and random bytes (RFC 9000)"};

void play_dns(struct synth *s)
{
    static const char *const names[] = {"www.example.com", "mail.example.org", "files.example.net"};
    s->label = &dns;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        plain_dns(s, names[i], i == 1 ? PLAIN_TXT : PLAIN_A, true);
    plain_dns(s, "21.0.0.10.in-addr.arpa", PLAIN_PTR, true);
    plain_dns(s, "nowhere.example.com", PLAIN_A, false);
}

void play_ntp(struct synth *s)
{
    const struct synth_endpoint client = synth_here(s, 123), server = synth_server(s, 9, 123);
    s->label = &ntp;
    for (int i = 0; i < 2; i++) {
        struct synth_message ask = {0}, answer = {0};
        synth_put_be32(&ask, 0x230006ec);
        synth_put_zero(&ask, 44);
        synth_udp(s, &client, &server, &ask);
        synth_wait_between(s, 20 * SYNTH_MS, 40 * SYNTH_MS);
        synth_put_be32(&answer, 0x240206ec);
        synth_put_random(&answer, s, 44);
        synth_udp(s, &server, &client, &answer);
        synth_wait(s, 16 * SYNTH_S);
    }
}

/* A get-next of sysDescr or its answer: 30 29 02 01 01 04 06 "public" ...; what is asked for has a name of 8
 * bytes or more. */
static void send_snmp(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                      unsigned kind, uint32_t request, unsigned name)
{
    struct synth_message m = {0};
    synth_put_u8(&m, 0x30);
    synth_put_u8(&m, name + 33);
    synth_put_bytes(&m, "\x02\x01\x01\x04\x06public", 11);
    synth_put_u8(&m, kind);
    synth_put_u8(&m, name + 20);
    synth_put_be16(&m, 0x0204);
    synth_put_be32(&m, request & 0x7fffffff);
    synth_put_bytes(&m, "\x02\x01\x00\x02\x01\x00\x30", 7);
    synth_put_u8(&m, name + 6);
    synth_put_u8(&m, 0x30);
    synth_put_u8(&m, name + 4);
    synth_put_u8(&m, 6);
    synth_put_u8(&m, name);
    synth_put_bytes(&m, "\x2b\x06\x01\x02\x01\x01\x01", 7);
    synth_put_zero(&m, name - 7);
    synth_put_be16(&m, 0x0500);
    synth_udp(s, from, to, &m);
}

static void ask_snmp(struct synth *s, const struct synth_endpoint *manager, uint8_t host, unsigned name)
{
    const struct synth_endpoint agent = synth_office(s, host, 161);
    const uint32_t request = (uint32_t)synth_random(s);
    send_snmp(s, manager, &agent, 0xa1, request, name);
    synth_wait_between(s, 1 * SYNTH_MS, 4 * SYNTH_MS);
    send_snmp(s, &agent, manager, 0xa2, request, name);
    synth_wait(s, 500 * SYNTH_MS);
}

void play_snmp(struct synth *s)
{
    const struct synth_endpoint manager = synth_here(s, 40161);
    s->label = &snmp;
    for (int i = 0; i < 12; i++)
        ask_snmp(s, &manager, (uint8_t)(100 + i % 4), 8);
}

/* Each host is asked from a port of its own, and for more than the one before: the lengths count up. */
void play_snmp_poll(struct synth *s)
{
    s->label = &snmp;
    for (unsigned i = 0; i < 12; i++) {
        const struct synth_endpoint manager = synth_caller(s);
        ask_snmp(s, &manager, (uint8_t)(100 + i), 8 + i);
    }
}

/* A length whose high byte is 02 stands where Skype has its function, behind a code and an identifier. */
static void send_radius(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                        unsigned code, unsigned id, unsigned length)
{
    struct synth_message m = {0};
    synth_put_u8(&m, code);
    synth_put_u8(&m, id);
    synth_put_be16(&m, length);
    synth_put_random(&m, s, 16);
    while (m.length < length) {
        const size_t rest = length - m.length, value = rest > 253 ? 200 : rest;
        synth_put_u8(&m, 18); /* Reply-Message, text */
        synth_put_u8(&m, (unsigned)value);
        for (size_t i = 2; i < value; i++)
            synth_put_u8(&m, 'a' + synth_below(s, 26));
    }
    synth_udp(s, from, to, &m);
}

void play_radius(struct synth *s)
{
    const struct synth_endpoint server = synth_here(s, 1812);
    s->label = &radius;
    for (unsigned i = 0; i < 18; i++) {
        const struct synth_endpoint gate = synth_office(s, (uint8_t)(120 + i % 6), 1645);
        const unsigned id = i % 6 * 41 + i / 6; /* each gate counts for itself */
        send_radius(s, &gate, &server, 1, id, synth_between(s, 60, 120));
        synth_wait_between(s, 1 * SYNTH_MS, 3 * SYNTH_MS);
        send_radius(s, &server, &gate, 11, id, synth_between(s, 0x200, 0x2ff));
        synth_wait(s, 300 * SYNTH_MS);
    }
}

/* Type and version, extension, connection id 02xx, times, window, numbers. */
static void send_utp(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                     unsigned type, unsigned connection, unsigned sequence, size_t length)
{
    struct synth_message m = {0};
    synth_put_u8(&m, type << 4 | 1);
    synth_put_u8(&m, 0);
    synth_put_be16(&m, connection);
    synth_put_be32(&m, (uint32_t)(s->now / SYNTH_US));
    synth_put_be32(&m, synth_between(s, 10000, 60000));
    synth_put_be32(&m, 1 << 20);
    synth_put_be16(&m, sequence);
    synth_put_be16(&m, sequence - 1);
    synth_put_random(&m, s, length);
    synth_udp(s, from, to, &m);
}

void background_utp(struct synth *s, uint16_t port)
{
    const struct synth_endpoint here = synth_here(s, port);
    s->label = &utp;
    for (uint32_t i = 0; i < 8; i++) {
        const struct synth_endpoint peer = synth_peer(s, 200 + i);
        const unsigned connection = s->natural ? synth_below(s, 0xffff) : synth_between(s, 0x200, 0x2fe);
        send_utp(s, &here, &peer, 4, connection, 1, 0);
        synth_wait_between(s, 40 * SYNTH_MS, 90 * SYNTH_MS);
        send_utp(s, &peer, &here, 2, connection, 2, 0);
        for (unsigned n = 2; n < 8; n++) {
            send_utp(s, &here, &peer, 0, connection + 1, n, synth_between(s, 60, 1300));
            synth_wait_between(s, 10 * SYNTH_MS, 30 * SYNTH_MS);
            send_utp(s, &peer, &here, 2, connection, n, 0);
        }
    }
}

void play_utp(struct synth *s)
{
    background_utp(s, 51413);
}

void play_rtp(struct synth *s)
{
    const struct synth_endpoint end[2] = {synth_here(s, 16384), synth_server(s, 9, 18000)};
    const uint32_t source = (uint32_t)synth_random(s), first = s->natural ? synth_below(s, 0xfc00) : 700;
    s->label = &rtp;
    for (uint32_t n = 0; n < 1000; n++) {
        const int side = n % 2;
        struct synth_message m = {0};
        synth_put_be16(&m, 0x8000);
        synth_put_be16(&m, first + n / 2);
        synth_put_be32(&m, n / 2 * 160);
        synth_put_be32(&m, source + (uint32_t)side);
        synth_put_random(&m, s, 160);
        synth_udp(s, &end[side], &end[!side], &m);
        synth_wait_between(s, 9900 * SYNTH_US, 10100 * SYNTH_US);
    }
}

/* Type and length of the token, code, message id, token. */
static struct synth_message begin_coap(unsigned type, unsigned code, unsigned id, struct synth_bytes token)
{
    struct synth_message m = {0};
    synth_put_u8(&m, 0x40 | type << 4 | (unsigned)token.length);
    synth_put_u8(&m, code);
    synth_put_be16(&m, id);
    synth_put_bytes(&m, token.data, token.length);
    return m;
}

/* Meters are asked from a new port each time, with tokens of none to two bytes; answers repeat id and token. */
void play_coap(struct synth *s)
{
    s->label = &coap;
    for (unsigned i = 0; i < 48; i++) {
        const struct synth_endpoint asks = synth_here(s, (uint16_t)(50000 + i));
        const struct synth_endpoint meter = synth_office(s, (uint8_t)(140 + i % 6), 5683);
        const uint8_t random[2] = {(uint8_t)synth_random(s), (uint8_t)synth_random(s)};
        const struct synth_bytes token = {random, i % 3};
        struct synth_message ask = begin_coap(0, 1, 0x200 + i, token);
        synth_put_bytes(&ask, "\xb6meters\x06", 8); /* Uri-Path, twice */
        for (int n = 0; n < 6; n++)
            synth_put_u8(&ask, 'a' + synth_below(s, 26));
        synth_udp(s, &asks, &meter, &ask);
        synth_wait_between(s, 5 * SYNTH_MS, 30 * SYNTH_MS);
        struct synth_message answer = begin_coap(2, 0x45, 0x200 + i, token);
        synth_put_bytes(&answer, "\xc1\x2a\xff", 3); /* Content-Format, and then the payload */
        synth_put_random(&answer, s, 16);
        synth_udp(s, &meter, &asks, &answer);
        synth_wait(s, 200 * SYNTH_MS);
    }
}

/* Initial packets of 1,200 bytes, then short headers: what matters is that all but the first byte look random.
 */
void play_quic(struct synth *s)
{
    const struct synth_endpoint client = synth_caller(s), server = synth_server(s, 8, 443);
    s->label = &quic;
    for (int n = 0; n < 20; n++) {
        const bool back = n % 2;
        struct synth_message m = {0};
        synth_put_u8(&m, n < 2 ? 0xc0 | synth_below(s, 16) : 0x40 | synth_below(s, 32));
        if (n < 2)
            synth_put_bytes(&m, "\0\0\0\1\10", 5);
        synth_put_random(&m, s, n < 2 ? 1194 : synth_between(s, 30, 1100));
        synth_udp(s, back ? &server : &client, back ? &client : &server, &m);
        synth_wait_between(s, 5 * SYNTH_MS, 40 * SYNTH_MS);
    }
}
