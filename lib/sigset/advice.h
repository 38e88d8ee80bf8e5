/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_ADVICE_H
#define LIB_SIGSET_ADVICE_H

#include "lib/sigset/builder.h"

/* What a whole set is allowed, and likely not meant, to say. */

/* A set without errors. */
struct whole {
    const struct builder *builder;
    const struct model *model;
    const uint16_t *entry; /* by place in the model: its entry in the builder */
    struct report *report;
};

/* Signatures that wait for what cannot have fired. */
void advise_after(const struct whole *whole);

/* What each signature could do better: proof, source, cost. */
void advise_each(const struct whole *whole);

/* Signatures that say nothing another one does not say. False if there was no memory. covered.c */
bool advise_covered(const struct whole *whole);

static inline const struct entry *whole_entry(const struct whole *whole, uint32_t place)
{
    return builder_entry(whole->builder, whole->entry[place]);
}

#endif
