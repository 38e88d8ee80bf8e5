/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_tcp.h"
#include "tests/synth/skype_udp.h"

/* Connections to supernodes of the 1.x to 4.x clients, on high ports and on port 80. */

static const struct synth_label supernode = {"skype", "tcp", "signalling",
                                             "TCP to a supernode, 14-byte openings (SN06, EHL06, CAP12)"};
static const struct synth_label adami = {"skype", "tcp", "signalling",
                                         "TCP to a supernode, 27 and 4 bytes (ADA09)"};
static const struct synth_label inbound = {"skype", "tcp", "signalling",
                                           "TCP to a 1.2 client from a newer one (CAP12)"};
static const struct synth_label port80 = {"skype", "tcp-80", "signalling",
                                          "TCP on port 80 without HTTP (EHL06, ADA09)"};

/* Once the client is in, it asks in 13 bytes and the supernode answers in 48 to 82 (CAP12). */
static void questions(struct skype_stream *x, int count)
{
    for (int i = 0; i < count; i++) {
        synth_wait_between(x->tcp->synth, 100 * SYNTH_MS, 900 * SYNTH_MS);
        skype_record(x, SYNTH_CLIENT, 13);
        skype_record(x, SYNTH_SERVER, i ? 82 : 48);
    }
}

/* T1 and T1' of 14 bytes, the latter with a record behind; T2 of 22 to 29 bytes, T3, T4 (EHL06). The sizes are
 * those of the two connections in CAP12. */
void skype_supernode_accepts(struct synth_tcp *c)
{
    const bool first = synth_below(c->synth, 2) == 0;
    struct skype_stream x = skype_stream(c);
    skype_open(&x, SYNTH_CLIENT, 0);
    skype_open(&x, SYNTH_SERVER, first ? 59 : 23);
    skype_record(&x, SYNTH_CLIENT, 25);
    skype_record(&x, SYNTH_SERVER, first ? 587 : 578);
    if (first)
        skype_record(&x, SYNTH_CLIENT, 16);
    else
        skype_confirm(&x, SYNTH_CLIENT);
    questions(&x, 4);
}

/* The client's first record is another command than the usual one: only its first byte, twice the length of
 * what follows, is as ever (SN06, SOS2). */
static void other_command(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    const unsigned random = synth_between(c->synth, 14, 40);
    struct synth_message record = {0};
    skype_open(&x, SYNTH_CLIENT, 0);
    skype_open(&x, SYNTH_SERVER, 23);
    synth_put_u8(&record, 2 * (5 + random));
    synth_put_bytes(&record, (const uint8_t[]){3, 1, 0, 4, 7}, 5);
    synth_put_random(&record, c->synth, random);
    struct synth_message m = {0};
    skype_put_plain(&m, &x, SYNTH_CLIENT, &record);
    synth_tcp_send(c, SYNTH_CLIENT, &m);
    skype_record(&x, SYNTH_SERVER, 578);
    skype_confirm(&x, SYNTH_CLIENT);
    questions(&x, 2);
}

/* A T3 of 339 bytes refuses (EHL06). */
void skype_supernode_refuses(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    skype_open(&x, SYNTH_CLIENT, 0);
    skype_open(&x, SYNTH_SERVER, 23);
    skype_record(&x, SYNTH_CLIENT, synth_between(c->synth, 22, 29));
    skype_record(&x, SYNTH_SERVER, 339);
    skype_confirm(&x, SYNTH_CLIENT);
}

/* Of six segments with payload the fourth has 27 bytes and the sixth 4 (ADA09). Which side sends which is not
 * said; it is read here as T2 and T4 of the client, the server's opening and record coming apart. */
void skype_supernode_adami(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    skype_open_padded(&x, SYNTH_CLIENT, synth_between(c->synth, 17, 60));
    skype_open_padded(&x, SYNTH_SERVER, synth_between(c->synth, 17, 60));
    skype_record(&x, SYNTH_SERVER, synth_between(c->synth, 20, 60));
    skype_record(&x, SYNTH_CLIENT, 27);
    skype_record(&x, SYNTH_SERVER, 578);
    skype_confirm(&x, SYNTH_CLIENT);
    questions(&x, 3);
}

/* Over port 80 it is the third and the fifth (ADA09). */
static void adami_80(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    skype_open_padded(&x, SYNTH_CLIENT, synth_between(c->synth, 17, 60));
    skype_open_padded(&x, SYNTH_SERVER, synth_between(c->synth, 30, 73));
    skype_record(&x, SYNTH_CLIENT, 27);
    skype_record(&x, SYNTH_SERVER, 578);
    skype_confirm(&x, SYNTH_CLIENT);
    questions(&x, 3);
}

/* A first segment whose record begins with small numbers, so that the upper nibbles of bytes 4 and on equal
 * those ten bytes later: the key stream was used twice (EHL06 fig. 7 and 6.2). */
static void port_80(struct synth_tcp *c, const struct synth_message *record)
{
    struct skype_stream x = skype_stream(c);
    struct synth_message m = {0};
    skype_put_opening(&m, &x, SYNTH_CLIENT);
    skype_put_plain(&m, &x, SYNTH_CLIENT, record);
    synth_tcp_send(c, SYNTH_CLIENT, &m);
    skype_open(&x, SYNTH_SERVER, 59);
    skype_record(&x, SYNTH_CLIENT, 25);
    skype_record(&x, SYNTH_SERVER, 587);
    skype_confirm(&x, SYNTH_CLIENT);
    questions(&x, 3);
}

/* 1.4: 16 bytes, of which 4 and 5 are like 14 and 15. */
static void port_80_v1(struct synth_tcp *c)
{
    struct synth_message record = {0};
    synth_put_bytes(&record, (const uint8_t[]){2, 3}, 2);
    port_80(c, &record);
}

/* 2.0: bytes 5 to 13 are like 15 to 23. */
static void port_80_v2(struct synth_tcp *c)
{
    const unsigned random = synth_between(c->synth, 4, 30);
    struct synth_message record = {0};
    synth_put_u8(&record, 2 * (9 + random));
    synth_put_bytes(&record, (const uint8_t[]){3, 1, 0, 2, 4, 0, 1, 6, 9}, 9);
    synth_put_random(&record, c->synth, random);
    port_80(c, &record);
}

/* A newer peer calls a 1.2 client, which answers in the old way; its confirm is the first thing after (CAP12).
 */
static void called(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    skype_open_padded(&x, SYNTH_CLIENT, 29);
    skype_open(&x, SYNTH_SERVER, 0);
    skype_record(&x, SYNTH_CLIENT, 12);
    skype_confirm(&x, SYNTH_SERVER);
}

static void dial_peer(struct synth *s, uint32_t number, skype_talk *talk)
{
    const struct synth_endpoint server = synth_peer(s, number);
    skype_dial(s, &server, (struct synth_tcp_style){0}, talk);
}

static void dial_80(struct synth *s, skype_talk *talk)
{
    struct synth_endpoint server = synth_peer(s, 5);
    server.port = 80;
    s->label = &port80;
    skype_dial(s, &server, (struct synth_tcp_style){0}, talk);
}

void skype_join(struct synth *s, const struct synth_endpoint *server)
{
    s->label = &supernode;
    skype_dial(s, server, (struct synth_tcp_style){0}, skype_supernode_accepts);
}

void skype_join_padded(struct synth *s, const struct synth_endpoint *server)
{
    s->label = &adami;
    skype_dial(s, server, (struct synth_tcp_style){0}, skype_supernode_adami);
}

void play_tcp_supernode_accept(struct synth *s)
{
    const struct synth_endpoint server = synth_peer(s, 0);
    skype_join(s, &server);
}

void play_tcp_supernode_refuse(struct synth *s)
{
    s->label = &supernode;
    dial_peer(s, 1, skype_supernode_refuses);
}

void play_tcp_supernode_command(struct synth *s)
{
    s->label = &supernode;
    dial_peer(s, 1, other_command);
}

void play_tcp_supernode_adami(struct synth *s)
{
    s->label = &adami;
    dial_peer(s, 2, skype_supernode_adami);
}

/* The port a client listens on is that of its UDP (BAS04). */
void play_tcp_inbound(struct synth *s)
{
    const struct synth_endpoint peer = synth_peer(s, 3), here = skype_client_nat(s).at;
    s->label = &inbound;
    struct synth_tcp c = synth_tcp_open(s, &peer, &here, (struct synth_tcp_style){.inbound = true});
    called(&c);
    synth_tcp_close(&c, SYNTH_CLIENT);
}

void play_tcp_80_v1(struct synth *s)
{
    dial_80(s, port_80_v1);
}

void play_tcp_80_v2(struct synth *s)
{
    dial_80(s, port_80_v2);
}

void play_tcp_80_adami(struct synth *s)
{
    dial_80(s, adami_80);
}
