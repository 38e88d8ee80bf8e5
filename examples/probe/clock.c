/* SPDX-License-Identifier: BSD-2-Clause */
#include <time.h>
#include "examples/probe/clock.h"

/* In 2262 the probe's time stands still: a clock that is set back and forth again could bring it to where sums
 * of times wrap around. Later than any stamp, which end in 2242, and a stamp more still fits. */
#define LAST (UINT64_C(1) << 63)

uint64_t clock_at(struct clock *clock, uint64_t stamp)
{
    uint64_t time = stamp + clock->ahead;

    if (stamp >= clock->now) {
        clock->ahead = 0; /* it has caught up */
        time = stamp;
    } else if (time < clock->now && clock->now - time > SECOND) {
        clock->back++;
        clock->ahead += clock->now - time;
    }
    if (clock->now < time)
        clock->now = time < LAST ? time : LAST;
    return clock->now;
}

uint64_t clock_monotonic(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * SECOND + (uint64_t)now.tv_nsec;
}
