/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_CONSTRAINT_H
#define LIB_SIGSET_CONSTRAINT_H

#include "lib/sigset/condition.h"
#include "lib/sigset/values.h"

/* What a comparison with constants says of the one field it asks about: u8[2] & 0x8f == 7, len in {18, 26},
 * not client. */

/* Bits that are known: `value` where `mask` has ones. */
struct bits {
    uint32_t mask, value;
};

struct constraint {
    struct instruction about; /* it reads a number */
    uint32_t mask;            /* the field is and-ed with that before */
    struct interval within;
    struct bits bits;
    bool differs;    /* not the one value of `within`, instead of within it */
    bool impossible; /* no value can be so */
    bool certain;    /* any value is so */
};

/* False if the node is not such a comparison. */
bool constraint_of(const struct expression *tree, uint16_t node, struct constraint *constraint);

/* The same, and exactly which values make the comparison true, or with `truth` false untrue. False also if they
 * are too many ranges. */
bool constraint_values(const struct expression *tree, uint16_t node, bool truth, struct constraint *constraint,
                       struct values *values);

/* All values that what it is about can have. */
struct values constraint_possible(const struct constraint *constraint);

/* Where the bytes of a number stand, if it is one of the message's own; else no bytes. */
struct layout {
    unsigned offset, width;
    bool little;
};

struct layout layout_of(const struct instruction *instruction);

/* By how much the byte at a position, counted from the offset, is shifted in the number. */
static inline unsigned layout_shift(const struct layout *layout, unsigned position)
{
    return 8 * (layout->little ? position : layout->width - 1 - position);
}

/* What a number can be that compares so with a constant; OP_NE: what it can not. Empty if there is none. */
struct interval interval_compared(unsigned op, uint32_t constant);

/* The leading bits that all numbers of an interval share. */
struct bits bits_of(struct interval interval);
struct bits bits_join(struct bits a, struct bits b);

#endif
