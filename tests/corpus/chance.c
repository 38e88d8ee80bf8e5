/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/skypedpi.h>
#include "tests/draw.h"

/* corpus-chance [FLOWS]: how often what has nothing to do with Skype is taken for it by chance. Flows of
 * made-up programs, each between hosts of its own, whose messages are random bytes, text, or repeat what the
 * other side said; and hosts that talk to many. */

#define FLOWS   1000000 /* of a kind */
#define MESSAGE 200     /* bytes, at most */
#define SECOND  UINT64_C(1000000000)
#define UDP     17
#define TCP     6

enum content {
    NOISE,  /* random bytes */
    DIGITS, /* hexadecimal ones */
    ID      /* random bytes, of which the answer repeats the third and fourth */
};

struct kind {
    const char *name;
    uint8_t transport;
    uint16_t port; /* of whom is called */
    bool one_host; /* calls all of them, from one port */
    enum content content;
    uint32_t low, high; /* bytes of a message */
    uint32_t messages;  /* the sides take turns */
    uint32_t most;      /* flows of a million that may be taken for Skype */
    bool unseen;        /* what is answered is not captured */
};

static const struct kind kinds[] = {
    {"UDP, random bytes", UDP, 4000, false, NOISE, 1, MESSAGE, 4, 20, false},
    {"UDP, 18 random bytes", UDP, 4000, false, NOISE, 18, 18, 4, 60, false},
    {"UDP, 18 random bytes, often", UDP, 4000, false, NOISE, 18, 18, 32, 130, false},
    {"UDP, 11 random bytes", UDP, 4000, false, NOISE, 11, 11, 4, 1, false},
    {"UDP, an id that answers repeat", UDP, 5683, false, ID, 18, MESSAGE, 4, 1, false},
    {"UDP, digits", UDP, 4000, false, DIGITS, 1, MESSAGE, 4, 0, false},
    {"UDP, random bytes of one host", UDP, 4000, true, NOISE, 18, MESSAGE, 4, 25, false},
    {"TCP, random bytes", TCP, 4000, false, NOISE, 1, MESSAGE, 8, 600, false},
    {"TCP, random bytes to port 80", TCP, 80, false, NOISE, 1, MESSAGE, 8, 600, false},
    {"TCP, random bytes, one direction", TCP, 4000, false, NOISE, 1, MESSAGE, 8, 600, true},
    {"TCP, digits", TCP, 4000, false, DIGITS, 1, MESSAGE, 8, 1, false},
    {"TCP, digits to port 80", TCP, 80, false, DIGITS, 1, MESSAGE, 8, 1, false},
    {"TCP, sixteen digits to port 80", TCP, 80, false, DIGITS, 16, 16, 4, 0, false},
};

struct run {
    const struct kind *kind;
    skypedpi_engine *engine;
    uint64_t chance; /* state of draw() */
    uint64_t time;
    uint64_t flows, taken; /* for Skype */
    uint32_t next[2];      /* sequence numbers */
};

static void check(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "corpus-chance: %s\n", what);
        exit(EXIT_FAILURE);
    }
}

static uint32_t between(struct run *run, uint32_t low, uint32_t high)
{
    return low + (uint32_t)(draw(&run->chance) >> 32) % (high - low + 1);
}

/* `bytes` holds the message before. */
static uint32_t compose(struct run *run, uint8_t bytes[MESSAGE], bool answer)
{
    const uint32_t length = between(run, run->kind->low, run->kind->high);
    const uint8_t id[2] = {bytes[2], bytes[3]};

    for (uint32_t i = 0; i < length; i++) {
        uint8_t byte = (uint8_t)draw(&run->chance);
        bytes[i] = run->kind->content == DIGITS ? (uint8_t) "0123456789abcdef"[byte % 16] : byte;
    }
    if (run->kind->content == ID && answer) {
        memcpy(bytes + 2, id, sizeof(id));
    }
    return length;
}

static void feed(struct run *run, skypedpi_flow *flow, uint32_t side, uint32_t tcp_flags, const uint8_t *bytes,
                 uint32_t length)
{
    struct skypedpi_packet packet = {.size = sizeof(packet),
                                     .flags = side ? SKYPEDPI_PACKET_REVERSE : 0,
                                     .time = run->time,
                                     .length = length,
                                     .captured = length,
                                     .payload = bytes};

    if (run->kind->transport == TCP) {
        packet.sequence = run->next[side];
        packet.acknowledgement = tcp_flags & SKYPEDPI_TCP_ACK ? run->next[1 - side] : 0;
        packet.tcp_flags = tcp_flags;
        run->next[side] += length + (tcp_flags & SKYPEDPI_TCP_SYN ? 1 : 0);
    }
    check((side && run->kind->unseen) || skypedpi_flow_feed(run->engine, flow, &packet) >= 0,
          "a packet is refused");
    run->time += SECOND / 50;
}

static void shake_hands(struct run *run, skypedpi_flow *flow)
{
    if (run->kind->transport == TCP) {
        run->next[0] = (uint32_t)draw(&run->chance);
        run->next[1] = (uint32_t)draw(&run->chance);
        feed(run, flow, 0, SKYPEDPI_TCP_SYN, NULL, 0);
        feed(run, flow, 1, SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK, NULL, 0);
        feed(run, flow, 0, SKYPEDPI_TCP_ACK, NULL, 0);
    }
}

static struct skypedpi_tuple new_tuple(struct run *run)
{
    struct skypedpi_tuple t = {.size = sizeof(t), .family = 4, .transport = run->kind->transport};
    const uint64_t hosts = draw(&run->chance);

    memcpy(t.source, run->kind->one_host ? "\x0a\x00\x00\x01" : (const void *)&hosts, 4);
    memcpy(t.destination, (const uint8_t *)&hosts + 4, 4);
    t.source_port = run->kind->one_host ? 4000 : (uint16_t)between(run, 1024, UINT16_MAX);
    t.destination_port = run->kind->port;
    return t;
}

static void play_flow(struct run *run)
{
    const struct skypedpi_tuple tuple = new_tuple(run);
    struct skypedpi_verdict verdict = {.size = sizeof(verdict)};
    uint8_t bytes[MESSAGE];
    skypedpi_flow *flow;

    check(skypedpi_flow_open(run->engine, &tuple, &flow) == SKYPEDPI_OK, "a flow is refused");
    shake_hands(run, flow);
    for (uint32_t i = 0; i < run->kind->messages; i++) {
        uint32_t length = compose(run, bytes, i % 2);
        feed(run, flow, i % 2, SKYPEDPI_TCP_ACK, bytes, length);
    }
    check(skypedpi_flow_close(run->engine, flow, &verdict) == SKYPEDPI_OK, "a flow is not closed");
    run->taken += verdict.application == SKYPEDPI_APPLICATION_SKYPE;
    run->flows++;
}

static bool play_kind(const struct kind *kind, uint64_t flows)
{
    struct run run = {.kind = kind, .chance = 1, .time = SECOND};
    struct skypedpi_settings settings;
    skypedpi_db *db;

    skypedpi_settings_init(&settings);
    check(skypedpi_db_builtin(&db) == SKYPEDPI_OK &&
              skypedpi_engine_new(db, &settings, &run.engine) == SKYPEDPI_OK,
          "no engine");
    while (run.flows < flows) {
        play_flow(&run);
    }
    bool held = run.taken * 1000000 <= kind->most * flows;
    printf("%-32s %9" PRIu64 " flows, %6" PRIu64 " called Skype (at most %" PRIu32 " of a million)%s\n",
           kind->name, flows, run.taken, kind->most, held ? "" : ": too many");
    skypedpi_engine_free(run.engine);
    skypedpi_db_unref(db);
    return held;
}

int main(int argc, char **argv)
{
    const uint64_t flows = argc > 1 ? strtoull(argv[1], NULL, 10) : FLOWS;
    bool held = flows > 0;

    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        held &= play_kind(&kinds[i], flows);
    }
    return held ? EXIT_SUCCESS : EXIT_FAILURE;
}
