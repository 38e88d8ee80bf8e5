/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_FRAMING_H
#define LIB_ENGINE_FRAMING_H

#include <stdbool.h>
#include <stdint.h>
#include "lib/base/bytes.h"

/* Which half bytes at the head of a flow's packets are random, by the chi-square test of BON07 4.1: the first
 * 16 of 100 packets, 16 values each, threshold 150. Of a call to another client only the function is not
 * random; of one to the telephone network the first eight are the constant number of the connection. */

#define FRAMING_NIBBLES 16
#define FRAMING_PACKETS 100

struct framing {
    uint8_t seen[FRAMING_NIBBLES][16]; /* how often each value came */
    uint8_t packets;                   /* at most FRAMING_PACKETS: enough then */
};

/* One more packet of at least FRAMING_NIBBLES / 2 bytes; shorter ones are passed over. */
void framing_add(struct framing *framing, struct bytes packet);

/* The test has seen enough, and says that the head is the gateway's. */
bool framing_is_gateway(const struct framing *framing);

#endif
