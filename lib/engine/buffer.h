/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_BUFFER_H
#define LIB_ENGINE_BUFFER_H

#include <stdbool.h>
#include <stdint.h>
#include "lib/base/slab.h"

/* Room for what a TCP flow cannot be judged by yet: the turn so far, and segments that came early. There is a
 * fixed number of buffers; when all are in use the one taken longest ago goes to the newcomer, so that a flood
 * shortens the time a buffer is kept but denies it to nobody. */

#define TURN_BYTES     4096
#define EARLY_BYTES    1920
#define EARLY_SEGMENTS 4

struct early {
    uint32_t sequence;
    uint32_t length;   /* on the wire */
    uint16_t captured; /* bytes kept */
    uint16_t at;       /* where in early_bytes; 0 length: free */
    uint8_t direction;
};

struct buffer {
    uint32_t turn_length; /* bytes of the turn kept here; 0: the turn is not kept */
    uint32_t owner;       /* number of the flow; 0 in a free buffer */
    uint16_t counted;     /* bit for each counter that has counted the turn */
    uint64_t time;        /* of the last packet */
    uint64_t turn_time;   /* of the last packet of the turn */
    struct early early[EARLY_SEGMENTS];
    uint32_t early_used; /* bytes of early_bytes */
    uint32_t waiting;    /* early segments kept */
    uint8_t turn[TURN_BYTES];
    uint8_t early_bytes[EARLY_BYTES];
};

struct buffers {
    struct slab slab;
    uint32_t oldest; /* the buffer stolen next */
};

static inline struct buffer *buffer_at(const struct buffers *buffers, uint32_t number)
{
    return slab_at(&buffers->slab, number);
}

/* Does the buffer hold anything? */
static inline bool buffer_empty(const struct buffer *b)
{
    return !b->turn_length && !b->waiting;
}

#endif
