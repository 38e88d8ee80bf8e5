/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/script.h"

/* Calls of the engine in any order, with any packets: open, feed, verdict, close, block, tick, set_db. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    script_play((struct bytes){data, size}, script_sets());
    return 0;
}
