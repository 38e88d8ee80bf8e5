/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_tcp.h"

/* Connections of the 5.5 to 7.x clients: a Diffie-Hellman exchange first, between clients also without. */

static const struct synth_label peer = {"skype", "tcp", "signalling",
                                        "TCP between 7.x clients, padded openings (CAP7)"};
static const struct synth_label dh = {"skype", "tcp", "signalling",
                                      "TCP with Diffie-Hellman values (SOS2, CAP7)"};

static void messages(struct skype_stream *x)
{
    skype_record(x, SYNTH_CLIENT, synth_between(x->tcp->synth, 552, 777));
    skype_record(x, SYNTH_SERVER, 1024);
    skype_record(x, SYNTH_SERVER, 90);
    skype_record(x, SYNTH_CLIENT, 557);
    skype_record(x, SYNTH_SERVER, 42);
}

/* Sizes of 14 connections: client 29 to 73, server 26 to 73, client 14 to 17, server 14 or 18, later a confirm.
 */
void skype_peer(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    skype_open_padded(&x, SYNTH_CLIENT, synth_between(c->synth, 29, 73));
    skype_open_padded(&x, SYNTH_SERVER, synth_between(c->synth, 26, 73));
    skype_record(&x, SYNTH_CLIENT, synth_between(c->synth, 14, 17));
    skype_record(&x, SYNTH_SERVER, synth_below(c->synth, 2) ? 14 : 18);
    skype_record(&x, SYNTH_SERVER, 14);
    skype_confirm(&x, SYNTH_CLIENT);
    messages(&x);
}

/* 384-bit values with random padding: client 48 to 110, server 49 to 108. Then 8 bytes of the client, 0.4 to 2
 * ms after the server's value came. */
static void exchange_values(struct synth_tcp *c)
{
    skype_noise(c, SYNTH_CLIENT, synth_between(c->synth, 48, 110));
    skype_noise(c, SYNTH_SERVER, synth_between(c->synth, 49, 108));
    synth_wait_between(c->synth, 400 * SYNTH_US, 1300 * SYNTH_US);
}

/* The server's 8 bytes come alone; then seed, ten bytes and padding each way. */
void skype_dh(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    exchange_values(c);
    skype_noise(c, SYNTH_CLIENT, 8);
    skype_noise(c, SYNTH_SERVER, 8);
    skype_open_padded(&x, SYNTH_CLIENT, synth_between(c->synth, 30, 60));
    skype_open_padded(&x, SYNTH_SERVER, synth_between(c->synth, 26, 60));
    skype_record(&x, SYNTH_CLIENT, 39);
    skype_record(&x, SYNTH_SERVER, 144);
    skype_confirm(&x, SYNTH_CLIENT);
    messages(&x);
}

/* The server's 8 bytes and its opening come in one segment. */
void skype_dh_merged(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    exchange_values(c);
    skype_noise(c, SYNTH_CLIENT, 8);
    skype_noise(c, SYNTH_SERVER, 8 + synth_between(c->synth, 28, 62));
    skype_open_padded(&x, SYNTH_CLIENT, synth_between(c->synth, 30, 60));
    skype_record(&x, SYNTH_SERVER, 144);
    skype_confirm(&x, SYNTH_CLIENT);
    messages(&x);
}

void skype_join_dh(struct synth *s, const struct synth_endpoint *server)
{
    s->label = &dh;
    skype_dial(s, server, (struct synth_tcp_style){0}, skype_dh);
}

static void dial(struct synth *s, uint16_t port, skype_talk *talk)
{
    struct synth_endpoint server = synth_peer(s, 7);
    if (port)
        server.port = port;
    skype_dial(s, &server, (struct synth_tcp_style){0}, talk);
}

void play_tcp_peer(struct synth *s)
{
    s->label = &peer;
    dial(s, 0, skype_peer);
}

void play_tcp_dh(struct synth *s)
{
    s->label = &dh;
    dial(s, 40008, skype_dh);
}

void play_tcp_dh_merged(struct synth *s)
{
    s->label = &dh;
    dial(s, 0, skype_dh_merged);
}

/* The client's 8 bytes get no answer and are sent again and again; the server's at last come late (CAP7b). */
void skype_dh_fails(struct synth_tcp *c)
{
    static const uint64_t pauses[] = {515 * SYNTH_MS, 826 * SYNTH_MS, 1457 * SYNTH_MS, 2710 * SYNTH_MS,
                                      5217 * SYNTH_MS};
    struct synth_message hash = {0};
    exchange_values(c);
    synth_put_random(&hash, c->synth, 8);
    synth_tcp_send_unheard(c, SYNTH_CLIENT, &hash, pauses, sizeof pauses / sizeof *pauses);
    skype_noise(c, SYNTH_SERVER, 8);
}

void play_tcp_dh_fails(struct synth *s)
{
    s->label = &dh;
    dial(s, 40005, skype_dh_fails);
}
