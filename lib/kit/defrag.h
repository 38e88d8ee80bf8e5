/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_DEFRAG_H
#define LIB_KIT_DEFRAG_H

#include <skypedpi/db.h>
#include "lib/kit/frame.h"

/* Puts fragments of IP packets together again, in memory taken once. A fragment that overlaps another
 * spoils its packet: nobody can tell which version the receiver took. */

/* Packets under way at one time, unless told otherwise. */
#define DEFRAG_SLOTS     64
#define DEFRAG_SLOTS_MAX 4096
/* A packet not whole after this many nanoseconds is given up. */
#define DEFRAG_TIMEOUT UINT64_C(30000000000)

struct defrag;

enum defrag_result {
    DEFRAG_WAITING, /* kept; the packet is not whole yet */
    DEFRAG_WHOLE,   /* that was the last piece: out is set */
    DEFRAG_REFUSED  /* cut short, beyond the size of a packet, or of a packet with overlaps */
};

/* A packet put together: an IP header without options, and the data. Decode it as a frame of link type
 * DEFRAG_LINK; it may hold another fragment. */
struct defrag_packet {
    const uint8_t *data; /* valid until the next call */
    uint32_t length;
    uint32_t fragments; /* it came in */
    uint64_t carried;   /* bytes of the frames it came in, as told to defrag_add() */
};

/* The link type of what comes out. */
#define DEFRAG_LINK 101

/* NULL without memory, or with 0 or too many slots. The allocator (NULL: malloc) must outlive it. A slot takes
 * 66 KiB. */
struct defrag *defrag_new(const struct skypedpi_allocator *allocator, uint32_t slots);
void defrag_free(struct defrag *defrag);

/* `fragment` is what frame_decode() said FRAME_FRAGMENT about, in a frame of `bytes` bytes. With all slots
 * taken, the one that waited longest for a piece is given up. */
enum defrag_result defrag_add(struct defrag *defrag, const struct frame *fragment, uint64_t bytes,
                              uint64_t time, struct defrag_packet *out);

#endif
