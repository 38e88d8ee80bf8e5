/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/synth.h"

#include <string.h>

#define START_TIME (1262304000 * SYNTH_S) /* 2010-01-01 00:00:00 UTC */
#define PEERS      735u                   /* 10 to 254 in each of the three documentation networks */

/* SplitMix64: the finaliser of MurmurHash3 over a counter. */
static uint64_t mix(uint64_t z)
{
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static void draw_start(struct synth *s)
{
    s->ip_id = (uint16_t)synth_random(s);
    s->next_port = (uint16_t)synth_between(s, 32768, 60000);
}

void synth_init(struct synth *s, uint64_t seed, synth_sink *sink, void *user)
{
    *s = (struct synth){.sink = sink, .user = user, .now = START_TIME, .seed = seed, .random = mix(seed)};
    s->host = 11;
    draw_start(s);
}

struct synth synth_fork(const struct synth *s, uint32_t number, uint64_t delay)
{
    struct synth other = *s;
    other.now += delay;
    other.random = mix(s->random ^ mix(number + 1));
    draw_start(&other);
    return other;
}

uint64_t synth_random(struct synth *s)
{
    s->random += 0x9e3779b97f4a7c15u;
    return mix(s->random);
}

uint32_t synth_below(struct synth *s, uint32_t limit)
{
    return (uint32_t)((synth_random(s) >> 32) * limit >> 32);
}

uint32_t synth_between(struct synth *s, uint32_t low, uint32_t high)
{
    return low + synth_below(s, high - low + 1);
}

/* Twelve even numbers below 65536 add up to a bell of deviation 65536. */
int64_t synth_scatter(struct synth *s, uint32_t deviation)
{
    int64_t sum = -6 * 65535;
    for (int i = 0; i < 12; i++)
        sum += synth_below(s, 65536);
    return sum * deviation / 65536;
}

void synth_wait(struct synth *s, uint64_t nanoseconds)
{
    s->now += nanoseconds;
}

void synth_wait_between(struct synth *s, uint64_t low, uint64_t high)
{
    s->now += low + synth_random(s) % (high - low + 1);
}

struct synth_endpoint synth_v4(uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint16_t port)
{
    return (struct synth_endpoint){.family = 4, .address = {a, b, c, d}, .port = port};
}

struct synth_endpoint synth_v6(uint16_t host, uint16_t port)
{
    struct synth_endpoint e = {.family = 6, .address = {0x20, 0x01, 0x0d, 0xb8}, .port = port};
    e.address[14] = (uint8_t)(host >> 8);
    e.address[15] = (uint8_t)host;
    return e;
}

struct synth_endpoint synth_here(const struct synth *s, uint16_t port)
{
    return s->ip6 ? synth_v6(s->host, port) : synth_v4(10, 0, 0, s->host, port);
}

struct synth_endpoint synth_caller(struct synth *s)
{
    return synth_here(s, s->next_port++);
}

struct synth_endpoint synth_server(const struct synth *s, uint8_t number, uint16_t port)
{
    return s->ip6 ? synth_v6((uint16_t)(0x5000 + number), port) : synth_v4(198, 51, 100, number, port);
}

struct synth_endpoint synth_office(const struct synth *s, uint8_t number, uint16_t port)
{
    return s->ip6 ? synth_v6(number, port) : synth_v4(10, 0, 0, number, port);
}

struct synth_endpoint synth_nat(uint16_t port)
{
    return synth_v4(203, 0, 113, 1, port);
}

struct synth_endpoint synth_peer(const struct synth *s, uint32_t number)
{
    static const uint8_t networks[3][3] = {{192, 0, 2}, {198, 51, 100}, {203, 0, 113}};
    /* 604 has no factor in common with 735, so every number gets a place of its own. */
    uint32_t place = (uint32_t)((number * 604ull + s->seed % PEERS) % PEERS);
    const uint8_t *n = networks[place % 3];
    uint16_t port = (uint16_t)(1024 + mix(s->seed ^ mix(number + 0x10000)) % 64000);
    return synth_v4(n[0], n[1], n[2], (uint8_t)(10 + place / 3), port);
}

void synth_udp(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
               const struct synth_message *m)
{
    synth_emit(
        s, (struct synth_packet){
               .source = *from, .destination = *to, .transport = SYNTH_UDP, .payload = {m->data, m->length}});
}
