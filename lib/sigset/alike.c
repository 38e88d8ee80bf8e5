/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/alike.h"

#include <string.h>
#include "lib/sigset/builder.h"
#include "lib/sigset/program.h"

struct tables tables_of(const struct builder *builder)
{
    const struct array *t = builder->table;
    return (struct tables){t[TABLE_RANGES].rows, t[TABLE_CONSTANTS].rows, t[TABLE_REFS].rows,
                           t[TABLE_LISTS].rows, t[TABLE_STRINGS].rows};
}

static struct tables tables_of_model(const struct model *m)
{
    return (struct tables){m->ranges, m->constants, m->refs, m->lists, m->strings};
}

static bool texts_alike(const struct tables *t, const struct text_ref *a, const struct tables *u,
                        const struct text_ref *b)
{
    return a->length == b->length &&
           (a->length == 0 || memcmp(t->strings + a->offset, u->strings + b->offset, a->length) == 0);
}

static bool lists_alike(const struct tables *t, const struct list *a, const struct tables *u,
                        const struct list *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!texts_alike(t, &t->refs[a->first + i], u, &u->refs[b->first + i]))
            return false;
    return true;
}

bool instructions_alike(const struct tables *t, const struct instruction *a, const struct tables *u,
                        const struct instruction *b)
{
    if (a->op != b->op || a->a != b->a || a->b != b->b)
        return false;
    switch (a->op) {
    case OP_IN:
        return memcmp(t->ranges + a->imm, u->ranges + b->imm, a->b * sizeof *t->ranges) == 0;
    case OP_BYTES:
        return texts_alike(t, &t->constants[a->imm], u, &u->constants[b->imm]);
    case OP_TEXT:
        return lists_alike(t, &t->lists[a->imm], u, &u->lists[b->imm]);
    default:
        return a->imm == b->imm;
    }
}

bool programs_alike(const struct model *one, const struct signature *first, const struct model *two,
                    const struct signature *second)
{
    const struct tables t = tables_of_model(one), u = tables_of_model(two);
    if (first->code_length != second->code_length)
        return false;
    for (uint32_t i = 0; i < first->code_length; i++)
        if (!instructions_alike(&t, &one->code[first->code + i], &u, &two->code[second->code + i]))
            return false;
    return true;
}
