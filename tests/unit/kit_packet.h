/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_KIT_PACKET_H
#define TESTS_UNIT_KIT_PACKET_H

#include <stdint.h>
#include <string.h>

/* Packets put together by hand, from the inside out: each call puts a header before what is there. */

struct packet {
    uint8_t room[70000];
    uint32_t length; /* the packet is the last so many bytes of room */
};

static inline uint8_t *packet_data(struct packet *p)
{
    return p->room + sizeof(p->room) - p->length;
}

/* Puts bytes before the packet; NULL: zeroes. */
static inline uint8_t *packet_push(struct packet *p, const void *bytes, uint32_t length)
{
    p->length += length;
    if (bytes) {
        memcpy(packet_data(p), bytes, length);
    } else {
        memset(packet_data(p), 0, length);
    }
    return packet_data(p);
}

static inline void packet_be16(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static inline void packet_be32(uint8_t *at, uint32_t value)
{
    packet_be16(at, value >> 16);
    packet_be16(at + 2, value & 0xffff);
}

static inline void packet_udp(struct packet *p, uint16_t source, uint16_t destination)
{
    uint32_t length = p->length + 8;
    uint8_t *h = packet_push(p, NULL, 8);

    packet_be16(h, source);
    packet_be16(h + 2, destination);
    packet_be16(h + 4, length);
}

static inline void packet_tcp(struct packet *p, uint16_t source, uint16_t destination, uint8_t flags)
{
    uint8_t *h = packet_push(p, NULL, 20);

    packet_be16(h, source);
    packet_be16(h + 2, destination);
    packet_be32(h + 4, 0x01020304);
    packet_be32(h + 8, 0x05060708);
    h[12] = 0x50;
    h[13] = flags;
}

/* From 192.0.2.1 to 198.51.100.2. */
static inline uint8_t *packet_ipv4(struct packet *p, uint8_t protocol)
{
    static const uint8_t addresses[8] = {192, 0, 2, 1, 198, 51, 100, 2};
    uint32_t length = p->length + 20;
    uint8_t *h = packet_push(p, NULL, 20);

    h[0] = 0x45;
    packet_be16(h + 2, length);
    h[8] = 64;
    h[9] = protocol;
    memcpy(h + 12, addresses, 8);
    return h;
}

/* From 2001:db8::1 to 2001:db8::2. */
static inline uint8_t *packet_ipv6(struct packet *p, uint8_t next)
{
    static const uint8_t prefix[4] = {0x20, 0x01, 0x0d, 0xb8};
    uint32_t length = p->length;
    uint8_t *h = packet_push(p, NULL, 40);

    h[0] = 0x60;
    packet_be16(h + 4, length);
    h[6] = next;
    memcpy(h + 8, prefix, 4);
    h[23] = 1;
    memcpy(h + 24, prefix, 4);
    h[39] = 2;
    return h;
}

static inline void packet_ethernet(struct packet *p, uint16_t type)
{
    packet_be16(packet_push(p, NULL, 14) + 12, type);
}

/* "hello" in UDP from port 1000 to 2000. */
static inline void packet_hello(struct packet *p)
{
    p->length = 0;
    packet_push(p, "hello", 5);
    packet_udp(p, 1000, 2000);
}

#endif
