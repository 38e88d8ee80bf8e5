/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tests/bench/traffic.h"
#include "tests/corpus/flood/forge.h"
#include "tests/synth/play.h"
#include "tests/synth/tcp.h"
#include "tests/synth/trace.h"

#define BLOCKS      4   /* of clients that begin within some seconds of each other */
#define CLIENTS     200 /* in a block */
#define CONNECTIONS 32
#define SEGMENT     1448
#define HOUR        (3600 * SYNTH_S)

static void put_endpoint(const struct synth_endpoint *end, uint8_t address[16], uint16_t *port)
{
    memcpy(address, end->address, end->family == 6 ? 16 : 4);
    *port = end->port;
}

static void add_made(void *user, const struct synth_packet *p)
{
    struct skypedpi_frame f = {.size = sizeof(f),
                               .family = p->source.family,
                               .transport = p->transport,
                               .tcp_flags = p->flags,
                               .sequence = p->sequence,
                               .acknowledgement = p->acknowledged,
                               .length = (uint32_t)p->payload.length,
                               .captured = (uint32_t)p->payload.length,
                               .payload = p->payload.data};

    put_endpoint(&p->source, f.source, &f.source_port);
    put_endpoint(&p->destination, f.destination, &f.destination_port);
    stream_add(user, &f, p->time);
}

/* What clients do, Skype's and others, in turn. */
static synth_play *const skype[] = {play_login_new,    play_udp_call,  play_start_1x, play_start_4x,
                                    play_tcp_80_adami, play_start_7x,  play_tcp_443,  play_socks5_supernode,
                                    play_call_tcp,     play_stun_call, NULL};
static synth_play *const other[] = {play_http, play_dns,  play_tls,     play_utp,    play_rtp,
                                    play_quic, play_ntp,  play_tls_ip6, play_tunnel, play_connect_web,
                                    play_scan, play_snmp, NULL};

struct turns {
    synth_play *const *list;
    size_t next;
    size_t packets; /* they made */
};

static void play_next(struct turns *turns, struct synth *actor, const struct synth_trace *trace)
{
    size_t before = trace->count;

    turns->list[turns->next++](actor);
    if (!turns->list[turns->next]) {
        turns->next = 0;
    }
    turns->packets += trace->count - before;
}

static void mix(struct stream *stream, unsigned percent, bool natural)
{
    struct turns skypes = {.list = skype}, others = {.list = other};

    for (uint64_t block = 0; block < BLOCKS; block++) {
        struct synth_trace trace = {0};
        struct synth world;
        synth_init(&world, block + 1, synth_trace_keep, &trace);
        world.now += block * HOUR;
        world.natural = natural;
        for (uint32_t i = 0; i < CLIENTS; i++) {
            struct synth actor = synth_fork(&world, i, i * 50 * SYNTH_MS);
            bool wanted = skypes.packets * 100 < percent * (skypes.packets + others.packets);
            actor.host = (uint8_t)(11 + i);
            play_next(wanted ? &skypes : &others, &actor, &trace);
        }
        synth_trace_sort(&trace);
        synth_trace_play(&trace, add_made, stream);
        synth_trace_free(&trace);
    }
}

void traffic_mix(struct stream *stream, unsigned percent)
{
    mix(stream, percent, true);
}

void traffic_alike(struct stream *stream, unsigned percent)
{
    mix(stream, percent, false);
}

/* Every other one is a download with HTTP's head; the rest are bytes nobody can make anything of. */
static void play_transfer(struct synth *s, bool http, unsigned packets)
{
    static const struct synth_label label = {"not-skype", "none", "none", "a transfer"};
    const struct synth_endpoint client = synth_caller(s), server = synth_server(s, 8, http ? 80 : 9000);
    struct synth_message ask = {0};

    s->label = &label;
    struct synth_tcp c = synth_tcp_open(s, &client, &server, (struct synth_tcp_style){.segment = SEGMENT});
    synth_put_text(&ask, http ? "GET /big HTTP/1.1\r\nHost: www.example.com\r\n\r\n" : "?");
    synth_tcp_send(&c, SYNTH_CLIENT, &ask);
    for (unsigned i = 0; i < packets; i++) {
        struct synth_message m = {0};
        synth_put_text(&m, http && i == 0 ? "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" : "");
        synth_put_random(&m, s, SEGMENT - m.length);
        synth_tcp_send(&c, SYNTH_SERVER, &m);
    }
    synth_tcp_close(&c, SYNTH_CLIENT);
}

void traffic_transfer(struct stream *stream, unsigned packets)
{
    struct synth_trace trace = {0};
    struct synth world;

    synth_init(&world, 1, synth_trace_keep, &trace);
    for (uint32_t i = 0; i < CONNECTIONS; i++) {
        struct synth actor = synth_fork(&world, i, i * 10 * SYNTH_MS);
        actor.host = (uint8_t)(11 + i);
        play_transfer(&actor, i % 2 == 0, packets);
    }
    synth_trace_sort(&trace);
    synth_trace_play(&trace, add_made, stream);
    synth_trace_free(&trace);
}

void traffic_flood(struct stream *stream, unsigned thousands)
{
    struct forge forge = {.state = 1, .client = {192, 0, 2, 1}, .client_port = 21113};

    for (uint64_t i = 0; i < thousands * UINT64_C(1000); i++) {
        struct forged made;
        forge_make(&forge, &made);
        struct skypedpi_frame f = {.size = sizeof(f),
                                   .family = 4,
                                   .transport = made.tuple.transport,
                                   .source_port = made.tuple.source_port,
                                   .destination_port = made.tuple.destination_port,
                                   .length = made.length,
                                   .captured = made.length,
                                   .payload = made.payload};
        memcpy(f.source, made.tuple.source, sizeof(f.source));
        memcpy(f.destination, made.tuple.destination, sizeof(f.destination));
        stream_add(stream, &f, i * 10 * SYNTH_US);
    }
}
