/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_WALK_H
#define LIB_KIT_WALK_H

#include <skypedpi/kit/frame.h>
#include "lib/base/bytes.h"

struct walk;
/* Takes a header from the front and names the reader of what follows, or ends the walk. */
typedef void walk_reader(struct walk *walk);

/* The way through a frame, header by header. */
struct walk {
    const uint8_t *data; /* what is left of the frame ... */
    uint32_t captured;   /* ... as far as it was captured ... */
    uint32_t length;     /* ... and as it was on the wire */
    unsigned networks;   /* IP headers seen */
    walk_reader *next;   /* NULL at the end */
    enum skypedpi_frame_result result;
    struct skypedpi_frame *out;
};

static inline void walk_end(struct walk *walk, enum skypedpi_frame_result result)
{
    walk->result = result;
    walk->next = NULL;
}

/* The walk ends with what is left as payload. */
static inline void walk_end_in_payload(struct walk *walk, enum skypedpi_frame_result result)
{
    walk->out->payload = walk->data;
    walk->out->length = walk->length;
    walk->out->captured = walk->captured;
    walk_end(walk, result);
}

/* Are the next n bytes there? Ends the walk if not. */
static inline bool walk_has(struct walk *walk, uint32_t n)
{
    if (n <= walk->captured) {
        return true;
    }
    walk_end(walk, n > walk->length ? SKYPEDPI_FRAME_BROKEN : SKYPEDPI_FRAME_SHORT);
    return false;
}

/* The next n bytes, and steps over them; NULL ends the walk. */
static inline const uint8_t *walk_take(struct walk *walk, uint32_t n)
{
    if (!walk_has(walk, n)) {
        return NULL;
    }
    const uint8_t *taken = walk->data;
    walk->data += n;
    walk->captured -= n;
    walk->length -= n;
    return taken;
}

/* What follows is n bytes long, whatever the frame has left: padding behind it is not looked at. */
static inline void walk_limit(struct walk *walk, uint32_t n)
{
    walk->length = n;
    if (walk->captured > n) {
        walk->captured = n;
    }
}

#define TYPE_LEAST 0x0600 /* of Ethernet types: what is less is a length, and 802.2 follows */

/* Chooses the next reader. */
void walk_link(struct walk *walk, unsigned link);        /* by link type */
void walk_type(struct walk *walk, uint16_t type);        /* by Ethernet type */
void walk_protocol(struct walk *walk, uint8_t protocol); /* by IP protocol */

walk_reader walk_ethernet, walk_llc, walk_vlan, walk_mpls, walk_gre, walk_ppp, walk_pppoe;
walk_reader walk_wifi, walk_radiotap;
walk_reader walk_ip; /* either version */
walk_reader walk_ipv4, walk_ipv6, walk_udp, walk_tcp;

#endif
