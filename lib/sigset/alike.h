/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_ALIKE_H
#define LIB_SIGSET_ALIKE_H

#include "lib/sigset/model.h"

/* Instructions name ranges, bytes and texts by their place in tables, which depends on what else is in these:
 * what stands there is compared. */

/* What instructions refer to. */
struct tables {
    const struct range *ranges;
    const struct text_ref *constants, *refs;
    const struct list *lists;
    const char *strings;
};

struct builder;

struct tables tables_of(const struct builder *builder);

/* Does an instruction say the same as one with tables of its own? */
bool instructions_alike(const struct tables *tables, const struct instruction *instruction,
                        const struct tables *its_tables, const struct instruction *other);

/* Do two signatures, each of a model of its own, have the same condition? */
bool programs_alike(const struct model *one, const struct signature *first, const struct model *two,
                    const struct signature *second);

#endif
