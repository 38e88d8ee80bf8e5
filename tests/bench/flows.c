/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tests/bench/flows.h"

#define PAYLOADS 64
#define LENGTH   60

/* Bytes nobody can make anything of, so that the flow stays undecided. */
static const uint8_t *payload(uint32_t which)
{
    static uint8_t bytes[PAYLOADS][LENGTH];
    static bool made;

    for (uint32_t i = 0, x = 1; !made && i < sizeof(bytes); i++) {
        x = x * 1664525 + 1013904223;
        bytes[i / LENGTH][i % LENGTH] = (uint8_t)(x >> 24);
    }
    made = true;
    return bytes[which % PAYLOADS];
}

struct skypedpi_frame flows_frame(uint32_t number, unsigned turn)
{
    struct skypedpi_frame f = {.size = sizeof(f),
                               .family = 4,
                               .transport = 17,
                               .source_port = (uint16_t)(1024 + number % 60000),
                               .destination_port = 4000,
                               .length = LENGTH,
                               .captured = LENGTH,
                               .payload = payload(number + turn)};

    f.source[0] = 10;
    memcpy(f.source + 1, &number, 3);
    f.destination[0] = 192;
    f.destination[3] = 1;
    return f;
}

struct skypedpi_tuple flows_tuple(const struct skypedpi_frame *frame)
{
    struct skypedpi_tuple tuple = {.size = sizeof(tuple),
                                   .family = 4,
                                   .transport = frame->transport,
                                   .source_port = frame->source_port,
                                   .destination_port = frame->destination_port};

    memcpy(tuple.source, frame->source, sizeof(tuple.source));
    memcpy(tuple.destination, frame->destination, sizeof(tuple.destination));
    return tuple;
}
