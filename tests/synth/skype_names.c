/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"

#include <stdio.h>
#include "tests/synth/plain.h"

/* What Skype says in clear: update checks, names it looks up, names it asks TLS servers for. */

static const struct synth_label update = {"skype-related", "http", "update", "update check (BAS04, CAP12)"};
static const struct synth_label lookup = {"skype-related", "dns", "none", "name of Skype (CAP7)"};
static const struct synth_label web = {"skype-related", "tls", "none", "server name of Skype (CAP7, NDPI)"};

static void check(struct synth *s, const char *request)
{
    const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\n0";
    const struct synth_endpoint client = synth_caller(s), server = synth_server(s, 4, 80);
    s->label = &update;
    struct synth_tcp c = synth_tcp_open(s, &client, &server, (struct synth_tcp_style){0});
    plain_http(&c, request, answer);
    synth_tcp_close(&c, SYNTH_SERVER);
}

/* 32 digits of a user's hash. */
struct user_hash {
    char text[33];
};

static struct user_hash user_hash(struct synth *s)
{
    struct user_hash hash = {{0}};
    for (int i = 0; i < 32; i++)
        hash.text[i] = "0123456789abcdef"[synth_below(s, 16)];
    return hash;
}

/* 0.97 wrote its version without dots (BAS04). */
void play_http_update_097(struct synth *s)
{
    check(s, "GET /ui/0/97/en/getlatestversion?ver=97 HTTP/1.1\r\n"
             "User-Agent: Skype(TM) Beta 0.97\r\nHost: ui.skype.com\r\nCache-Control: no-cache\r\n\r\n");
}

/* An absolute URI, header names in lower case, no User-Agent, 166 bytes (CAP12). */
void play_http_update_1x(struct synth *s)
{
    char request[256];
    snprintf(request, sizeof request,
             "GET http://ui.skype.com/ui/2/1.2.0.18/en/getlatestversion?ver=1.2.0.18&uhash=%s "
             "HTTP/1.1\r\n"
             "connection: Keep-Alive\r\nhost: ui.skype.com\r\n\r\n",
             user_hash(s).text);
    check(s, request);
}

/* 4.2 adds a fifth part to the version in the path (public monitors); the agent is Skype, a trademark byte, the
 * version. */
static void check_windows(struct synth *s, const char *path_version, const char *version, const char *what)
{
    char request[320];
    snprintf(request, sizeof request,
             "GET /ui/0/%s/en/%s?ver=%s&uhash=%s HTTP/1.1\r\n"
             "User-Agent: Skype\x99 %.3s\r\nHost: ui.skype.com\r\nCache-Control: no-cache\r\n\r\n",
             path_version, what, version, user_hash(s).text, version);
    check(s, request);
}

void play_http_update_2x(struct synth *s)
{
    check_windows(s, "2.5.0.151", "2.5.0.151", "getlatestversion");
}

void play_http_update_3x(struct synth *s)
{
    check_windows(s, "3.8.0.188", "3.8.0.188", "getnewestversion");
}

void play_http_update_4x(struct synth *s)
{
    check_windows(s, "4.2.0.187.0", "4.2.0.187", "getlatestversion");
}

void play_http_update_5x(struct synth *s)
{
    check_windows(s, "5.5.0.113.0", "5.5.0.113", "getlatestversion");
}

static void look_up(struct synth *s, const char *const *names, size_t count)
{
    s->label = &lookup;
    for (size_t i = 0; i < count; i++) {
        plain_dns(s, names[i], PLAIN_A, true);
        plain_dns(s, names[i], PLAIN_AAAA, false);
    }
}

/* Build, revision, minor and major version, platform: 3 is a Mac (CAP7); 0 Windows and 2 Linux by the update
 * check. */
void play_dns_version(struct synth *s)
{
    static const char *const names[] = {
        "335.0.7.7.3.rst6.r.skype.net",
        "335.0.7.7.3.rst11.r.skype.net",
        "105.0.7.7.0.rst2.r.skype.net",
        "37.0.3.4.2.rst9.r.skype.net",
    };
    look_up(s, names, sizeof names / sizeof *names);
}

void play_dns_names(struct synth *s)
{
    static const char *const names[] = {
        "ui.skype.com",      "api.skype.com",        "a.config.skype.com",    "b.config.skype.com",
        "dsn13.d.skype.net", "apps.skypeassets.com", "conn.skype.akadns.net", "pipe.prd.skypedata.akadns.net",
    };
    look_up(s, names, sizeof names / sizeof *names);
}

void play_tls_names(struct synth *s)
{
    static const char *const names[] = {
        "apps.skype.com",
        "apps.skypeassets.com",
        "api.skype.com",
        "db3msgr5011709.gateway.messenger.live.com",
    };
    s->label = &web;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct synth_endpoint client = synth_caller(s), server = synth_server(s, 5, 443);
        struct synth_tcp c = synth_tcp_open(s, &client, &server, (struct synth_tcp_style){0});
        plain_tls(&c, names[i], 2);
        synth_tcp_close(&c, SYNTH_CLIENT);
    }
}

void play_dns_names_ip6(struct synth *s)
{
    s->ip6 = true;
    play_dns_names(s);
}

void play_tls_names_ip6(struct synth *s)
{
    s->ip6 = true;
    play_tls_names(s);
}
