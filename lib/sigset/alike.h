/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_ALIKE_H
#define LIB_SIGSET_ALIKE_H

#include "lib/sigset/model.h"

/* Do two signatures, each of a model of its own, have the same condition? Ranges, bytes and texts are compared:
 * their places in the tables of a model depend on what else is in it. */
bool programs_alike(const struct model *one, const struct signature *first, const struct model *two,
                    const struct signature *second);

#endif
