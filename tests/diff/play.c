/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/diff/play.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Plays calls of the library's API, written one a line, and writes down what the library said. README.md
 * describes both texts. */

noreturn void give_up(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    fputs("diff-play: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(2);
}

int must(int result, const char *what)
{
    if (result < 0)
        give_up("%s: %s", what, skypedpi_error_text(result));
    return result;
}

char *read_line(struct player *p)
{
    ssize_t n = getline(&p->line, &p->room, stdin);
    if (n < 0)
        return NULL;
    p->number++;
    if (n && p->line[n - 1] == '\n')
        p->line[n - 1] = '\0';
    return p->line;
}

/* The next word of the line, cut out of it. */
static char *word(struct player *p)
{
    char *found = strtok_r(p->at, " ", &p->at);
    if (!found)
        give_up("line %lu: a word is missing", p->number);
    return found;
}

static uint64_t number(struct player *p)
{
    char *end, *text = word(p);
    errno = 0;
    uint64_t n = strtoull(text, &end, 10);
    if (errno || *end)
        give_up("line %lu: '%s' is no number", p->number, text);
    return n;
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Hexadecimal digits; "-" is no bytes. */
static size_t bytes(struct player *p, uint8_t *to, size_t room)
{
    const char *text = word(p);
    size_t n = strcmp(text, "-") == 0 ? 0 : strlen(text) / 2;
    if (n > room)
        give_up("line %lu: too many bytes", p->number);
    for (size_t i = 0; i < n; i++) {
        int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            give_up("line %lu: no hexadecimal digit", p->number);
        to[i] = (uint8_t)(high << 4 | low);
    }
    return n;
}

static struct played *flow_of(struct player *p)
{
    uint64_t n = number(p);
    if (n >= FLOWS_MAX)
        give_up("line %lu: flow %llu", p->number, (unsigned long long)n);
    return &p->flow[n];
}

/* open FLOW udp|tcp 4|6 ADDRESS PORT ADDRESS PORT */
static void do_open(struct player *p)
{
    struct played *f = flow_of(p);
    struct skypedpi_tuple t = {.size = sizeof t};
    t.transport = strcmp(word(p), "udp") == 0 ? 17 : 6;
    t.family = (uint8_t)number(p);
    bytes(p, t.source, sizeof t.source);
    t.source_port = (uint16_t)number(p);
    bytes(p, t.destination, sizeof t.destination);
    t.destination_port = (uint16_t)number(p);
    must(skypedpi_flow_open(p->engine, &t, &f->flow), "open");
    f->number = (unsigned)(f - p->flow);
    f->done = false;
    f->feeds = 0;
    skypedpi_flow_set_user(f->flow, f);
}

/* feed FLOW >|< TIME LENGTH SEQUENCE ACKNOWLEDGEMENT FLAGS BYTES */
static void do_feed(struct player *p)
{
    struct played *f = flow_of(p);
    struct skypedpi_packet packet = {.size = sizeof packet};
    packet.flags = *word(p) == '<' ? SKYPEDPI_PACKET_REVERSE : 0;
    packet.time = number(p);
    packet.length = (uint32_t)number(p);
    packet.sequence = (uint32_t)number(p);
    packet.acknowledgement = (uint32_t)number(p);
    packet.tcp_flags = (uint32_t)number(p);
    packet.captured = (uint32_t)bytes(p, p->payload, sizeof p->payload);
    /* a copy of exactly that size, so that reading beyond it is noticed */
    uint8_t *exact = malloc(packet.captured ? packet.captured : 1);
    if (!exact)
        give_up("out of memory");
    memcpy(exact, p->payload, packet.captured);
    packet.payload = exact;
    int result = must(skypedpi_flow_feed(p->engine, f->flow, &packet), "feed");
    free(exact);
    f->feeds++;
    if (f->done != (result == SKYPEDPI_DONE))
        printf("%s %u %u\n", result == SKYPEDPI_DONE ? "done" : "undone", f->number, f->feeds);
    f->done = result == SKYPEDPI_DONE;
}

static void do_verdict(struct player *p)
{
    struct played *f = flow_of(p);
    struct skypedpi_verdict v = {.size = sizeof v};
    must(skypedpi_flow_verdict(p->engine, f->flow, &v), "verdict");
    write_verdict("asked", f->number, &v);
}

static void do_block(struct player *p)
{
    must(skypedpi_flow_block(p->engine, flow_of(p)->flow), "block");
}

static void do_close(struct player *p)
{
    struct played *f = flow_of(p);
    struct skypedpi_verdict v = {.size = sizeof v};
    must(skypedpi_flow_close(p->engine, f->flow, &v), "close");
    write_verdict("closed", f->number, &v);
}

/* option NAME VALUE, between a set and its first flow */
static void do_option(struct player *p)
{
    static const struct {
        const char *name;
        size_t offset;
    } options[] = {{"hash_seed", offsetof(struct skypedpi_settings, hash_seed)},
                   {"max_endpoints", offsetof(struct skypedpi_settings, max_endpoints)},
                   {"stream_buffers", offsetof(struct skypedpi_settings, stream_buffers)},
                   {"native_records", offsetof(struct skypedpi_settings, native_records)},
                   {"udp_budget", offsetof(struct skypedpi_settings, udp_budget)},
                   {"tcp_budget", offsetof(struct skypedpi_settings, tcp_budget)},
                   {"likely", offsetof(struct skypedpi_settings, likely)},
                   {"final", offsetof(struct skypedpi_settings, final)}};
    const char *name = word(p);
    uint32_t value = (uint32_t)number(p);
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(options[i].name, name) == 0)
            memcpy((char *)&p->settings + options[i].offset, &value, sizeof value);
}

static void do_end(struct player *p)
{
    skypedpi_engine_free(p->engine);
    p->engine = NULL;
    skypedpi_db_unref(p->db);
    p->db = NULL;
    puts("end");
}

/* Passes over the rest of a case whose set was refused. */
static void skip_case(struct player *p)
{
    while (read_line(p) && strcmp(p->line, "end") != 0)
        continue;
    puts("end");
}

static void play_line(struct player *p)
{
    static const struct {
        const char *name;
        void (*play)(struct player *p);
        bool needs_engine;
    } verbs[] = {{"feed", do_feed, true},       {"open", do_open, true},     {"close", do_close, true},
                 {"verdict", do_verdict, true}, {"block", do_block, true},   {"end", do_end, true},
                 {"set", NULL, false},          {"option", do_option, false}};
    p->at = p->line;
    const char *name = word(p);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].name, name) != 0)
            continue;
        if (verbs[i].needs_engine && !p->engine)
            engine_make(p);
        if (verbs[i].play)
            verbs[i].play(p);
        else if (!set_read(p, number(p)))
            skip_case(p);
        return;
    }
    give_up("line %lu: '%s'?", p->number, name);
}

int main(void)
{
    static struct player player;
    while (read_line(&player))
        if (*player.line && *player.line != '#')
            play_line(&player);
    free(player.line);
    return 0;
}
