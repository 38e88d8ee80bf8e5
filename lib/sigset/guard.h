/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_GUARD_H
#define LIB_SIGSET_GUARD_H

#include "lib/base/alloc.h"
#include "lib/sigset/model.h"

/* A program is a row of conditions, all of which must hold, in whatever order: none has an effect, and what is
 * not there fails the whole. Most are simple tests of a number. When a database is loaded each program is taken
 * apart, so that the matcher runs those without a stack, the cheapest first, and the index answers what it can.
 * Nothing of this is in the image. */

/* Makes the guards of all signatures of a verified model. SKYPEDPI_OK or SKYPEDPI_E_MEMORY. */
int guards_open(struct model *model, const struct skypedpi_allocator *allocator);

/* GUARD_WITHIN, GUARD_RANGES: does it let a number pass? */
static inline bool guard_admits(const struct guard *g, const struct range *ranges, uint64_t value)
{
    bool in = false;
    value &= g->mask;
    if (g->form == GUARD_WITHIN)
        in = value - g->low <= (uint64_t)g->high - g->low;
    for (const struct range *r = ranges + g->range; !in && r < ranges + g->range + g->ranges; r++)
        in = value >= r->low && value <= r->high;
    return in != g->outside;
}

#endif
