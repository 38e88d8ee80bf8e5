/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "lib/kit/walk.h"

enum frame_result frame_decode(unsigned link, const uint8_t *data, uint32_t captured, uint32_t length,
                               struct frame *out)
{
    struct walk walk = {.data = data, .captured = captured, .length = length, .out = out};

    memset(out, 0, sizeof(*out));
    if (length < captured) {
        walk.length = captured;
    }
    walk_link(&walk, link);
    for (unsigned headers = 0; walk.next && headers < FRAME_HEADERS; headers++) {
        walk.next(&walk);
    }
    return walk.next ? FRAME_DEEP : walk.result;
}

const char *frame_result_name(enum frame_result result)
{
    static const char *const names[FRAME_RESULTS] = {
        [FRAME_OK] = "UDP or TCP",
        [FRAME_FRAGMENT] = "fragment",
        [FRAME_NOT_IP] = "not IP",
        [FRAME_NOT_TRANSPORT] = "neither UDP nor TCP",
        [FRAME_SHORT] = "captured too short",
        [FRAME_BROKEN] = "broken headers",
        [FRAME_DEEP] = "nested too deep",
        [FRAME_LINK] = "unknown link type",
    };
    return (unsigned)result < FRAME_RESULTS ? names[result] : "unknown";
}
