/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_TIME_H
#define LIB_BASE_TIME_H

#include <stdint.h>

/* Times are nanoseconds in 64 bits. Where they are kept for long they are seconds or milliseconds in 32 bits,
 * which wrap: only differences count. */

#define SECOND      UINT64_C(1000000000)
#define MILLISECOND UINT64_C(1000000)

static inline uint32_t seconds(uint64_t nanoseconds)
{
    return (uint32_t)(nanoseconds / SECOND);
}

static inline uint32_t milliseconds(uint64_t nanoseconds)
{
    return (uint32_t)(nanoseconds / MILLISECOND);
}

#endif
