/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/constraint.h"

#include "lib/sigset/fields.h"
#include "lib/wire/skype_udp.h"

/* ---- intervals and bits ---- */

struct bits bits_join(struct bits a, struct bits b)
{
    uint32_t mask = a.mask & b.mask & ~(a.value ^ b.value);
    return (struct bits){mask, a.value & mask};
}

struct bits bits_of(struct interval i)
{
    uint32_t differ = i.low ^ i.high;
    for (unsigned shift = 1; shift < 32; shift *= 2)
        differ |= differ >> shift;
    return (struct bits){~differ, i.low & ~differ};
}

/* ---- where a number stands ---- */

struct layout layout_of(const struct instruction *i)
{
    if (i->op == OP_LOAD)
        return (struct layout){i->b, width_bytes(i->imm), i->imm == WIDTH_LE16 || i->imm == WIDTH_LE32};
    if (i->op == OP_FIELD && i->b == FIELD_SKYPE_ID)
        return (struct layout){SKYPE_UDP_ID, 2, false};
    if (i->op == OP_FIELD && i->b == FIELD_SKYPE_FUNCTION)
        return (struct layout){SKYPE_UDP_FUNCTION, 1, false};
    return (struct layout){0, 0, false};
}

/* ---- what a comparison is about ---- */

static struct interval values_of(const struct instruction *i)
{
    const struct field_word *f = field_of(i);
    return (struct interval){f->low, instruction_counts_bytes(i) ? i->imm : f->high};
}

static bool subject_of(const struct node *node, uint16_t index, struct constraint *c)
{
    const struct node *n = &node[index];
    uint32_t mask = UINT32_MAX;
    if (n->code.op == OP_AND && node[n->right].code.op == OP_PUSH) {
        mask = node[n->right].code.imm;
        n = &node[n->left];
    }
    if (!instruction_reads_number(&n->code))
        return false;
    *c = (struct constraint){.about = n->code, .mask = mask};
    if (n->code.op == OP_FIELD && n->code.b == FIELD_SKYPE_FUNCTION)
        c->mask &= SKYPE_UDP_FUNCTION_MASK;
    return true;
}

/* What values the masked field can have at all. */
static struct interval possible(const struct constraint *c)
{
    struct interval values = values_of(&c->about);
    if (c->mask == UINT32_MAX)
        return values;
    return (struct interval){0, values.high < c->mask ? values.high : c->mask};
}

/* ---- what it says ---- */

struct interval interval_compared(unsigned op, uint32_t k)
{
    const struct interval none = {1, 0};
    switch (op) {
    case OP_LT:
        return k ? (struct interval){0, k - 1} : none;
    case OP_LE:
        return (struct interval){0, k};
    case OP_GT:
        return k < UINT32_MAX ? (struct interval){k + 1, UINT32_MAX} : none;
    case OP_GE:
        return (struct interval){k, UINT32_MAX};
    default:
        return (struct interval){k, k};
    }
}

static void within(struct constraint *c, struct interval i)
{
    struct interval can = possible(c);
    bool length = c->about.op == OP_FIELD && c->about.b == FIELD_LEN;
    c->within = interval_meet(i, (struct interval){0, can.high});
    c->bits = bits_of(c->within);
    c->impossible = c->within.low > c->within.high || c->within.high < can.low;
    c->certain = i.low <= can.low + length && i.high >= can.high; /* messages of no bytes are rare */
}

static const struct range *ranges_of(const struct expression *t, const struct instruction *in)
{
    return (const struct range *)t->builder->table[TABLE_RANGES].rows + in->imm;
}

static void among(struct constraint *c, const struct expression *t, const struct instruction *in)
{
    const struct range *range = ranges_of(t, in);
    within(c, (struct interval){range[0].low, range[in->b - 1].high});
    for (unsigned i = 0; i < in->b; i++) {
        struct bits bits = bits_of((struct interval){range[i].low, range[i].high});
        c->bits = i ? bits_join(c->bits, bits) : bits;
    }
    c->certain = c->certain && in->b == 1;
}

static bool truth_of(const struct node *node, uint16_t index, uint32_t truth, struct constraint *c)
{
    if (node[index].type != TYPE_TRUTH || node[index].code.op != OP_FIELD || !subject_of(node, index, c))
        return false;
    within(c, (struct interval){truth, truth});
    return true;
}

/* A set's bits may be wider than the field's mask: there only zeroes can be. */
static void bits_settle(struct constraint *c)
{
    if (c->bits.mask & c->bits.value & ~c->mask)
        c->impossible = true;
    c->bits.mask &= c->mask;
    c->bits.value &= c->mask;
}

bool constraint_of(const struct expression *t, uint16_t index, struct constraint *c)
{
    const struct node *node = t->node, *n = &node[index];
    enum opcode op = (enum opcode)n->code.op;
    if (op == OP_FIELD)
        return truth_of(node, index, 1, c);
    if (op == OP_NOT)
        return truth_of(node, n->left, 0, c);
    if (op == OP_IN && subject_of(node, n->left, c))
        among(c, t, &n->code);
    else if (op >= OP_EQ && op <= OP_GE && node[n->right].code.op == OP_PUSH && subject_of(node, n->left, c))
        within(c, interval_compared(op, node[n->right].code.imm));
    else
        return false;
    c->differs = op == OP_NE;
    bits_settle(c);
    if (c->differs) { /* it says nothing but that */
        c->certain = c->impossible;
        c->impossible = false;
        c->bits = (struct bits){0, 0};
    }
    return true;
}

/* ---- its values ---- */

struct values constraint_possible(const struct constraint *c)
{
    struct interval can = possible(c);
    return values_between(can.low, can.high);
}

static bool listed(const struct expression *t, const struct instruction *in, struct values *values)
{
    const struct range *range = ranges_of(t, in);
    if (in->b > RANGES_KEPT)
        return false;
    values->count = in->b;
    for (unsigned i = 0; i < in->b; i++)
        values->range[i] = range[i];
    return true;
}

bool constraint_values(const struct expression *t, uint16_t index, bool truth, struct constraint *c,
                       struct values *values)
{
    const struct instruction *code = &t->node[index].code;
    if (!constraint_of(t, index, c))
        return false;
    *values = values_between(c->within.low, c->within.high);
    if (code->op == OP_IN && !listed(t, code, values))
        return false;
    if (c->impossible)
        values->count = 0;
    struct values can = constraint_possible(c);
    return (c->differs == truth ? values_complement(values) : true) && values_meet(values, &can);
}
