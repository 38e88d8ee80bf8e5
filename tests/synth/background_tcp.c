/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/plain.h"

/* Connections that are not Skype's. */

static const struct synth_label http = {"not-skype", "none", "none", "HTTP (RFC 2616)"};
static const struct synth_label tls = {"not-skype", "none", "none", "TLS to example names (RFC 5246)"};
static const struct synth_label tunnel = {"not-skype", "none", "none",
                                          "random bytes both ways, as a tunnel has them"};
static const struct synth_label proxied = {"not-skype", "none", "none",
                                           "TLS through CONNECT to a name (RFC 2817)"};
static const struct synth_label scan = {"not-skype", "none", "none", "first segment nobody answers"};

static struct synth_tcp open_to(struct synth *s, struct synth_endpoint server)
{
    const struct synth_endpoint client = synth_caller(s);
    return synth_tcp_open(s, &client, &server, (struct synth_tcp_style){0});
}

void play_http(struct synth *s)
{
    s->label = &http;
    struct synth_tcp c = open_to(s, synth_server(s, 8, 80));
    for (int i = 0; i < 3; i++)
        plain_http(&c,
                   "GET /index.html HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: Mozilla/5.0 (X11)\r\n"
                   "Accept: */*\r\n\r\n",
                   "HTTP/1.1 200 OK\r\nServer: Apache\r\nContent-Type: text/plain\r\nContent-Length: 14\r\n\r\n"
                   "Hello, world.\n");
    synth_tcp_close(&c, SYNTH_CLIENT);
}

void play_tls(struct synth *s)
{
    static const char *const names[] = {"www.example.com", "mail.example.org", "cdn.example.net"};
    s->label = &tls;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct synth_tcp c = open_to(s, synth_server(s, 8, 443));
        plain_tls(&c, names[i], 4);
        synth_tcp_close(&c, SYNTH_CLIENT);
    }
}

void play_tls_ip6(struct synth *s)
{
    s->ip6 = true;
    play_tls(s);
}

/* Sizes overlap those of Skype's own, the bytes say nothing: only relations may tell them apart. */
void play_tunnel(struct synth *s)
{
    s->label = &tunnel;
    for (uint32_t i = 0; i < 6; i++) {
        struct synth_tcp c = open_to(s, synth_peer(s, 300 + i));
        for (int n = 0; n < 12; n++) {
            struct synth_message m = {0};
            synth_put_random(&m, s, synth_between(s, 12, n < 4 ? 200 : 1400));
            synth_tcp_send(&c, n % 2 ? SYNTH_SERVER : SYNTH_CLIENT, &m);
        }
        synth_tcp_close(&c, SYNTH_CLIENT);
    }
}

void play_connect_web(struct synth *s)
{
    s->label = &proxied;
    struct synth_tcp c = open_to(s, synth_office(s, 2, 3128));
    plain_http(&c, "CONNECT www.example.com:443 HTTP/1.1\r\nHost: www.example.com:443\r\n\r\n",
               "HTTP/1.1 200 Connection established\r\n\r\n");
    plain_tls(&c, "www.example.com", 3);
    synth_tcp_close(&c, SYNTH_CLIENT);
}

void play_scan(struct synth *s)
{
    s->label = &scan;
    for (uint32_t i = 0; i < 5; i++) {
        const struct synth_endpoint client = synth_caller(s), server = synth_peer(s, 400 + i);
        synth_tcp_unanswered(s, &client, &server);
        synth_wait(s, 200 * SYNTH_MS);
    }
}
