/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/program.h"

#include "lib/engine/field.h"
#include "lib/engine/text.h"
#include "lib/sigset/compute.h"
#include "lib/sigset/guard.h"

/* Most reads are of the message at hand. */
static inline struct bytes source_bytes(const struct view *v, unsigned source)
{
    return source == SOURCE_THIS ? v->data : view_bytes(v, source);
}

static inline bool load(const struct view *v, const struct instruction *i, uint64_t *value)
{
    struct bytes b = source_bytes(v, i->a);
    if (b.length < (size_t)i->b + width_bytes(i->imm))
        return false;
    const uint8_t *p = b.data + i->b;
    switch (i->imm) {
    case WIDTH_U8:
        *value = *p;
        break;
    case WIDTH_U16:
        *value = read_be16(p);
        break;
    case WIDTH_U32:
        *value = read_be32(p);
        break;
    case WIDTH_LE16:
        *value = read_le16(p);
        break;
    default:
        *value = read_le32(p);
    }
    return true;
}

static unsigned distinct_count(const uint8_t *p, uint32_t count)
{
    uint64_t seen[4] = {0};
    unsigned n = 0;
    for (uint32_t k = 0; k < count; k++) {
        uint64_t bit = (uint64_t)1 << p[k] % 64;
        n += (seen[p[k] / 64] & bit) == 0;
        seen[p[k] / 64] |= bit;
    }
    return n;
}

/* Several signatures ask the same of a message. */
static bool distinct(struct view *v, const struct instruction *i, uint64_t *value)
{
    const uint32_t of = (uint32_t)i->b << 8 | i->imm;
    if (i->a == SOURCE_THIS && v->distinct_of == of) {
        *value = v->distinct;
        return true;
    }
    struct bytes b = source_bytes(v, i->a);
    if (b.length < (size_t)i->b + i->imm)
        return false;
    *value = distinct_count(b.data + i->b, i->imm);
    if (i->a == SOURCE_THIS) {
        v->distinct = (uint8_t)*value;
        v->distinct_of = of;
    }
    return true;
}

static bool common(const struct view *v, const struct instruction *i, uint64_t *value)
{
    const bool three = i->a == SOURCE_THIS;
    const struct bytes a = v->data, b = view_bytes(v, three ? SOURCE_PREV : i->a),
                       c = three ? view_bytes(v, SOURCE_REVERSE) : b;
    const size_t end = (size_t)i->b + i->imm;
    if (a.length < end || b.length < end || c.length < end)
        return false;
    *value = 0;
    for (size_t k = i->b; k < end; k++)
        *value += a.data[k] == b.data[k] && a.data[k] == c.data[k];
    return true;
}

/* Of bytes that differ, or do not. */
static bool count(struct view *v, const struct instruction *i, uint64_t *value)
{
    return i->op == OP_DISTINCT ? distinct(v, i, value) : common(v, i, value);
}

static bool constant_equal(const struct model *m, const struct view *v, const struct instruction *i,
                           uint64_t *value)
{
    struct bytes b = view_bytes(v, i->a);
    const struct text_ref *c = &m->constants[i->imm];
    if (b.length < (size_t)i->b + c->length)
        return false;
    *value = memcmp(b.data + i->b, m->strings + c->offset, c->length) == 0;
    return true;
}

static bool text_test(const struct model *m, struct view *v, const struct instruction *i, uint64_t *value)
{
    if (i->b == TEXT_TLS_CERTIFICATE) {
        const struct x509_names *names = view_names(v);
        *value = names && names_fit(m, i->imm, i->a, names);
        return names != NULL;
    }
    struct bytes text;
    if (!view_text(v, i->b, &text))
        return false;
    *value = text_fits(m, i->imm, i->a, text, i->b != TEXT_HTTP_PATH);
    return true;
}

static bool in_ranges(const struct range *range, unsigned count, uint64_t value)
{
    for (unsigned k = 0; k < count; k++)
        if (value >= range[k].low && value <= range[k].high)
            return true;
    return false;
}

static inline bool number(struct view *v, const struct instruction *i, uint64_t *value)
{
    if (i->op == OP_LOAD)
        return load(v, i, value);
    return i->op == OP_FIELD ? field_value(v, i, value) : count(v, i, value);
}

/* Runs the instructions of a guard, with nothing on the stack. Jumps stay among them. */
static bool code_holds(const struct model *m, const struct instruction *code, const struct guard *g,
                       struct view *v)
{
    /* What is read was pushed before: verify.c saw to it, which the analyzer cannot know. */
    /* NOLINTBEGIN(clang-analyzer-core.*) */
    uint64_t stack[STACK_MAX + 1];
    uint64_t *top = stack; /* the value on top; stack[0] lies below the first */
    *top = 0;
    for (const struct instruction *i = code + g->low; i < code + g->high; i++) {
        bool there = true; /* what the instruction reads */
        switch (i->op) {
        case OP_PUSH:
            *++top = i->imm;
            break;
        case OP_LOAD:
            there = load(v, i, ++top);
            break;
        case OP_FIELD:
            there = field_value(v, i, ++top);
            break;
        case OP_DISTINCT:
        case OP_COMMON:
            there = count(v, i, ++top);
            break;
        case OP_BYTES:
            there = constant_equal(m, v, i, ++top);
            break;
        case OP_TEXT:
            there = text_test(m, v, i, ++top);
            break;
        case OP_NOT:
            *top = !*top;
            break;
        case OP_IN:
            *top = in_ranges(m->ranges + i->imm, i->b, *top);
            break;
        case OP_AND_THEN:
        case OP_OR_ELSE:
            if ((*top != 0) == (i->op == OP_OR_ELSE))
                i = code + i->imm - 1;
            else
                top--;
            break;
        default:
            top--;
            *top = compute(i->op, *top, top[1]);
        }
        if (!there)
            return false;
    }
    return *top != 0;
    /* NOLINTEND(clang-analyzer-core.*) */
}

static bool is_true(const struct model *m, const struct guard *g, struct view *v)
{
    uint64_t value;
    if (!(g->read.op == OP_TEXT ? text_test(m, v, &g->read, &value) : constant_equal(m, v, &g->read, &value)))
        return false;
    return (value != 0) != g->outside;
}

static bool equal(const struct guard *g, struct view *v)
{
    uint64_t value, other;
    if (!number(v, &g->read, &value) || !number(v, &g->other, &other))
        return false;
    return (value == (g->less ? other - g->low : other + g->low)) != g->outside;
}

static bool guard_holds(const struct model *m, const struct signature *s, const struct guard *g, struct view *v)
{
    uint64_t value;
    switch (g->form) {
    case GUARD_CODE:
        return code_holds(m, m->code + s->code, g, v);
    case GUARD_TRUTH:
        return is_true(m, g, v);
    case GUARD_EQUAL:
        return equal(g, v);
    default:
        return number(v, &g->read, &value) && guard_admits(g, m->ranges, value);
    }
}

bool program_holds(const struct model *m, const struct signature *s, struct view *v)
{
    v->asked = s;
    for (const struct guard *g = m->guards + s->guard, *end = g + s->guards; g < end; g++)
        if (!guard_holds(m, s, g, v))
            return false;
    return true;
}

bool program_value(struct view *v, const struct instruction *i, uint64_t *value)
{
    return i->op == OP_LOAD ? load(v, i, value) : field_value(v, i, value);
}
