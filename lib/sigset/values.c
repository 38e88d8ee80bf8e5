/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/values.h"

struct interval interval_meet(struct interval a, struct interval b)
{
    return (struct interval){a.low > b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
}

struct interval interval_join(struct interval a, struct interval b)
{
    return (struct interval){a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}

struct values values_between(uint32_t low, uint32_t high)
{
    return (struct values){.range = {{low, high}}, .count = low <= high};
}

static bool append(struct values *values, uint32_t low, uint32_t high)
{
    if (low > high)
        return true;
    if (values->count == RANGES_KEPT)
        return false;
    values->range[values->count++] = (struct range){low, high};
    return true;
}

bool values_meet(struct values *a, const struct values *b)
{
    struct values both = {.count = 0};
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        const struct range *x = &a->range[i], *y = &b->range[k];
        if (!append(&both, x->low > y->low ? x->low : y->low, x->high < y->high ? x->high : y->high))
            return false;
        if (x->high < y->high)
            i++;
        else
            k++;
    }
    *a = both;
    return true;
}

bool values_complement(struct values *values)
{
    struct values rest = {.count = 0};
    uint32_t next = 0; /* the first number not dealt with */
    for (uint32_t i = 0; i < values->count; i++) {
        const struct range *r = &values->range[i];
        if (r->low > next && !append(&rest, next, r->low - 1))
            return false;
        if (r->high == UINT32_MAX) {
            *values = rest;
            return true;
        }
        next = r->high + 1;
    }
    bool kept = append(&rest, next, UINT32_MAX);
    if (kept)
        *values = rest;
    return kept;
}

bool values_within(const struct values *values, const struct values *others)
{
    uint32_t k = 0;
    for (uint32_t i = 0; i < values->count; i++) {
        while (k < others->count && others->range[k].high < values->range[i].high)
            k++;
        if (k == others->count || others->range[k].low > values->range[i].low)
            return false;
    }
    return true;
}

struct interval values_hull(const struct values *values)
{
    return (struct interval){values->range[0].low, values->range[values->count - 1].high};
}
