/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/walk.h"

/* IEEE 802.11 data frames in the clear, with or without a radiotap header. */

#define CONTROL_TYPE      0x0c /* first byte of frame control: data is 8 */
#define CONTROL_QOS       0x80
#define CONTROL_EMPTY     0x40
#define CONTROL_BOTH_WAYS 0x03 /* second byte: to and from a distribution system, so a fourth address */
#define CONTROL_PROTECTED 0x40
#define CONTROL_ORDER     0x80
#define QOS_AGGREGATE     0x80

/* Where QoS control stands, or would stand: behind three or four addresses. */
static uint32_t qos_offset(const uint8_t *control)
{
    return (control[1] & CONTROL_BOTH_WAYS) == CONTROL_BOTH_WAYS ? 30 : 24;
}

static uint32_t header_length(const uint8_t *control)
{
    uint32_t length = qos_offset(control);

    if (control[0] & CONTROL_QOS) {
        length += control[1] & CONTROL_ORDER ? 6 : 2; /* with HT control, or without */
    }
    return length;
}

static void read_data(struct walk *walk, bool padded)
{
    if (!walk_has(walk, 2)) {
        return;
    }
    const uint8_t *control = walk->data;
    if ((control[0] & CONTROL_TYPE) != 0x08 || control[0] & CONTROL_EMPTY || control[1] & CONTROL_PROTECTED) {
        walk_end(walk, SKYPEDPI_FRAME_NOT_IP);
        return;
    }
    uint32_t length = header_length(control);
    if (!walk_take(walk, padded ? (length + 3) & ~3u : length)) {
        return;
    }
    if (control[0] & CONTROL_QOS && control[qos_offset(control)] & QOS_AGGREGATE) {
        walk_end(walk, SKYPEDPI_FRAME_NOT_IP); /* several packets in one frame */
        return;
    }
    walk->next = walk_llc;
}

void walk_wifi(struct walk *walk)
{
    read_data(walk, false);
}

/* Does the flags field say that the 802.11 header is padded to 32 bits? Present words chain by their top
 * bit; of the fields before flags only the clock exists, 8 bytes aligned to 8. */
static bool is_padded(const uint8_t *h, uint32_t length)
{
    uint32_t present = read_le32(h + 4);
    uint32_t at = 8;

    for (uint32_t word = present; word & 0x80000000 && at + 4 <= length; at += 4) {
        word = read_le32(h + at);
    }
    if (present & 1) {
        at = ((at + 7) & ~7u) + 8;
    }
    return present & 2 && at < length && h[at] & 0x20;
}

void walk_radiotap(struct walk *walk)
{
    if (!walk_has(walk, 8)) {
        return;
    }
    uint16_t length = read_le16(walk->data + 2);
    if (walk->data[0] != 0 || length < 8) {
        walk_end(walk, SKYPEDPI_FRAME_BROKEN);
        return;
    }
    const uint8_t *h = walk_take(walk, length);
    if (h) {
        read_data(walk, is_padded(h, length));
    }
}
