/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "tests/bench/contestant.h"

/* The limits: an embedder that asks nobody, and the machine's own speed with the payload. */

struct copy {
    uint8_t payload[65536];
};

static void *make(uint32_t flows)
{
    (void)flows;
    return checked(calloc(1, sizeof(struct copy)));
}

static void open_flow(void *self, struct slot *slot, const struct skypedpi_tuple *tuple)
{
    (void)self;
    (void)slot;
    (void)tuple;
}

static void leave(void *self, struct slot *slot, const struct stream_packet *packet)
{
    (void)self;
    (void)slot;
    (void)packet;
}

static void copy(void *self, struct slot *slot, const struct stream_packet *packet)
{
    struct copy *to = self;

    (void)slot;
    if (packet->packet.captured) {
        memcpy(to->payload, packet->packet.payload, packet->packet.captured);
        __asm__ volatile("" : : "r"(to->payload) : "memory"); /* somebody reads it */
    }
}

static void close_flow(void *self, struct slot *slot)
{
    (void)self;
    (void)slot;
}

const struct contestant contest_floor = {
    .name = "floor",
    .make = make,
    .free = free,
    .open = open_flow,
    .feed = leave,
    .close = close_flow,
};

const struct contestant contest_memcpy = {
    .name = "memcpy",
    .make = make,
    .free = free,
    .open = open_flow,
    .feed = copy,
    .close = close_flow,
};
