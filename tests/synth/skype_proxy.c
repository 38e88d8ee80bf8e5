/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"

#include <stdio.h>
#include <string.h>
#include "tests/synth/skype_tcp.h"

/* The same connections through a proxy: behind its answer they are as they would be without. */

#define WHY_CONNECT "CONNECT to a bare address (EHL06), inside: "
#define WHY_SOCKS   "SOCKS5 (RFC 1928; no capture is known), inside: "

static void send_bytes(struct synth_tcp *c, enum synth_side side, const void *bytes, size_t length)
{
    struct synth_message m = {0};
    synth_put_bytes(&m, bytes, length);
    synth_tcp_send(c, side, &m);
}

/* Bare numbers, never a name (EHL06, public proxy logs). */
static void ask_connect(struct synth_tcp *c, const struct synth_endpoint *target)
{
    const uint8_t *a = target->address;
    char request[96];
    const char granted[] = "HTTP/1.0 200 Connection established\r\n\r\n";
    snprintf(request, sizeof request, "CONNECT %u.%u.%u.%u:%u HTTP/1.0\r\n\r\n", a[0], a[1], a[2], a[3],
             target->port);
    send_bytes(c, SYNTH_CLIENT, request, strlen(request));
    send_bytes(c, SYNTH_SERVER, granted, strlen(granted));
}

/* Greeting without a method but "none"; then the address as four bytes. */
static void ask_socks(struct synth_tcp *c, const struct synth_endpoint *target)
{
    struct synth_message request = {0};
    send_bytes(c, SYNTH_CLIENT, "\5\1\0", 3);
    send_bytes(c, SYNTH_SERVER, "\5\0", 2);
    synth_put_bytes(&request, "\5\1\0\1", 4);
    synth_put_bytes(&request, target->address, 4);
    synth_put_be16(&request, target->port);
    synth_tcp_send(c, SYNTH_CLIENT, &request);
    send_bytes(c, SYNTH_SERVER, "\5\0\0\1\12\0\0\2\4\70", 10);
}

typedef void proxy_ask(struct synth_tcp *c, const struct synth_endpoint *target);

static void through(struct synth *s, uint16_t proxy_port, proxy_ask *ask, const struct synth_endpoint *target,
                    skype_talk *talk)
{
    const struct synth_endpoint client = synth_caller(s), proxy = synth_office(s, 2, proxy_port);
    s->expect.path = "proxy";
    struct synth_tcp c = synth_tcp_open(s, &client, &proxy, (struct synth_tcp_style){0});
    ask(&c, target);
    talk(&c);
    synth_tcp_close(&c, SYNTH_CLIENT);
}

void skype_connect(struct synth *s, const struct synth_endpoint *target, skype_talk *talk)
{
    through(s, 3128, ask_connect, target, talk);
}

void skype_socks5(struct synth *s, const struct synth_endpoint *target, skype_talk *talk)
{
    through(s, 1080, ask_socks, target, talk);
}

typedef void proxy(struct synth *s, const struct synth_endpoint *target, skype_talk *talk);

/* Port 0: the target's own. */
static void play(struct synth *s, const struct synth_label *label, uint16_t port, proxy *by, skype_talk *talk)
{
    s->label = label;
    struct synth_endpoint target = synth_peer(s, 12);
    target.port = port ? port : target.port;
    by(s, &target, talk);
}

void play_connect_supernode(struct synth *s)
{
    static const struct synth_label label = {"skype", "proxy-https", "signalling",
                                             WHY_CONNECT "14-byte openings"};
    play(s, &label, 443, skype_connect, skype_supernode_accepts);
}

void play_connect_mimic(struct synth *s)
{
    static const struct synth_label label = {"skype", "proxy-https", "signalling", WHY_CONNECT "72-byte hello"};
    play(s, &label, 443, skype_connect, skype_mimic);
}

void play_connect_dh(struct synth *s)
{
    static const struct synth_label label = {"skype", "proxy-https", "signalling",
                                             WHY_CONNECT "Diffie-Hellman values"};
    play(s, &label, 443, skype_connect, skype_dh);
}

void play_connect_login(struct synth *s)
{
    static const struct synth_label label = {"skype", "proxy-https", "login", WHY_CONNECT "login"};
    play(s, &label, 443, skype_connect, skype_login_old);
}

void play_socks5_supernode(struct synth *s)
{
    static const struct synth_label label = {"skype", "proxy-socks5", "signalling",
                                             WHY_SOCKS "14-byte openings"};
    play(s, &label, 0, skype_socks5, skype_supernode_accepts);
}

void play_socks5_mimic(struct synth *s)
{
    static const struct synth_label label = {"skype", "proxy-socks5", "signalling", WHY_SOCKS "72-byte hello"};
    play(s, &label, 443, skype_socks5, skype_mimic);
}

void play_socks5_dh(struct synth *s)
{
    static const struct synth_label label = {"skype", "proxy-socks5", "signalling",
                                             WHY_SOCKS "Diffie-Hellman values"};
    play(s, &label, 0, skype_socks5, skype_dh_merged);
}

void play_socks5_login(struct synth *s)
{
    static const struct synth_label label = {"skype", "proxy-socks5", "login", WHY_SOCKS "login"};
    play(s, &label, 33033, skype_socks5, skype_login_old);
}
