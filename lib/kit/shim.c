/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/walk.h"

/* What stands between the link and IP: Ethernet types, VLAN tags, MPLS labels, PPP, GRE. */

void walk_type(struct walk *walk, uint16_t type)
{
    switch (type) {
    case 0x0800:
        walk->next = walk_ipv4;
        return;
    case 0x86dd:
        walk->next = walk_ipv6;
        return;
    case 0x8100: /* 802.1Q */
    case 0x88a8: /* 802.1ad */
    case 0x9100: /* 802.1ad before it was one */
        walk->next = walk_vlan;
        return;
    case 0x8847:
    case 0x8848:
        walk->next = walk_mpls;
        return;
    case 0x8864: /* PPPoE, session stage */
        walk->next = walk_pppoe;
        return;
    case 0x880b: /* PPP, in GRE */
        walk->next = walk_ppp;
        return;
    case 0x6558: /* a whole Ethernet frame, in GRE */
        walk->next = walk_ethernet;
        return;
    default:
        walk_end(walk, SKYPEDPI_FRAME_NOT_IP);
    }
}

/* An Ethernet type, or a length before an 802.2 header. */
static void type_or_length(struct walk *walk, uint16_t type)
{
    if (type < TYPE_LEAST) {
        walk->next = walk_llc;
    } else {
        walk_type(walk, type);
    }
}

void walk_ethernet(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 14);
    if (h) {
        type_or_length(walk, read_be16(h + 12));
    }
}

void walk_vlan(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 4);
    if (h) {
        walk->out->vlan = read_be16(h) & 0x0fff;
        type_or_length(walk, read_be16(h + 2));
    }
}

/* 802.2: IP's own service point, or SNAP with an Ethernet type. */
void walk_llc(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 3);
    if (!h) {
        return;
    }
    if (h[0] == 0x06 && h[1] == 0x06 && h[2] == 0x03) {
        walk->next = walk_ipv4;
        return;
    }
    if (h[0] != 0xaa || h[1] != 0xaa || h[2] != 0x03) {
        walk_end(walk, SKYPEDPI_FRAME_NOT_IP);
        return;
    }
    const uint8_t *snap = walk_take(walk, 5);
    if (snap) {
        walk_type(walk, read_be16(snap + 3));
    }
}

/* After the last label nothing names the payload: its first four bits tell IP from a pseudowire's control
 * word, behind which stands an Ethernet frame. */
void walk_mpls(struct walk *walk)
{
    const uint8_t *h;
    do {
        h = walk_take(walk, 4);
    } while (h && !(h[2] & 1));
    if (!h || !walk_has(walk, 1)) {
        return;
    }
    if (walk->data[0] >> 4 != 0) {
        walk->next = walk_ip;
    } else if (walk_take(walk, 4)) {
        walk->next = walk_ethernet;
    }
}

void walk_pppoe(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 6);
    if (!h) {
        return;
    }
    if (h[0] != 0x11 || h[1] != 0) {
        walk_end(walk, SKYPEDPI_FRAME_NOT_IP);
        return;
    }
    walk->next = walk_ppp;
}

/* Address and control may be left out, and the protocol cut to one byte: an odd byte ends it. */
void walk_ppp(struct walk *walk)
{
    if (walk->captured >= 2 && walk->data[0] == 0xff && walk->data[1] == 0x03) {
        walk_take(walk, 2);
    }
    const uint8_t *h = walk_take(walk, 1);
    if (!h) {
        return;
    }
    uint16_t protocol = h[0];
    if (!(protocol & 1)) {
        h = walk_take(walk, 1);
        protocol = (uint16_t)(protocol << 8 | (h ? h[0] : 0));
    }
    if (!h) {
        return;
    }
    switch (protocol) {
    case 0x0021:
        walk->next = walk_ipv4;
        return;
    case 0x0057:
        walk->next = walk_ipv6;
        return;
    case 0x0281:
        walk->next = walk_mpls;
        return;
    default:
        walk_end(walk, SKYPEDPI_FRAME_NOT_IP);
    }
}

#define TYPE_ERSPAN 0x88be

/* Cisco's mirrored frames: with a sequence number in GRE comes a header, without it none. */
static void mirrored(struct walk *walk, bool sequence)
{
    if (walk_take(walk, sequence ? 8 : 0)) {
        walk->next = walk_ethernet;
    }
}

/* RFC 2784 and 2890, and with version 1 RFC 2637 (PPTP). The routing of RFC 1701 is not followed. */
void walk_gre(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 4);
    if (!h) {
        return;
    }
    uint16_t flags = read_be16(h);
    uint32_t optional = 0;

    optional += flags & 0x8000 ? 4 : 0;                     /* checksum */
    optional += flags & 0x2000 ? 4 : 0;                     /* key */
    optional += flags & 0x1000 ? 4 : 0;                     /* sequence */
    optional += (flags & 7) == 1 && flags & 0x0080 ? 4 : 0; /* acknowledgement */
    if (flags & 0x4000 || (flags & 7) > 1) {
        walk_end(walk, SKYPEDPI_FRAME_NOT_TRANSPORT);
        return;
    }
    if (!walk_take(walk, optional)) {
        return;
    }
    if (walk->length == 0) { /* a bare acknowledgement */
        walk_end(walk, SKYPEDPI_FRAME_NOT_TRANSPORT);
    } else if (read_be16(h + 2) == TYPE_ERSPAN) {
        mirrored(walk, flags & 0x1000);
    } else {
        walk_type(walk, read_be16(h + 2));
    }
}
