/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_CLOCK_H
#define EXAMPLES_PROBE_CLOCK_H

#include <stdint.h>

/* Times are nanoseconds. */
#define SECOND      UINT64_C(1000000000)
#define MILLISECOND UINT64_C(1000000)

/* The time the probe works with: that of packets, but it never goes back. Packets that are late by a second or
 * less are taken for punctual. When a clock was set back, the probe's time stands for a moment and goes on from
 * there, ahead of the clock by `ahead`, until the clock has caught up. Records tell the clock's time: what a
 * flow was told on the probe's time, less what the probe was ahead when the flow began. */
struct clock {
    uint64_t now;
    uint64_t ahead; /* of the clock that stamps packets */
    uint64_t back;  /* how often that went back by more than a second */
};

/* The probe's time when the clock says `stamp`. */
uint64_t clock_at(struct clock *clock, uint64_t stamp);

/* What the clock said when the probe's time was `time`. */
static inline uint64_t clock_shown(uint64_t time, uint64_t ahead)
{
    return time > ahead ? time - ahead : 0;
}

/* Real time, of a clock that nobody sets: for pauses and patience. */
uint64_t clock_monotonic(void);

#endif
