/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/base/transport.h"
#include "lib/kit/walk.h"

/* IPv4, IPv6 and the headers IPv6 puts before the transport. */

/* What is no transport. */
enum protocol {
    PROTOCOL_HOP_BY_HOP = 0,
    PROTOCOL_IPV4 = 4,
    PROTOCOL_IPV6 = 41,
    PROTOCOL_ROUTING = 43,
    PROTOCOL_FRAGMENT = 44,
    PROTOCOL_GRE = 47,
    PROTOCOL_AH = 51,
    PROTOCOL_DESTINATION = 60,
    PROTOCOL_MOBILITY = 135
};

/* Ends the walk at a fragment, which is what its offset or flag makes of a packet. A first fragment the
 * capture cut short can never be part of a whole, so it is read on for what it shows. */
static void end_if_fragment(struct walk *walk)
{
    uint16_t offset = walk->out->fragment_offset;

    if (offset == 0 && (!walk->out->fragment_more || walk->captured < walk->length)) {
        return;
    }
    walk_end_in_payload(walk, SKYPEDPI_FRAME_FRAGMENT);
}

static void read_fragment_header(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 8);
    if (!h) {
        return;
    }
    struct skypedpi_frame *out = walk->out;
    out->fragment_offset = read_be16(h + 2) & 0xfff8;
    out->fragment_more = h[3] & 1;
    out->fragment_id = read_be32(h + 4);
    walk_protocol(walk, h[0]);
    end_if_fragment(walk);
}

/* Hop-by-hop, routing, destination options, mobility: all of one shape. */
static void read_extension(struct walk *walk)
{
    if (!walk_has(walk, 8)) {
        return;
    }
    const uint8_t *h = walk_take(walk, (walk->data[1] + 1u) * 8);
    if (h) {
        walk_protocol(walk, h[0]);
    }
}

static void read_authentication(struct walk *walk)
{
    if (!walk_has(walk, 12)) {
        return;
    }
    const uint8_t *h = walk_take(walk, (walk->data[1] + 2u) * 4);
    if (h) {
        walk_protocol(walk, h[0]);
    }
}

static walk_reader *ipv6_extension(uint8_t protocol)
{
    switch (protocol) {
    case PROTOCOL_HOP_BY_HOP:
    case PROTOCOL_ROUTING:
    case PROTOCOL_DESTINATION:
    case PROTOCOL_MOBILITY:
        return read_extension;
    case PROTOCOL_FRAGMENT:
        return read_fragment_header;
    default:
        return NULL;
    }
}

void walk_protocol(struct walk *walk, uint8_t protocol)
{
    walk->out->transport = protocol;
    switch (protocol) {
    case TRANSPORT_TCP:
        walk->next = walk_tcp;
        break;
    case TRANSPORT_UDP:
        walk->next = walk_udp;
        break;
    case PROTOCOL_IPV4:
        walk->next = walk_ipv4;
        break;
    case PROTOCOL_IPV6:
        walk->next = walk_ipv6;
        break;
    case PROTOCOL_GRE:
        walk->next = walk_gre;
        break;
    case PROTOCOL_AH:
        walk->next = read_authentication;
        break;
    default:
        walk_end(walk, SKYPEDPI_FRAME_NOT_TRANSPORT);
        if (walk->out->family == 6) {
            walk->next = ipv6_extension(protocol);
        }
    }
}

/* Notes the addresses; what an outer network said is forgotten, but not the VLAN it came in. */
static void set_network(struct walk *walk, uint8_t family, const uint8_t *addresses)
{
    size_t size = family == 4 ? 4 : 16;

    *walk->out = (struct skypedpi_frame){.size = sizeof(*walk->out), .family = family, .vlan = walk->out->vlan};
    memcpy(walk->out->source, addresses, size);
    memcpy(walk->out->destination, addresses + size, size);
}

static bool too_deep(struct walk *walk)
{
    if (walk->networks++ < SKYPEDPI_FRAME_NETWORKS) {
        return false;
    }
    walk_end(walk, SKYPEDPI_FRAME_DEEP);
    return true;
}

void walk_ipv4(struct walk *walk)
{
    if (too_deep(walk) || !walk_has(walk, 20)) {
        return;
    }
    const uint8_t *h = walk->data;
    uint32_t header = (h[0] & 15u) * 4;
    uint32_t total = read_be16(h + 2);
    uint16_t fragment = read_be16(h + 6);

    if (total == 0) { /* a network card cuts it up later */
        total = walk->length;
    }
    if (h[0] >> 4 != 4 || header < 20 || total < header) {
        walk_end(walk, SKYPEDPI_FRAME_BROKEN);
        return;
    }
    walk_limit(walk, total);
    if (!walk_take(walk, header)) {
        return;
    }
    set_network(walk, 4, h + 12);
    walk->out->fragment_offset = (uint16_t)((fragment & 0x1fff) << 3);
    walk->out->fragment_more = (fragment & 0x2000) != 0;
    walk->out->fragment_id = read_be16(h + 4);
    walk_protocol(walk, h[9]);
    end_if_fragment(walk);
}

void walk_ipv6(struct walk *walk)
{
    if (too_deep(walk)) {
        return;
    }
    const uint8_t *h = walk_take(walk, 40);
    if (!h) {
        return;
    }
    if (h[0] >> 4 != 6) {
        walk_end(walk, SKYPEDPI_FRAME_BROKEN);
        return;
    }
    if (read_be16(h + 4) != 0) { /* 0: a jumbogram, or cut up later */
        walk_limit(walk, read_be16(h + 4));
    }
    set_network(walk, 6, h + 8);
    walk_protocol(walk, h[6]);
}

void walk_ip(struct walk *walk)
{
    if (!walk_has(walk, 1)) {
        return;
    }
    switch (walk->data[0] >> 4) {
    case 4:
        walk->next = walk_ipv4;
        return;
    case 6:
        walk->next = walk_ipv6;
        return;
    default:
        walk_end(walk, SKYPEDPI_FRAME_NOT_IP);
    }
}
