/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/kit/walk.h"

/* Link types: the first header of a frame. Layouts: https://www.tcpdump.org/linktypes.html */

/* BSD loopback: an address family in the byte order of the machine that captured. */
static void read_null(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 4);
    if (!h) {
        return;
    }
    uint32_t family = read_le32(h) > 0xffff ? read_be32(h) : read_le32(h);
    switch (family) {
    case 2:
        walk->next = walk_ipv4;
        return;
    case 10: /* Linux */
    case 24: /* NetBSD, OpenBSD */
    case 23: /* Windows */
    case 28: /* FreeBSD */
    case 30: /* Darwin */
        walk->next = walk_ipv6;
        return;
    default:
        walk_end(walk, SKYPEDPI_FRAME_NOT_IP);
    }
}

/* A cooked header ends in, or holds, an Ethernet type; 4 says that 802.2 follows. */
static void cooked_type(struct walk *walk, uint16_t type)
{
    if (type == 4) {
        walk->next = walk_llc;
    } else if (type < TYPE_LEAST) {
        walk_end(walk, SKYPEDPI_FRAME_NOT_IP);
    } else {
        walk_type(walk, type);
    }
}

static void read_cooked(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 16);
    if (h) {
        cooked_type(walk, read_be16(h + 14));
    }
}

static void read_cooked2(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 20);
    if (h) {
        cooked_type(walk, read_be16(h));
    }
}

static void read_cisco_hdlc(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 4);
    if (h) {
        walk_type(walk, read_be16(h + 2));
    }
}

/* PPP's address byte is 0xff or left out; Cisco's framing says 0x0f or, to all, 0x8f. */
static void read_serial(struct walk *walk)
{
    if (!walk_has(walk, 2)) {
        return;
    }
    bool cisco = (walk->data[0] & 0x7f) == 0x0f && walk->data[1] == 0;
    walk->next = cisco ? read_cisco_hdlc : walk_ppp;
}

/* Per-packet information: a header of its own length, then a frame of the link type it names. */
static void read_ppi(struct walk *walk)
{
    if (!walk_has(walk, 8)) {
        return;
    }
    uint32_t link = read_le32(walk->data + 4);
    uint16_t length = read_le16(walk->data + 2);
    if (length < 8) {
        walk_end(walk, SKYPEDPI_FRAME_BROKEN);
    } else if (walk_take(walk, length)) {
        walk_link(walk, link);
    }
}

/* Netfilter log: attributes in the byte order of the machine that reads, the packet being one of them. */
static void read_nflog(struct walk *walk)
{
    const uint16_t payload = 9;
    const uint8_t *h = walk_take(walk, 4);

    while (h && walk_has(walk, 4)) {
        uint16_t attribute[2];
        memcpy(attribute, walk->data, sizeof(attribute));
        if (attribute[0] < 4) {
            walk_end(walk, SKYPEDPI_FRAME_BROKEN);
            return;
        }
        if (attribute[1] == payload) {
            walk_take(walk, 4);
            walk->next = walk_ip;
            return;
        }
        h = walk_take(walk, (attribute[0] + 3u) & ~3u);
    }
}

struct link {
    unsigned number;
    walk_reader *read;
};

static const struct link links[] = {
    {0, read_null},         /* NULL */
    {1, walk_ethernet},     /* EN10MB */
    {9, read_serial},       /* PPP */
    {12, walk_ip},          /* RAW */
    {14, walk_ip},          /* RAW, OpenBSD */
    {50, read_serial},      /* PPP_SERIAL */
    {51, walk_pppoe},       /* PPP_ETHER */
    {101, walk_ip},         /* RAW in files */
    {104, read_cisco_hdlc}, /* C_HDLC */
    {105, walk_wifi},       /* IEEE802_11 */
    {108, read_null},       /* LOOP */
    {113, read_cooked},     /* LINUX_SLL */
    {127, walk_radiotap},   /* IEEE802_11_RADIO */
    {192, read_ppi},        /* PPI */
    {228, walk_ipv4},       /* IPV4 */
    {229, walk_ipv6},       /* IPV6 */
    {239, read_nflog},      /* NFLOG */
    {276, read_cooked2},    /* LINUX_SLL2 */
};

void walk_link(struct walk *walk, unsigned link)
{
    for (unsigned i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        if (links[i].number == link) {
            walk->next = links[i].read;
            return;
        }
    }
    walk_end(walk, SKYPEDPI_FRAME_LINK);
}
