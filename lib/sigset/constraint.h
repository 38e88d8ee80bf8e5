/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_CONSTRAINT_H
#define LIB_SIGSET_CONSTRAINT_H

#include "lib/sigset/condition.h"

/* What a comparison with constants says of the one field it asks about: u8[2] & 0x8f == 7, len in {18, 26},
 * not client. */

struct interval {
    uint32_t low, high; /* empty if low > high */
};

/* Bits that are known: `value` where `mask` has ones. */
struct bits {
    uint32_t mask, value;
};

struct constraint {
    struct instruction about; /* OP_FIELD, OP_LOAD or OP_DISTINCT */
    uint32_t mask;            /* the field is and-ed with that before */
    struct interval within;
    struct bits bits;
    bool differs;    /* not the one value of `within`, instead of within it */
    bool impossible; /* no value can be so */
    bool certain;    /* any value is so */
};

/* False if the node is not such a comparison. */
bool constraint_of(const struct condition *condition, const struct builder *builder, uint16_t node,
                   struct constraint *constraint);

/* Can no value satisfy both? */
bool constraints_exclude(const struct constraint *a, const struct constraint *b);

struct interval interval_meet(struct interval a, struct interval b);
struct interval interval_join(struct interval a, struct interval b);
struct bits bits_join(struct bits a, struct bits b);

#endif
