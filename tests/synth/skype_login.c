/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_tcp.h"

/* The login server: a shape of TLS records that TLS does not know. */

static const struct synth_label login = {"skype", "tcp", "login",
                                         "login in records of no length (EHL06, CAP12, CAP7)"};

static const uint8_t asks[5] = {0x16, 0x03, 0x01, 0x00, 0x00}, answers[5] = {0x17, 0x03, 0x01, 0x00, 0x00};

static void say(struct synth_tcp *c, enum synth_side side, const uint8_t *bytes, size_t length)
{
    struct synth_message m = {0};
    synth_put_bytes(&m, bytes, length);
    synth_tcp_send(c, side, &m);
}

static void put_data(struct synth_message *m, struct synth *s, unsigned length)
{
    synth_put_bytes(m, (const uint8_t[]){0x17, 0x03, 0x01}, 3);
    synth_put_be16(m, length);
    synth_put_random(m, s, length);
}

static void send_data(struct synth_tcp *c, enum synth_side side, unsigned length)
{
    struct synth_message m = {0};
    put_data(&m, c->synth, length);
    synth_tcp_send(c, side, &m);
}

static void send_third_old(struct synth_tcp *c)
{
    static const uint8_t fixed[15] = {0x16, 0x03, 0x01, 0x00, 0xcd, 0x41, 0x03, 0x00,
                                      0x09, 0x80, 0x40, 0x04, 0x08, 0xc0, 0x01};
    struct synth_message third = {0};
    synth_put_bytes(&third, fixed, sizeof fixed);
    synth_put_random(&third, c->synth, 5 + 0xcd - sizeof fixed);
    put_data(&third, c->synth, synth_between(c->synth, 42, 236));
    synth_tcp_send(c, SYNTH_CLIENT, &third);
}

/* L1, L2; L3 of 257 to 451 bytes with 15 fixed ones and a second record inside; L4 of 222 to 232 (EHL06,
 * CAP12). */
void skype_login_old(struct synth_tcp *c)
{
    say(c, SYNTH_CLIENT, asks, sizeof asks);
    say(c, SYNTH_SERVER, answers, sizeof answers);
    send_third_old(c);
    send_data(c, SYNTH_SERVER, synth_between(c->synth, 217, 227));
    send_data(c, SYNTH_CLIENT, 13);
    send_data(c, SYNTH_SERVER, 62);
}

/* L2 does not come before L3 was sent (a reading of EHL06, which has them one after the other). */
static void login_hasty(struct synth_tcp *c)
{
    say(c, SYNTH_CLIENT, asks, sizeof asks);
    send_third_old(c);
    say(c, SYNTH_SERVER, answers, sizeof answers);
    send_data(c, SYNTH_SERVER, synth_between(c->synth, 217, 227));
    send_data(c, SYNTH_CLIENT, 13);
}

/* L1 comes a second time; L3 has seven other fixed bytes and a length among df to fd (SOS2, CAP7). */
void skype_login_new(struct synth_tcp *c)
{
    static const uint8_t lengths[] = {0xdf, 0xe7, 0xe9, 0xeb, 0xed, 0xf0, 0xfd};
    static const uint8_t fixed[8] = {0x42, 0xcd, 0xef, 0xe7, 0x40, 0xd7, 0x2f, 0x1d};
    const uint8_t length = lengths[synth_below(c->synth, sizeof lengths)];
    struct synth_message third = {0};
    say(c, SYNTH_CLIENT, asks, sizeof asks);
    say(c, SYNTH_SERVER, answers, sizeof answers);
    say(c, SYNTH_CLIENT, asks, sizeof asks);
    synth_put_bytes(&third, asks, 4);
    synth_put_u8(&third, length);
    synth_put_bytes(&third, fixed, sizeof fixed);
    synth_put_random(&third, c->synth, length - sizeof fixed);
    for (int i = 0; i < 6; i++)
        put_data(&third, c->synth, 207);
    synth_tcp_send(c, SYNTH_CLIENT, &third);
    say(c, SYNTH_SERVER, answers, sizeof answers);
    send_data(c, SYNTH_CLIENT, 564);
    send_data(c, SYNTH_SERVER, 14);
}

static void dial(struct synth *s, uint8_t number, uint16_t port, struct synth_tcp_style style, skype_talk *talk)
{
    const struct synth_endpoint server = synth_server(s, number, port);
    s->label = &login;
    skype_dial(s, &server, style, talk);
}

void play_login_old(struct synth *s)
{
    dial(s, 1, 33033, (struct synth_tcp_style){0}, skype_login_old);
}

void play_login_hasty(struct synth *s)
{
    dial(s, 1, 33033, (struct synth_tcp_style){0}, login_hasty);
}

void play_login_new(struct synth *s)
{
    dial(s, 1, 13392, (struct synth_tcp_style){0}, skype_login_new);
}

void play_login_443(struct synth *s)
{
    dial(s, 1, 443, (struct synth_tcp_style){0}, skype_login_new);
}

void play_login_cut(struct synth *s)
{
    dial(s, 1, 12350, (struct synth_tcp_style){.segment = 3}, skype_login_old);
}

/* The tap misses L2. */
void play_login_hole(struct synth *s)
{
    dial(s, 1, 33033, (struct synth_tcp_style){.lose = 2}, skype_login_old);
}

/* Nobody listens: the server resets (CAP7b). */
void play_login_refused(struct synth *s)
{
    const struct synth_endpoint client = synth_caller(s), server = synth_server(s, 1, 443);
    s->label = &login;
    struct synth_tcp c = synth_tcp_open(s, &client, &server, (struct synth_tcp_style){0});
    say(&c, SYNTH_CLIENT, asks, sizeof asks);
    synth_tcp_reset(&c, SYNTH_SERVER);
}
