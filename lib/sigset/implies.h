/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_IMPLIES_H
#define LIB_SIGSET_IMPLIES_H

#include "lib/sigset/alternative.h"

/* Does a condition hold on every message of an alternative of another? False if that cannot be told. Each step
 * takes one of `steps`; without any it cannot be told. */
bool alternative_implies(const struct alternative *alternative, const struct expression *tree, uint32_t *steps);

#endif
