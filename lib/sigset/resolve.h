/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_RESOLVE_H
#define LIB_SIGSET_RESOLVE_H

#include "lib/sigset/builder.h"

/* A model being made of the entries of a builder. */
struct maker {
    const struct builder *builder;
    struct report *report;
    struct model *model;
    uint16_t *place;   /* by entry: its place among the ids */
    uint16_t *entry;   /* by place: the entry that stands there */
    bool other_errors; /* besides missing natives */
    struct counters counters;
};

/* Looks up what each entry says by name, and gives it its counter. */
void entries_resolve(struct maker *maker);

#endif
