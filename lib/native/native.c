/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/native/native.h"

const struct skypedpi_native *native_builtin(size_t *count)
{
    static const struct skypedpi_native all[] = {
        {.size = sizeof(struct skypedpi_native),
         .abi = SKYPEDPI_NATIVE_ABI,
         .name = "skypeout",
         .state_size = NATIVE_SKYPEOUT_STATE,
         .inspect = native_skypeout},
    };
    *count = sizeof all / sizeof *all;
    return all;
}
