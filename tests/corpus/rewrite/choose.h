/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_CORPUS_REWRITE_CHOOSE_H
#define TESTS_CORPUS_REWRITE_CHOOSE_H

#include "tests/corpus/rewrite/packets.h"

/* Which packets of a capture stay. */

/* A host's address as struct skypedpi_frame has it. */
struct host {
    uint8_t family; /* 0: none */
    uint8_t address[16];
};

/* "192.0.2.1" or "2001:db8::1"; false if it is neither. */
bool host_read(struct host *host, const char *text);

/* Only what the host sent, or only what was sent to it. */
void choose_outbound(struct packets *packets, const struct host *host);
void choose_inbound(struct packets *packets, const struct host *host);

/* Without the first part, 0 to 1, of all packets. */
void choose_skip(struct packets *packets, double part);

/* Without `percent` of the packets, at random; the same seed loses the same ones on every machine. */
void choose_lose(struct packets *packets, double percent, uint64_t seed);

/* Ends with the how-manieth UDP packet that comes from or goes to the host's port. */
void choose_until(struct packets *packets, const struct host *host, uint16_t port, uint64_t how_many);

#endif
