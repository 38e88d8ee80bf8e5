/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_tcp.h"
#include "tests/synth/skype_udp.h"

/* Port 443: something that looks like TLS for one message each way, then the obfuscated stream. */

static const struct synth_label mimic = {"skype", "tls-443-mimic", "signalling",
                                         "72-byte hello on port 443 (EHL06, SOS2, CAP7)"};
static const struct synth_label failed_dh = {"skype", "tcp", "signalling",
                                             "failed try before the 72-byte hello to the same address (CAP7)"};

/* 56 constant bytes and 16 random ones (EHL06, SOS2, CAP7). */
static void put_hello(struct synth_message *m, struct synth *s)
{
    static const uint8_t constant[56] = {
        0x80, 0x46, 0x01, 0x03, 0x01, 0x00, 0x2d, 0x00, 0x00, 0x00, 0x10, /* SSL 2.0 around TLS 1.0 */
        0x00, 0x00, 0x05, 0x00, 0x00, 0x04, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x09, 0x00, 0x00, 0x64,
        0x00, 0x00, 0x62, 0x00, 0x00, 0x08, 0x00, 0x00, 0x03, 0x00, 0x00, 0x06, 0x01, 0x00, 0x80,
        0x07, 0x00, 0xc0, 0x03, 0x00, 0x80, 0x06, 0x00, 0x40, 0x02, 0x00, 0x80, 0x04, 0x00, 0x80};
    synth_put_bytes(m, constant, sizeof constant);
    synth_put_random(m, s, 16);
}

static void say_hello(struct synth_tcp *c)
{
    struct synth_message m = {0};
    put_hello(&m, c->synth);
    synth_tcp_send(c, SYNTH_CLIENT, &m);
}

/* 79 constant bytes (EHL06, SOS2, CAP7). The published part is the record and its frozen time, the head of the
 * session id and the suite; 5a fills the rest. */
static void put_answer(struct synth_message *m)
{
    static const uint8_t head[] = {0x16, 0x03, 0x01, 0x00, 0x4a, 0x02, 0x00, 0x00,
                                   0x46, 0x03, 0x01, 0x40, 0x1b, 0xe4, 0x86};
    static const uint8_t session[] = {0x20, 0x1c, 0xa0, 0xe4, 0xf6};
    synth_put_bytes(m, head, sizeof head);
    for (int i = 0; i < 28; i++)
        synth_put_u8(m, 0x5a);
    synth_put_bytes(m, session, sizeof session);
    for (int i = 0; i < 28; i++)
        synth_put_u8(m, 0x5a);
    synth_put_bytes(m, (const uint8_t[]){0x00, 0x05, 0x00}, 3);
}

void skype_mimic(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    struct synth_message answer = {0};
    say_hello(c);
    put_answer(&answer);
    synth_tcp_send(c, SYNTH_SERVER, &answer);
    skype_open_padded(&x, SYNTH_CLIENT, synth_between(c->synth, 24, 69));
    skype_open_padded(&x, SYNTH_SERVER, synth_between(c->synth, 36, 62));
    skype_record(&x, SYNTH_CLIENT, 27);
    skype_record(&x, SYNTH_SERVER, 578);
    skype_confirm(&x, SYNTH_CLIENT);
}

/* In 40 % of the answers of 2006 the server's opening came along: 93 bytes (EHL06). */
void skype_mimic_merged(struct synth_tcp *c)
{
    struct skype_stream x = skype_stream(c);
    struct synth_message answer = {0};
    say_hello(c);
    put_answer(&answer);
    skype_put_opening(&answer, &x, SYNTH_SERVER);
    synth_tcp_send(c, SYNTH_SERVER, &answer);
    skype_open(&x, SYNTH_CLIENT, 0);
    skype_record(&x, SYNTH_SERVER, 59);
    skype_record(&x, SYNTH_CLIENT, 25);
    skype_record(&x, SYNTH_SERVER, 587);
    skype_confirm(&x, SYNTH_CLIENT);
}

/* Nobody acknowledges the hello. */
void skype_mimic_unheard(struct synth_tcp *c)
{
    static const uint64_t pauses[] = {525 * SYNTH_MS, 600 * SYNTH_MS};
    struct synth_message m = {0};
    put_hello(&m, c->synth);
    synth_tcp_send_unheard(c, SYNTH_CLIENT, &m, pauses, sizeof pauses / sizeof *pauses);
}

/* The hello is acknowledged, what follows is not; the answer comes when the client has given up (CAP7b). */
static void mimic_fails(struct synth_tcp *c)
{
    static const uint64_t pauses[] = {525 * SYNTH_MS, 847 * SYNTH_MS, 1488 * SYNTH_MS, 2777 * SYNTH_MS,
                                      5358 * SYNTH_MS};
    struct synth_message next = {0}, answer = {0};
    say_hello(c);
    synth_put_random(&next, c->synth, synth_between(c->synth, 24, 69));
    synth_tcp_send_unheard(c, SYNTH_CLIENT, &next, pauses, sizeof pauses / sizeof *pauses);
    put_answer(&answer);
    synth_tcp_send(c, SYNTH_SERVER, &answer);
}

static void dial(struct synth *s, uint32_t number, struct synth_tcp_style style, skype_talk *talk)
{
    struct synth_endpoint server = synth_peer(s, number);
    server.port = 443;
    s->label = &mimic;
    skype_dial(s, &server, style, talk);
}

void play_tcp_443(struct synth *s)
{
    dial(s, 9, (struct synth_tcp_style){0}, skype_mimic);
}

void play_tcp_443_merged(struct synth *s)
{
    dial(s, 9, (struct synth_tcp_style){0}, skype_mimic_merged);
}

void play_tcp_443_cut(struct synth *s)
{
    dial(s, 9, (struct synth_tcp_style){.segment = 7}, skype_mimic);
}

void play_tcp_443_backwards(struct synth *s)
{
    dial(s, 9, (struct synth_tcp_style){.segment = 30, .backwards = true}, skype_mimic);
}

void play_tcp_443_overlap(struct synth *s)
{
    dial(s, 9, (struct synth_tcp_style){.segment = 20, .overlap = 5}, skype_mimic);
}

void play_tcp_443_repeat(struct synth *s)
{
    dial(s, 9, (struct synth_tcp_style){.repeat = true}, skype_mimic);
}

/* The tap misses the server's hello, as in many flows of CAP7b. */
void play_tcp_443_hole(struct synth *s)
{
    dial(s, 9, (struct synth_tcp_style){.lose = 2}, skype_mimic);
}

/* 1.3 to 2 s, 1.61 in the median; 44 of 44 pairs in CAP7 lie between 1.49 and 1.70. */
uint64_t skype_ladder_lag(struct synth *s)
{
    return (uint64_t)(1610 + synth_scatter(s, 50)) * SYNTH_MS;
}

/* The high port fails, and the client tries 443 of the same address (CAP7). */
void skype_ladder(struct synth *s, uint32_t number)
{
    const struct synth_endpoint high = skype_supernode(s, number);
    struct synth later = synth_fork(s, number, skype_ladder_lag(s));
    s->label = &failed_dh;
    skype_dial(s, &high, (struct synth_tcp_style){0}, skype_dh_fails);
    dial(&later, number, (struct synth_tcp_style){0}, mimic_fails);
}

void play_tcp_ladder(struct synth *s)
{
    skype_ladder(s, 9);
}
