/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_FIELD_H
#define LIB_ENGINE_FIELD_H

#include "lib/engine/view.h"

/* Any field but those below. */
bool field_read(struct view *view, unsigned source, unsigned field, uint32_t argument, uint64_t *value);

/* Value of the field that an instruction names; false if it is not there. What is asked most is read here. */
static inline bool field_value(struct view *v, const struct instruction *i, uint64_t *value)
{
    if (i->a != SOURCE_THIS)
        return field_read(v, i->a, i->b, i->imm, value);
    switch (i->b) {
    case FIELD_LEN:
        *value = v->length;
        return true;
    case FIELD_SOURCE_PORT:
        *value = v->flow->port[v->direction];
        return true;
    case FIELD_DESTINATION_PORT:
        *value = v->flow->port[1 - v->direction];
        return true;
    case FIELD_RECORD_U8:
        *value = i->imm < v->plain_length ? v->plain[i->imm] : 0;
        return i->imm < v->plain_length;
    default:
        return field_read(v, SOURCE_THIS, i->b, i->imm, value);
    }
}

#endif
