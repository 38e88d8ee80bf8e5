/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/alternative.h"

#include <string.h>
#include "lib/sigset/fields.h"
#include "lib/sigset/same.h"

/* ---- bytes ---- */

struct byte_test alternative_byte(const struct alternative *a, unsigned source, unsigned offset)
{
    for (unsigned i = 0; i < a->byte_count; i++)
        if (a->byte[i].source == source && a->byte[i].offset == offset)
            return a->byte[i].test;
    return (struct byte_test){0, 0};
}

static struct known_byte *byte_slot(struct alternative *a, unsigned source, unsigned offset)
{
    for (unsigned i = 0; i < a->byte_count; i++)
        if (a->byte[i].source == source && a->byte[i].offset == offset)
            return &a->byte[i];
    if (a->byte_count == BYTES_MAX)
        return NULL;
    a->byte[a->byte_count] = (struct known_byte){.offset = (uint16_t)offset, .source = (uint8_t)source};
    return &a->byte[a->byte_count++];
}

static void know_byte(struct alternative *a, unsigned source, unsigned offset, struct byte_test test)
{
    struct known_byte *b = test.mask ? byte_slot(a, source, offset) : NULL;
    if (!b)
        return;
    a->never |= ((b->test.value ^ test.value) & b->test.mask & test.mask) != 0;
    b->test.mask |= test.mask;
    b->test.value |= test.value;
}

struct interval alternative_load(const struct alternative *a, const struct instruction *load, uint32_t mask)
{
    struct layout l = layout_of(load);
    struct interval can = {0, 0};
    for (unsigned i = 0; i < l.width; i++) {
        struct byte_test t = alternative_byte(a, load->a, l.offset + i);
        can.low |= (uint32_t)t.value << layout_shift(&l, i);
        can.high |= (uint32_t)(uint8_t)(t.value | ~t.mask) << layout_shift(&l, i);
    }
    return (struct interval){can.low & mask, can.high & mask};
}

/* ---- fields ---- */

/* Its place, or that behind the last. */
static unsigned place_of(const struct alternative *a, const struct instruction *about, uint32_t mask)
{
    unsigned i = 0;
    while (i < a->known_count && (a->known[i].mask != mask || !instruction_equal(&a->known[i].about, about)))
        i++;
    return i;
}

const struct known *alternative_known(const struct alternative *a, const struct instruction *about,
                                      uint32_t mask)
{
    unsigned i = place_of(a, about, mask);
    return i < a->known_count ? &a->known[i] : NULL;
}

struct interval alternative_interval(const struct alternative *a, unsigned source, unsigned field)
{
    const struct instruction about = {.op = OP_FIELD, .a = (uint8_t)source, .b = (uint16_t)field};
    const struct known *k = alternative_known(a, &about, UINT32_MAX);
    return k && k->values.count ? values_hull(&k->values) : (struct interval){0, UINT32_MAX};
}

static void know_bits(struct alternative *a, const struct known *k)
{
    struct layout l = layout_of(&k->about);
    struct bits bits = {0, 0};
    for (uint32_t i = 0; i < k->values.count; i++) {
        struct bits more = bits_of((struct interval){k->values.range[i].low, k->values.range[i].high});
        bits = i ? bits_join(bits, more) : more;
    }
    bits.mask &= k->mask;
    bits.value &= k->mask;
    for (unsigned i = 0; i < l.width; i++)
        know_byte(a, k->about.a, l.offset + i,
                  (struct byte_test){(uint8_t)(bits.mask >> layout_shift(&l, i)),
                                     (uint8_t)(bits.value >> layout_shift(&l, i))});
}

void alternative_know(struct alternative *a, const struct instruction *about, uint32_t mask,
                      const struct values *values)
{
    unsigned place = place_of(a, about, mask);
    if (place == KNOWN_MAX)
        return;
    struct known *k = &a->known[place];
    if (place == a->known_count) {
        a->known_count++;
        *k = (struct known){*about, mask, *values};
    } else if (!values_meet(&k->values, values)) {
        return;
    }
    a->never |= k->values.count == 0;
    know_bits(a, k);
}

/* ---- parts of a condition ---- */

static void tell(struct alternative *a, uint16_t node, bool truth)
{
    const struct part new = {a->tree, node, truth};
    for (unsigned i = 0; i < a->told_count; i++) {
        const struct part old = {a->tree, a->told[i].node, a->told[i].truth};
        a->never |= parts_exclude(&old, &new);
    }
    if (a->told_count < TOLD_MAX)
        a->told[a->told_count++] = (struct told){node, truth};
}

static void know_constant(struct alternative *a, const struct instruction *i)
{
    struct text_ref text = builder_constant(a->tree->builder, i->imm);
    const char *bytes = builder_string(a->tree->builder, TABLE_STRINGS, text);
    for (uint32_t k = 0; k < text.length; k++)
        know_byte(a, i->a, i->b + k, (struct byte_test){0xff, (uint8_t)bytes[k]});
}

static void read_one(struct alternative *a, const struct instruction *i)
{
    const struct field_word *f = field_of(i);
    if (i->op == OP_FIELD && i->a == SOURCE_THIS)
        a->asked |= UINT64_C(1) << i->b;
    if (i->op == OP_FIELD && i->b == FIELD_SIZE && i->imm > a->sizes)
        a->sizes = i->imm;
    if (!f || i->op == OP_TEXT || (i->op == OP_FIELD && !f->needs))
        return;
    const unsigned reads = field_reads(i);
    const uint32_t reach = facts_reach(a->tree->builder, i);
    for (unsigned s = 0; s < SOURCE_COUNT; s++)
        if (reads >> s & 1 && reach > a->reach[s])
            a->reach[s] = reach;
}

/* What is read must be there. */
static void read_all(struct alternative *a, uint16_t index)
{
    const struct node *n = &a->tree->node[index];
    struct facts needed = facts_needed(a->tree, index);
    a->facts = facts_meet(a->facts, &needed);
    know_byte(a, SOURCE_THIS, 2, needed.byte2);
    for (; n->left && (n->code.op == OP_AND_THEN || n->code.op == OP_OR_ELSE); n = &a->tree->node[n->left])
        continue;
    if (n->left)
        read_all(a, n->left);
    if (n->right)
        read_all(a, n->right);
    if (!n->left)
        read_one(a, &n->code);
}

static void learn_comparison(struct alternative *a, uint16_t index, bool truth)
{
    const struct node *n = &a->tree->node[index];
    struct constraint c;
    struct values values;
    read_all(a, index);
    if (n->code.op == OP_BYTES && truth)
        know_constant(a, &n->code);
    if (n->code.op == OP_PUSH)
        a->never |= (n->code.imm != 0) != truth;
    else if (constraint_values(a->tree, index, truth, &c, &values))
        alternative_know(a, &c.about, c.mask, &values);
    else
        tell(a, index, truth);
    if (a->splits == 0 && !a->never)
        alternative_settle(a);
    if (a->never && !a->culprit)
        a->culprit = index;
}

/* Takes a part to hold, or not to. Where that can be in two ways it is put off. */
static void learn(struct alternative *a, uint16_t index, bool truth)
{
    const struct node *n = &a->tree->node[index];
    bool both = n->code.op == OP_AND_THEN, either = n->code.op == OP_OR_ELSE;
    if (n->code.op == OP_NOT) {
        learn(a, n->left, !truth);
    } else if (truth ? both : either) {
        learn(a, n->left, truth);
        learn(a, n->right, truth);
    } else if (!both && !either) {
        learn_comparison(a, index, truth);
    } else {
        read_all(a, n->left);
        if (a->open_count < TOLD_MAX)
            a->open[a->open_count++] = (struct told){index, truth};
    }
}

/* ---- all ways ---- */

struct search {
    void (*each)(const struct alternative *, void *user);
    void *user;
};

static void explore(const struct search *s, struct alternative *a);

static void explore_side(const struct search *s, struct alternative *a, uint16_t side, bool truth)
{
    a->chosen[a->splits++] = side;
    learn(a, side, truth);
    explore(s, a);
}

/* As deep as SPLITS_MAX; it leaves `a` changed. */
static void explore(const struct search *s, struct alternative *a)
{
    alternative_settle(a);
    if (a->never)
        return;
    if (a->open_count == 0 || a->splits == SPLITS_MAX) {
        s->each(a, s->user);
        return;
    }
    struct told part = a->open[--a->open_count];
    const struct node *n = &a->tree->node[part.node];
    struct alternative other = *a;
    explore_side(s, &other, n->left, part.truth);
    explore_side(s, a, n->right, part.truth);
}

uint16_t alternatives_each(const struct expression *tree, void (*each)(const struct alternative *, void *user),
                           void *user)
{
    const struct search search = {each, user};
    struct alternative all;
    memset(&all, 0, sizeof all);
    all.tree = tree;
    all.facts = facts_none();
    all.facts.transports = tree->transport;
    learn(&all, tree->root, true);
    uint16_t culprit = all.culprit;
    explore(&search, &all);
    return culprit;
}
