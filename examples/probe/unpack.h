/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_UNPACK_H
#define EXAMPLES_PROBE_UNPACK_H

#include <skypedpi/kit.h>
#include "examples/probe/source.h"

/* From frames to packets: decodes, and puts fragments together. Every frame and byte is told once: with the
 * packet it is part of, or as of no use. */

struct amount {
    uint64_t packets; /* frames */
    uint64_t bytes;   /* of these on the wire */
};

struct unpack {
    skypedpi_defrag *defrag;
    struct amount waiting; /* told to defrag, and not come back yet */
    uint64_t last;         /* time of the last fragment */
};

/* False after a complaint. */
bool unpack_open(struct unpack *unpack, bool live);
void unpack_close(struct unpack *unpack);

/* What became of the frame: #skypedpi_frame_result. With SKYPEDPI_FRAME_OK the packet is in *frame, and *amount
 * is what it came in. Otherwise *amount is of no use; it is 0 while a fragment waits for the others. */
int unpack_frame(struct unpack *unpack, const struct raw_frame *raw, uint64_t time,
                 struct skypedpi_frame *frame, struct amount *amount);

/* Fragments whose packets will not be whole any more: all of them `at_end`, else if none came for long. */
struct amount unpack_given_up(struct unpack *unpack, uint64_t time, bool at_end);

#endif
