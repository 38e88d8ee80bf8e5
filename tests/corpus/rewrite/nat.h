/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_CORPUS_REWRITE_NAT_H
#define TESTS_CORPUS_REWRITE_NAT_H

#include <stdio.h>
#include "tests/corpus/rewrite/choose.h"

/* A capture as it would look outside a symmetric NAT: the host has a public address, and its UDP port becomes
 * another port towards every peer. Its other ports stay as they are. Ethernet and IPv4 only. */

struct mapping {
    uint8_t transport;
    uint8_t peer[4];
    uint16_t peer_port;
    uint16_t port;        /* inside */
    uint16_t public_port; /* outside */
};

struct nat {
    uint8_t host[4];
    uint8_t address[4]; /* the public one */
    uint16_t udp_port;
    uint32_t given; /* public ports */
    size_t count;
    size_t room;
    struct mapping *at;
};

/* Rewrites addresses, ports and checksums; false after a complaint. The public address is the one that peers
 * tell in acknowledgements, else 203.0.113.1. nat_free() in either case. */
bool nat_apply(struct nat *nat, struct packets *packets, const struct host *host, uint16_t udp_port);
void nat_free(struct nat *nat);

/* What became of each flow's host side, as a table: proto,host,port,peer,peer_port,public,public_port */
void nat_write_map(const struct nat *nat, FILE *out);

#endif
