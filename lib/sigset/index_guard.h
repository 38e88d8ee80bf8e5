/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_INDEX_GUARD_H
#define LIB_SIGSET_INDEX_GUARD_H

#include "lib/sigset/index.h"

/* What the rows of an index say exactly need not be asked again: the guards of lengths, of the first and third
 * byte, of directions and of low ordinals. */

/* The lengths from which on a guard of a signature says otherwise than below. Returns how many; with `bounds`
 * NULL only counts. */
uint32_t guards_bounds(const struct model *model, const struct signature *signature, uint32_t *bounds);

/* Takes a signature out of the rows that its guards do not let pass, and puts those that this answers behind
 * the others. */
void guards_answer(struct index *index, struct model *model, struct signature *signature, uint32_t bit);

#endif
