/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tests/corpus/flood/forge.h"

#define UDP 17

/* xorshift64: fast, and good enough to be strange */
static uint64_t draw(struct forge *forge)
{
    uint64_t x = forge->state;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return forge->state = x;
}

/* least to most, both included */
static uint32_t draw_between(struct forge *forge, uint32_t least, uint32_t most)
{
    return least + (uint32_t)(draw(forge) >> 32) % (most - least + 1);
}

static void draw_bytes(struct forge *forge, uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i += sizeof(uint64_t)) {
        uint64_t x = draw(forge);
        memcpy(bytes + i, &x, count - i < sizeof(x) ? count - i : sizeof(x));
    }
}

static void draw_tuple(struct forge *forge, struct skypedpi_tuple *tuple)
{
    *tuple = (struct skypedpi_tuple){.size = sizeof(*tuple), .family = 4, .transport = UDP};
    draw_bytes(forge, tuple->source, 4);
    draw_bytes(forge, tuple->destination, 4);
    tuple->source_port = (uint16_t)draw_between(forge, 1, 65535);
    tuple->destination_port = (uint16_t)draw_between(forge, 1, 65535);
}

static void aim(struct skypedpi_tuple *tuple, const uint8_t address[4], uint16_t port)
{
    memcpy(tuple->destination, address, 4);
    tuple->destination_port = port;
}

static void make_probe(struct forge *forge, struct forged *out)
{
    out->length = draw_between(forge, 18, 60);
    out->payload[2] = 0x02;
}

static void make_ack(struct forge *forge, struct forged *out)
{
    out->length = 11;
    out->payload[2] = (uint8_t)((out->payload[2] & 0x70) | (draw(forge) & 1 ? 0x05 : 0x07));
}

void forge_make(struct forge *forge, struct forged *out)
{
    static const uint8_t other[4] = {198, 51, 100, 53};

    out->kind = (enum forge_kind)draw_between(forge, 0, FORGE_KINDS - 1);
    draw_tuple(forge, &out->tuple);
    draw_bytes(forge, out->payload, sizeof(out->payload));
    switch (out->kind) {
    case FORGE_PROBE_TO_CLIENT:
        aim(&out->tuple, forge->client, forge->client_port);
        make_probe(forge, out);
        return;
    case FORGE_ACK_TO_CLIENT:
        aim(&out->tuple, forge->client, forge->client_port);
        make_ack(forge, out);
        return;
    case FORGE_PROBE_TO_OTHER:
        aim(&out->tuple, other, 3544);
        make_probe(forge, out);
        return;
    case FORGE_PROBE:
        make_probe(forge, out);
        return;
    default:
        out->length = draw_between(forge, 1, FORGE_BYTES);
    }
}

const char *forge_name(enum forge_kind kind)
{
    static const char *const names[FORGE_KINDS] = {
        [FORGE_PROBE] = "probes",
        [FORGE_PROBE_TO_CLIENT] = "probes to the client's endpoint",
        [FORGE_ACK_TO_CLIENT] = "acknowledgements to the client's endpoint",
        [FORGE_PROBE_TO_OTHER] = "probes to one other endpoint",
        [FORGE_NOISE] = "noise",
    };
    return names[kind];
}
