/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/synth.h"

#include <string.h>

/* Ethernet, IP and TCP or UDP headers around a payload, with true checksums. */

#define ETHERNET_HEADER   14
#define ETHERNET_SHORTEST 60 /* what a switch pads to, less the check sequence no capture holds */
#define TCP_WINDOW        65535
#define TCP_MSS           1460

static uint32_t sum_bytes(uint32_t sum, const uint8_t *p, size_t length)
{
    for (size_t i = 0; i + 1 < length; i += 2)
        sum += synth_be16(p + i);
    return length % 2 ? sum + ((uint32_t)p[length - 1] << 8) : sum;
}

static uint16_t sum_finish(uint32_t sum)
{
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

static void put_checksum(uint8_t *place, uint16_t sum)
{
    place[0] = (uint8_t)(sum >> 8);
    place[1] = (uint8_t)sum;
}

static size_t address_length(const struct synth_packet *p)
{
    return p->source.family == 6 ? 16 : 4;
}

/* A locally administered card number that belongs to the address. */
static void put_card(struct synth_message *m, const struct synth_endpoint *e)
{
    synth_put_be16(m, 0x0200);
    synth_put_bytes(m, e->address + (e->family == 6 ? 12 : 0), 4);
}

static void put_ethernet(struct synth_message *m, const struct synth_packet *p)
{
    put_card(m, &p->destination);
    put_card(m, &p->source);
    synth_put_be16(m, p->source.family == 6 ? 0x86dd : 0x0800);
}

/* Private addresses are near the tap, all others some hops away. */
static unsigned hops_left(const struct synth_endpoint *e)
{
    return e->family == 6 || e->address[0] == 10 ? 64 : 51;
}

static void put_ip4(struct synth_message *m, const struct synth_packet *p, size_t length, uint16_t id)
{
    size_t start = m->length;
    synth_put_be16(m, 0x4500);
    synth_put_be16(m, (unsigned)(20 + length));
    synth_put_be16(m, id);
    synth_put_be16(m, 0x4000);
    synth_put_u8(m, hops_left(&p->source));
    synth_put_u8(m, p->transport);
    synth_put_be16(m, 0);
    synth_put_bytes(m, p->source.address, 4);
    synth_put_bytes(m, p->destination.address, 4);
    put_checksum(m->data + start + 10, sum_finish(sum_bytes(0, m->data + start, 20)));
}

static void put_ip6(struct synth_message *m, const struct synth_packet *p, size_t length)
{
    synth_put_be32(m, 0x60000000);
    synth_put_be16(m, (unsigned)length);
    synth_put_u8(m, p->transport);
    synth_put_u8(m, hops_left(&p->source));
    synth_put_bytes(m, p->source.address, 16);
    synth_put_bytes(m, p->destination.address, 16);
}

static void put_ports(struct synth_message *m, const struct synth_packet *p)
{
    synth_put_be16(m, p->source.port);
    synth_put_be16(m, p->destination.port);
}

static void put_udp(struct synth_message *m, const struct synth_packet *p)
{
    put_ports(m, p);
    synth_put_be16(m, (unsigned)(8 + p->payload.length));
    synth_put_be16(m, 0);
}

static void put_tcp(struct synth_message *m, const struct synth_packet *p)
{
    bool opens = p->flags & SYNTH_SYN;
    put_ports(m, p);
    synth_put_be32(m, p->sequence);
    synth_put_be32(m, p->flags & SYNTH_ACK ? p->acknowledged : 0);
    synth_put_u8(m, opens ? 0x60 : 0x50);
    synth_put_u8(m, p->flags);
    synth_put_be16(m, TCP_WINDOW);
    synth_put_be32(m, 0);
    if (opens)
        synth_put_be32(m, 0x02040000 | TCP_MSS);
}

static void finish_checksum(struct synth_message *m, const struct synth_packet *p, size_t start)
{
    size_t length = m->length - start;
    uint32_t sum = (uint32_t)length + p->transport;
    sum = sum_bytes(sum, p->source.address, address_length(p));
    sum = sum_bytes(sum, p->destination.address, address_length(p));
    uint16_t result = sum_finish(sum_bytes(sum, m->data + start, length));
    if (p->transport == SYNTH_UDP && result == 0)
        result = 0xffff;
    put_checksum(m->data + start + (p->transport == SYNTH_TCP ? 16 : 6), result);
}

void synth_emit(struct synth *s, struct synth_packet p)
{
    size_t ip = p.source.family == 6 ? 40 : 20;
    size_t header = p.transport == SYNTH_UDP ? 8 : p.flags & SYNTH_SYN ? 24 : 20;
    size_t start = ETHERNET_HEADER + ip;
    struct synth_message frame;

    frame.length = 0;
    put_ethernet(&frame, &p);
    if (p.source.family == 6)
        put_ip6(&frame, &p, header + p.payload.length);
    else
        put_ip4(&frame, &p, header + p.payload.length, s->ip_id++);
    if (p.transport == SYNTH_UDP)
        put_udp(&frame, &p);
    else
        put_tcp(&frame, &p);
    synth_put_bytes(&frame, p.payload.data, p.payload.length);
    finish_checksum(&frame, &p, start);
    if (frame.length < ETHERNET_SHORTEST)
        synth_put_zero(&frame, ETHERNET_SHORTEST - frame.length);
    p.frame = (struct synth_bytes){frame.data, frame.length};
    p.payload.data = frame.data + start + header;
    p.time = s->now;
    p.label = s->label;
    p.expect = s->expect;
    s->sink(s->user, &p);
}
