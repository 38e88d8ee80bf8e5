/* SPDX-License-Identifier: BSD-2-Clause */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/kit/frame.h>
#include "tests/corpus/rewrite/nat.h"

enum { ETHERNET = 1, ETHERNET_BYTES = 14, IPV4_BYTES = 20, TCP = 6, UDP = 17 };

/* Ports are given out scattered: 7919 is a prime, so none comes twice. */
#define PORTS      60000u
#define PORT_FIRST 2048u
#define PORT_STEP  7919u

static uint16_t be16(const uint8_t *p)
{
    return (uint16_t)(p[0] << 8 | p[1]);
}

static void put_be16(uint8_t *p, unsigned value)
{
    p[0] = (uint8_t)(value >> 8);
    p[1] = (uint8_t)value;
}

/* Is it an acknowledgement to the endpoint: 11 bytes of function 5 or 7? */
static bool is_ack(const struct skypedpi_frame *f, const struct host *host, uint16_t udp_port)
{
    if (f->transport != UDP || f->destination_port != udp_port ||
        memcmp(f->destination, host->address, 16) != 0 || f->length != 11 || f->captured != 11) {
        return false;
    }
    unsigned function = f->payload[2] & 0x8f;
    return function == 5 || function == 7;
}

/* The address that most acknowledgements tell in bytes 3 to 6, by majority vote. */
static void find_address(struct nat *nat, const struct packets *packets, const struct host *host)
{
    uint32_t votes = 0;
    struct skypedpi_frame f = {.size = sizeof(f)};

    memcpy(nat->address, (const uint8_t[]){203, 0, 113, 1}, 4);
    for (size_t i = 0; i < packets->count; i++) {
        const struct packet *p = &packets->at[i];
        if (skypedpi_frame_decode(packets->link, p->data, p->captured, p->length, &f) != SKYPEDPI_FRAME_OK ||
            !is_ack(&f, host, nat->udp_port)) {
            continue;
        }
        if (votes == 0) {
            memcpy(nat->address, f.payload + 3, 4);
        }
        votes = memcmp(nat->address, f.payload + 3, 4) == 0 ? votes + 1 : votes - 1;
    }
}

static bool grow(struct nat *nat)
{
    size_t room = nat->room ? nat->room * 2 : 256;
    struct mapping *at = realloc(nat->at, room * sizeof(*at));

    if (at) {
        nat->at = at;
        nat->room = room;
    }
    return at || complain("out of memory");
}

static uint16_t give_port(struct nat *nat, uint8_t transport, uint16_t port)
{
    if (transport != UDP || port != nat->udp_port) {
        return port;
    }
    return (uint16_t)(PORT_FIRST + ++nat->given * PORT_STEP % PORTS);
}

/* The mapping of the host's port towards a peer, made at its first packet; NULL after a complaint. */
static const struct mapping *find(struct nat *nat, uint8_t transport, uint16_t port, const uint8_t peer[4],
                                  uint16_t peer_port)
{
    for (size_t i = 0; i < nat->count; i++) {
        const struct mapping *m = &nat->at[i];
        if (m->transport == transport && m->port == port && m->peer_port == peer_port &&
            memcmp(m->peer, peer, 4) == 0) {
            return m;
        }
    }
    if (nat->given == PORTS) {
        complain("the NAT has no ports left");
        return NULL;
    }
    if (nat->count == nat->room && !grow(nat)) {
        return NULL;
    }
    struct mapping *m = &nat->at[nat->count++];
    *m = (struct mapping){.transport = transport, .peer_port = peer_port, .port = port};
    memcpy(m->peer, peer, 4);
    m->public_port = give_port(nat, transport, port);
    return m;
}

/* Headers of one packet, as far as they are there. */
struct headers {
    uint8_t *ip;
    uint8_t *ports;        /* NULL: none, or a later fragment */
    uint8_t *checksums[2]; /* IP's, TCP's or UDP's; NULL if not there */
};

static bool find_headers(const struct packet *packet, struct headers *h)
{
    uint8_t *ip = packet->data + ETHERNET_BYTES;
    *h = (struct headers){.ip = ip};

    if (packet->captured < ETHERNET_BYTES + IPV4_BYTES || be16(packet->data + 12) != 0x0800 ||
        ip[0] >> 4 != 4) {
        return false;
    }
    h->checksums[0] = ip + 10;
    size_t left = packet->captured - ETHERNET_BYTES, header = (ip[0] & 15u) * 4;
    if ((be16(ip + 6) & 0x1fff) != 0 || (ip[9] != TCP && ip[9] != UDP) || left < header + 8) {
        return true;
    }
    h->ports = ip + header;
    if (ip[9] == TCP && left >= header + 18) {
        h->checksums[1] = h->ports + 16;
    } else if (ip[9] == UDP && be16(h->ports + 6) != 0) {
        h->checksums[1] = h->ports + 6;
    }
    return true;
}

/* Changes one checksum by the difference of old and new (RFC 1624): a wrong one stays wrong. */
static void adjust(uint8_t *checksum, const uint8_t *old, const uint8_t *new, size_t bytes)
{
    uint32_t sum = (uint16_t)~be16(checksum);

    for (size_t i = 0; i < bytes; i += 2) {
        sum += (uint32_t)(uint16_t)~be16(old + i) + be16(new + i);
    }
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    put_be16(checksum, sum == 0xffff ? 0xffff : ~sum); /* 0 means none in UDP; all ones are as good */
}

static void replace(uint8_t *field, const uint8_t *new, size_t bytes, uint8_t *const *checksums, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (checksums[i]) {
            adjust(checksums[i], field, new, bytes);
        }
    }
    memcpy(field, new, bytes);
}

/* One packet that the host sent (0) or that was sent to it (1). */
static bool translate(struct nat *nat, const struct headers *h, unsigned side)
{
    uint8_t *own = h->ip + 12 + side * 4;

    if (h->ports) {
        uint8_t *port = h->ports + side * 2;
        const struct mapping *m =
            find(nat, h->ip[9], be16(port), h->ip + 16 - side * 4, be16(h->ports + 2 - side * 2));
        if (!m) {
            return false;
        }
        uint8_t outside[2];
        put_be16(outside, m->public_port);
        replace(port, outside, sizeof(outside), &h->checksums[1], 1);
    }
    replace(own, nat->address, sizeof(nat->address), h->checksums, 2);
    return true;
}

bool nat_apply(struct nat *nat, struct packets *packets, const struct host *host, uint16_t udp_port)
{
    struct headers h;

    if (packets->link != ETHERNET || host->family != 4) {
        return complain("the NAT knows Ethernet and IPv4 only");
    }
    memcpy(nat->host, host->address, sizeof(nat->host));
    nat->udp_port = udp_port;
    find_address(nat, packets, host);
    for (size_t i = 0; i < packets->count; i++) {
        if (!find_headers(&packets->at[i], &h)) {
            continue;
        }
        for (unsigned side = 0; side < 2; side++) {
            if (memcmp(h.ip + 12 + side * 4, nat->host, 4) == 0 && !translate(nat, &h, side)) {
                return false;
            }
        }
    }
    return true;
}

void nat_free(struct nat *nat)
{
    free(nat->at);
    *nat = (struct nat){0};
}

static void put_address(FILE *out, const uint8_t a[4])
{
    fprintf(out, "%u.%u.%u.%u,", a[0], a[1], a[2], a[3]);
}

void nat_write_map(const struct nat *nat, FILE *out)
{
    fputs("proto,host,port,peer,peer_port,public,public_port\n", out);
    for (size_t i = 0; i < nat->count; i++) {
        const struct mapping *m = &nat->at[i];
        fputs(m->transport == TCP ? "tcp," : "udp,", out);
        put_address(out, nat->host);
        fprintf(out, "%u,", m->port);
        put_address(out, m->peer);
        fprintf(out, "%u,", m->peer_port);
        put_address(out, nat->address);
        fprintf(out, "%u\n", m->public_port);
    }
}
