/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_CAPTURE_H
#define TOOLS_CAPTURE_H

#include <stdbool.h>
#include <stdint.h>
#include <skypedpi/kit/frame.h>

/* Capture files, read with libpcap, and what their frames carry. */

struct capture_frame {
    unsigned link; /* DLT_ number */
    uint32_t captured;
    uint32_t length;
    uint64_t time; /* nanoseconds */
    const uint8_t *data;
};

/* Takes a frame; false ends the reading. */
typedef bool capture_sink(void *user, const struct capture_frame *frame);

/* Reads a capture to its end or to where it breaks ("-": standard input). EXIT_FINE, or EXIT_BROKEN after a
 * complaint, or EXIT_CANNOT if the sink ended it. `again`: it was read before, and what is wrong with it was
 * said. */
int capture_read(const char *path, bool again, capture_sink *sink, void *user);

/* The packet in a frame, with the bytes of all frames it came in: fragments wait for each other, and what they
 * make may be a fragment again, in a tunnel. enum skypedpi_frame_result. */
int capture_decode(skypedpi_defrag *defrag, const struct capture_frame *c, struct skypedpi_frame *f,
                   uint64_t *bytes);

#endif
