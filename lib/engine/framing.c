/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/framing.h"

#define THRESHOLD 150
#define CONSTANT  8 /* nibbles of the connection's number */

void framing_add(struct framing *framing, struct bytes packet)
{
    if (packet.length < FRAMING_NIBBLES / 2 || framing->packets == FRAMING_PACKETS)
        return;
    for (unsigned i = 0; i < FRAMING_NIBBLES; i++)
        framing->seen[i][packet.data[i / 2] >> (i % 2 ? 0 : 4) & 15]++;
    framing->packets++;
}

/* Chi-square with n packets and n / 16 expected of each value is 16 * sum(seen^2) / n - n. */
static bool is_random(const struct framing *framing, unsigned nibble)
{
    uint32_t squares = 0, n = framing->packets;
    for (unsigned value = 0; value < 16; value++)
        squares += (uint32_t)framing->seen[nibble][value] * framing->seen[nibble][value];
    return 16 * squares <= (THRESHOLD + n) * n;
}

bool framing_is_gateway(const struct framing *framing)
{
    if (framing->packets < FRAMING_PACKETS)
        return false;
    for (unsigned i = 0; i < FRAMING_NIBBLES; i++)
        if (is_random(framing, i) != (i >= CONSTANT))
            return false;
    return true;
}
