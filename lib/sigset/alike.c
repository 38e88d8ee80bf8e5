/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/alike.h"

#include <string.h>
#include "lib/sigset/program.h"

static bool texts_alike(const struct model *one, const struct text_ref *a, const struct model *two,
                        const struct text_ref *b)
{
    return a->length == b->length && memcmp(model_text(one, *a), model_text(two, *b), a->length) == 0;
}

static bool lists_alike(const struct model *one, const struct list *a, const struct model *two,
                        const struct list *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!texts_alike(one, &one->refs[a->first + i], two, &two->refs[b->first + i]))
            return false;
    return true;
}

static bool instructions_alike(const struct model *one, const struct instruction *a, const struct model *two,
                               const struct instruction *b)
{
    if (a->op != b->op || a->a != b->a || a->b != b->b)
        return false;
    switch (a->op) {
    case OP_IN:
        return memcmp(one->ranges + a->imm, two->ranges + b->imm, a->b * sizeof *one->ranges) == 0;
    case OP_BYTES:
        return texts_alike(one, &one->constants[a->imm], two, &two->constants[b->imm]);
    case OP_TEXT:
        return lists_alike(one, &one->lists[a->imm], two, &two->lists[b->imm]);
    default:
        return a->imm == b->imm;
    }
}

bool programs_alike(const struct model *one, const struct signature *first, const struct model *two,
                    const struct signature *second)
{
    if (first->code_length != second->code_length)
        return false;
    for (uint32_t i = 0; i < first->code_length; i++)
        if (!instructions_alike(one, &one->code[first->code + i], two, &two->code[second->code + i]))
            return false;
    return true;
}
