/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_CORPUS_FLOOD_FORGE_H
#define TESTS_CORPUS_FLOOD_FORGE_H

#include <skypedpi/engine.h>

/* One-packet UDP flows of random addresses, ports and bytes, without end and always the same ones. */

#define FORGE_BYTES 128

enum forge_kind {
    FORGE_PROBE,           /* random to random, size and byte 2 of a Skype probe */
    FORGE_PROBE_TO_CLIENT, /* ... to the Skype client's own address and port */
    FORGE_ACK_TO_CLIENT,   /* ... an acknowledgement nobody asked for, with a random address in it */
    FORGE_PROBE_TO_OTHER,  /* ... to one endpoint that is nothing of Skype's */
    FORGE_NOISE,           /* random to random, any bytes, any size */
    FORGE_KINDS
};

const char *forge_name(enum forge_kind kind);

struct forge {
    uint64_t state;
    uint8_t client[4];
    uint16_t client_port;
};

struct forged {
    enum forge_kind kind;
    struct skypedpi_tuple tuple;
    uint32_t length;
    uint8_t payload[FORGE_BYTES];
};

void forge_make(struct forge *forge, struct forged *out);

#endif
