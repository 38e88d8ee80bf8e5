/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/clock.h"
#include "examples/probe/event.h"

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
        clock->now = time;
    return clock->now;
}
