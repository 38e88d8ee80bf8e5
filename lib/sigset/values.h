/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_VALUES_H
#define LIB_SIGSET_VALUES_H

#include <stdbool.h>
#include "lib/sigset/model.h"

/* Sets of numbers. */

struct interval {
    uint32_t low, high; /* empty if low > high */
};

struct interval interval_meet(struct interval a, struct interval b);
struct interval interval_join(struct interval a, struct interval b);

static inline bool interval_empty(struct interval i)
{
    return i.low > i.high;
}

#define RANGES_KEPT 8

/* Ranges, ascending and apart from each other. */
struct values {
    struct range range[RANGES_KEPT];
    uint32_t count;
};

/* None if low > high. */
struct values values_between(uint32_t low, uint32_t high);

/* False if there are too many ranges to tell; the values stay as they were then. */
bool values_meet(struct values *values, const struct values *others);
bool values_complement(struct values *values);

bool values_within(const struct values *values, const struct values *others);

/* From the least to the most; values->count is not 0. */
struct interval values_hull(const struct values *values);

#endif
