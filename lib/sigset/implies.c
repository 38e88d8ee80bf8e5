/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/implies.h"

#include "lib/sigset/fields.h"
#include "lib/sigset/same.h"

struct question {
    const struct alternative *known;
    const struct expression *tree;
    uint32_t *steps;
};

/* ---- what is surely there to be read ---- */

/* Any message has these; others are there where the alternative has asked for them. */
static bool always_there(const struct instruction *i)
{
    static const uint64_t fields = UINT64_C(1) << FIELD_LEN | UINT64_C(1) << FIELD_CLIENT |
                                   UINT64_C(1) << FIELD_SOURCE_PORT | UINT64_C(1) << FIELD_DESTINATION_PORT |
                                   UINT64_C(1) << FIELD_CLIENT_PORT | UINT64_C(1) << FIELD_SERVER_PORT |
                                   UINT64_C(1) << FIELD_MIDFLOW | UINT64_C(1) << FIELD_TUNNELLED |
                                   UINT64_C(1) << FIELD_OPENS | UINT64_C(1) << FIELD_HOST_KNOWN;
    return i->b == FIELD_SEEN || (i->a == SOURCE_THIS && (fields >> i->b & 1));
}

/* Datagrams have `ordinal` and `number`. On TCP an opening has neither, and a turn that came late no `number`:
 * it cannot look back either. */
static bool count_there(const struct alternative *a, unsigned field)
{
    bool looks_back =
        a->sizes || a->facts.length[SOURCE_PREV].low > 0 || a->facts.length[SOURCE_REVERSE].low > 0;
    bool opening = alternative_interval(a, SOURCE_THIS, FIELD_ORDINAL).low == 0;
    return a->tree->transport == FIELD_UDP || looks_back || (field == FIELD_ORDINAL && !opening);
}

static bool field_there(const struct alternative *a, const struct instruction *i)
{
    const struct field_word *f = field_of(i);
    if (always_there(i) || (i->a == SOURCE_THIS && f->index_high == 0 && (a->asked >> i->b & 1)))
        return true;
    if (i->a == SOURCE_THIS && (i->b == FIELD_ORDINAL || i->b == FIELD_NUMBER)) /* known is what follows */
        return count_there(a, i->b);
    for (unsigned k = 0; k < a->known_count; k++)
        if (instruction_equal(&a->known[k].about, i))
            return true;
    return false;
}

static bool text_there(const struct alternative *a, unsigned field)
{
    for (unsigned i = 0; i < a->told_count; i++) {
        const struct instruction *code = &a->tree->node[a->told[i].node].code;
        if (code->op == OP_TEXT && code->b == field)
            return true;
    }
    return false;
}

static bool bytes_there(const struct question *q, const struct instruction *i)
{
    const unsigned reads = field_reads(i);
    bool there = true;
    for (unsigned s = 0; s < SOURCE_COUNT; s++)
        there = there && (!(reads >> s & 1) || facts_reach(q->tree->builder, i) <= q->known->reach[s]);
    return there;
}

static bool there(const struct question *q, uint16_t index)
{
    const struct node *n = &q->tree->node[index];
    const struct instruction *i = &n->code;
    if (n->left)
        return there(q, n->left) && (!n->right || there(q, n->right));
    if (i->op == OP_FIELD)
        return field_there(q->known, i);
    if (i->op == OP_TEXT)
        return text_there(q->known, i->b);
    return i->op == OP_PUSH || bytes_there(q, i);
}

/* ---- single tests ---- */

static bool within(const struct question *q, uint16_t index, bool truth)
{
    struct constraint c;
    struct values wanted;
    if (!constraint_values(q->tree, index, truth, &c, &wanted))
        return false;
    const struct known *k = alternative_known(q->known, &c.about, c.mask);
    struct values can = k ? k->values : constraint_possible(&c);
    if (!k && c.about.op == OP_LOAD) {
        struct interval bytes = alternative_load(q->known, &c.about, c.mask);
        can = values_between(bytes.low, bytes.high);
    }
    return values_within(&can, &wanted) && there(q, index);
}

static bool bytes_hold(const struct question *q, uint16_t index, bool truth)
{
    const struct builder *b = q->tree->builder;
    const struct instruction *i = &q->tree->node[index].code;
    struct text_ref text = builder_constant(b, i->imm);
    const char *bytes = builder_string(b, TABLE_STRINGS, text);
    bool equal = true, differ = false;
    for (uint32_t k = 0; k < text.length; k++) {
        struct byte_test t = alternative_byte(q->known, i->a, i->b + k);
        equal = equal && t.mask == 0xff && t.value == (uint8_t)bytes[k];
        differ = differ || (t.value ^ (uint8_t)bytes[k]) & t.mask;
    }
    return (truth ? equal : differ) && there(q, index);
}

static bool told(const struct question *q, uint16_t index, bool truth)
{
    const struct alternative *a = q->known;
    const struct part wanted = {q->tree, index, truth};
    for (unsigned i = 0; i < a->told_count; i++) {
        const struct part known = {a->tree, a->told[i].node, a->told[i].truth};
        if (part_implies(&known, &wanted))
            return true;
    }
    return false;
}

/* ---- conditions ---- */

/* The right side of `and` and `or` counts only if reading the left one does not end it all. */
static bool holds(const struct question *q, uint16_t index, bool truth)
{
    const struct node *n = &q->tree->node[index];
    bool both = n->code.op == OP_AND_THEN, either = n->code.op == OP_OR_ELSE;
    if (*q->steps == 0)
        return false;
    --*q->steps;
    if (n->code.op == OP_NOT)
        return holds(q, n->left, !truth);
    if (n->code.op == OP_PUSH)
        return (n->code.imm != 0) == truth;
    if (truth ? both : either)
        return holds(q, n->left, truth) && holds(q, n->right, truth);
    if (both || either)
        return holds(q, n->left, truth) || (there(q, n->left) && holds(q, n->right, truth));
    return within(q, index, truth) || (n->code.op == OP_BYTES && bytes_hold(q, index, truth)) ||
           told(q, index, truth);
}

bool alternative_implies(const struct alternative *a, const struct expression *tree, uint32_t *steps)
{
    const struct question q = {a, tree, steps};
    return holds(&q, tree->root, true);
}
