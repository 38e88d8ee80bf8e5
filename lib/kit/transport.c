/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/walk.h"

void walk_udp(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 8);
    if (!h) {
        return;
    }
    uint32_t length = read_be16(h + 4);

    if (length != 0 && length < 8) {
        walk_end(walk, SKYPEDPI_FRAME_BROKEN);
        return;
    }
    if (length == 0) {
        length = walk->length + 8; /* IP's length is all there is */
    }
    if (length - 8 < walk->length || walk->out->fragment_more) {
        walk_limit(walk, length - 8);
    }
    walk->out->source_port = read_be16(h);
    walk->out->destination_port = read_be16(h + 2);
    walk_end_in_payload(walk, SKYPEDPI_FRAME_OK);
}

/* Options may be cut off by the capture: the payload then is, too. */
static bool skip_options(struct walk *walk, uint32_t length)
{
    if (length > walk->length) {
        walk_end(walk, SKYPEDPI_FRAME_BROKEN);
        return false;
    }
    uint32_t there = length < walk->captured ? length : walk->captured;
    walk->data += there;
    walk->captured -= there;
    walk->length -= length;
    return true;
}

void walk_tcp(struct walk *walk)
{
    const uint8_t *h = walk_take(walk, 20);
    if (!h) {
        return;
    }
    uint32_t header = (h[12] >> 4) * 4u;

    if (header < 20) {
        walk_end(walk, SKYPEDPI_FRAME_BROKEN);
        return;
    }
    if (!skip_options(walk, header - 20)) {
        return;
    }
    walk->out->source_port = read_be16(h);
    walk->out->destination_port = read_be16(h + 2);
    walk->out->sequence = read_be32(h + 4);
    walk->out->acknowledgement = read_be32(h + 8);
    walk->out->tcp_flags = h[13];
    walk_end_in_payload(walk, SKYPEDPI_FRAME_OK);
}
