/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/facts.h"

#include "lib/sigset/fields.h"

#define LENGTH_MAX  UINT32_MAX
#define ORDINAL_MAX 0xff
#define FROM_CLIENT 1
#define FROM_SERVER 2

struct facts facts_none(void)
{
    struct facts facts = {.ordinal = {0, ORDINAL_MAX},
                          .directions = FROM_CLIENT | FROM_SERVER,
                          .transports = FIELD_UDP | FIELD_TCP};
    for (int s = 0; s < SOURCE_COUNT; s++)
        facts.length[s] = (struct interval){0, LENGTH_MAX};
    return facts;
}

/* ---- both, either ---- */

static bool byte_meet(struct byte_test *a, struct byte_test b)
{
    bool agree = ((a->value ^ b.value) & a->mask & b.mask) == 0;
    a->mask |= b.mask;
    a->value |= b.value;
    return agree;
}

static struct byte_test byte_join(struct byte_test a, struct byte_test b)
{
    struct bits both = bits_join((struct bits){a.mask, a.value}, (struct bits){b.mask, b.value});
    return (struct byte_test){(uint8_t)both.mask, (uint8_t)both.value};
}

struct facts facts_meet(struct facts a, const struct facts *b)
{
    a.never = a.never || b->never || (a.kind && b->kind && a.kind != b->kind);
    a.kind = a.kind ? a.kind : b->kind;
    for (int s = 0; s < SOURCE_COUNT; s++) {
        a.length[s] = interval_meet(a.length[s], b->length[s]);
        a.never = a.never || interval_empty(a.length[s]);
    }
    a.ordinal = interval_meet(a.ordinal, b->ordinal);
    a.directions &= b->directions;
    a.transports &= b->transports;
    a.context |= b->context;
    a.port = a.port ? a.port : b->port;
    bool agree0 = byte_meet(&a.byte0, b->byte0), agree2 = byte_meet(&a.byte2, b->byte2);
    a.never = a.never || interval_empty(a.ordinal) || !a.directions || !a.transports || !agree0 || !agree2;
    return a;
}

static struct facts join(const struct facts *a, const struct facts *b)
{
    if (a->never || b->never)
        return a->never ? *b : *a;
    struct facts either = *a;
    for (int s = 0; s < SOURCE_COUNT; s++)
        either.length[s] = interval_join(a->length[s], b->length[s]);
    either.ordinal = interval_join(a->ordinal, b->ordinal);
    either.directions |= b->directions;
    either.transports |= b->transports;
    either.kind = a->kind == b->kind ? a->kind : KIND_ANY;
    either.context &= b->context;
    either.port = a->port == b->port ? a->port : 0;
    either.byte0 = byte_join(a->byte0, b->byte0);
    either.byte2 = byte_join(a->byte2, b->byte2);
    return either;
}

/* ---- what must be there, or the program ends ---- */

uint32_t facts_reach(const struct builder *b, const struct instruction *i)
{
    const struct field_word *f = field_of(i);
    if (i->op == OP_BYTES)
        return i->b + builder_constant(b, i->imm).length;
    if (instruction_counts_bytes(i))
        return i->b + i->imm;
    return f->needs + (i->op == OP_LOAD ? i->b : 0u);
}

static struct facts needed_by(const struct builder *b, const struct instruction *i)
{
    struct facts facts = facts_none();
    const struct field_word *f = field_of(i);
    if (!f || (i->op == OP_FIELD && i->b == FIELD_SEEN))
        return facts;
    const unsigned reads = field_reads(i);
    const uint32_t reach = facts_reach(b, i);
    for (unsigned s = 0; s < SOURCE_COUNT; s++)
        if (reads >> s & 1)
            facts.length[s].low = s != SOURCE_THIS && reach == 0 ? 1 : reach;
    if (i->op == OP_FIELD && i->b >= FIELD_RECORD_LENGTH && i->b <= FIELD_RECORD_U16)
        facts.ordinal = (struct interval){1, 2}; /* it stands behind the opening or in the next message */
    facts.kind = f->kind;
    facts.context = f->context;
    facts.byte2 = (struct byte_test){f->mask2, f->byte2};
    facts.transports = reads >> SOURCE_OLDER & 1 ? f->transports & FIELD_UDP : f->transports;
    return facts;
}

/* Operands are always read, but the right one of `and` and `or` only after a look at the left one. */
struct facts facts_needed(const struct expression *t, uint16_t index)
{
    const struct node *n = &t->node[index];
    if (!n->left)
        return needed_by(t->builder, &n->code);
    struct facts facts = facts_needed(t, n->left);
    if (n->right && n->code.op != OP_AND_THEN && n->code.op != OP_OR_ELSE) {
        struct facts right = facts_needed(t, n->right);
        facts = facts_meet(facts, &right);
    }
    return facts;
}

/* ---- what comparisons tell ---- */

/* The bits known of one byte of the message. */
static struct byte_test byte_at(const struct constraint *c, unsigned position)
{
    struct layout l = layout_of(&c->about);
    if (position < l.offset || position >= l.offset + l.width)
        return (struct byte_test){0, 0};
    unsigned shift = layout_shift(&l, position - l.offset);
    return (struct byte_test){(uint8_t)(c->bits.mask >> shift), (uint8_t)(c->bits.value >> shift)};
}

static bool is_port(const struct instruction *i)
{
    return i->op == OP_FIELD && i->b >= FIELD_SOURCE_PORT && i->b <= FIELD_SERVER_PORT;
}

static void tell_field(struct facts *facts, const struct constraint *c)
{
    const struct instruction *i = &c->about;
    struct interval *length = &facts->length[i->a];
    if (i->op == OP_FIELD && c->mask == UINT32_MAX && i->b == FIELD_LEN)
        *length = interval_meet(*length, c->within);
    else if (i->op == OP_FIELD && i->b == FIELD_SEEN)
        *length =
            interval_meet(*length, c->within.low ? (struct interval){1, LENGTH_MAX} : (struct interval){0, 0});
    else if (i->op == OP_FIELD && c->mask == UINT32_MAX && i->b == FIELD_ORDINAL)
        facts->ordinal = c->within;
    else if (i->op == OP_FIELD && i->b == FIELD_OPENS && c->within.low)
        *length = (struct interval){0, 0};
    else if (i->op == OP_FIELD && i->b == FIELD_CLIENT)
        facts->directions = c->within.low ? FROM_CLIENT : FROM_SERVER;
    else if (is_port(i) && c->mask == UINT32_MAX && c->within.low == c->within.high)
        facts->port = (uint16_t)c->within.low;
    facts->never = facts->never || interval_empty(*length) || interval_empty(facts->ordinal);
    if (i->a == SOURCE_THIS && (i->op == OP_LOAD || i->op == OP_FIELD)) {
        byte_meet(&facts->byte0, byte_at(c, 0));
        byte_meet(&facts->byte2, byte_at(c, 2));
    }
}

static struct byte_test constant_byte(const struct builder *b, const struct instruction *i, unsigned position)
{
    struct text_ref text = builder_constant(b, i->imm);
    if (i->a != SOURCE_THIS || position < i->b || position >= i->b + text.length)
        return (struct byte_test){0, 0};
    return (struct byte_test){0xff, (uint8_t)builder_string(b, TABLE_STRINGS, text)[position - i->b]};
}

static struct facts told(const struct expression *t, uint16_t index)
{
    const struct instruction *i = &t->node[index].code;
    struct facts facts = facts_needed(t, index);
    struct constraint constraint;
    if (i->op == OP_PUSH) {
        facts.never = i->imm == 0;
    } else if (i->op == OP_BYTES) {
        facts.byte0 = constant_byte(t->builder, i, 0);
        facts.byte2 = constant_byte(t->builder, i, 2);
    } else if (constraint_of(t, index, &constraint)) {
        facts.never = facts.never || constraint.impossible;
        if (!constraint.differs)
            tell_field(&facts, &constraint);
    }
    return facts;
}

struct facts facts_of(const struct expression *t, uint16_t index)
{
    const struct node *n = &t->node[index];
    if (n->code.op != OP_AND_THEN && n->code.op != OP_OR_ELSE)
        return told(t, index);
    struct facts left = facts_of(t, n->left), right = facts_of(t, n->right);
    if (n->code.op == OP_AND_THEN)
        return facts_meet(left, &right);
    struct facts before = facts_needed(t, n->left);
    right = facts_meet(right, &before);
    return join(&left, &right);
}

/* The highest length a prefilter knows stands for all above it. */
static uint16_t length_clamp(uint32_t length)
{
    return length < UINT16_MAX ? (uint16_t)length : UINT16_MAX;
}

static uint8_t context_of(const struct facts *f)
{
    return (uint8_t)(f->context | (f->length[SOURCE_PREV].low ? CONTEXT_PREV : 0) |
                     (f->length[SOURCE_OLDER].low ? CONTEXT_PREV : 0) |
                     (f->length[SOURCE_REVERSE].low ? CONTEXT_REVERSE : 0));
}

struct prefilter facts_prefilter(const struct facts *given)
{
    const struct facts any = facts_none(), *f = given->never ? &any : given;
    return (struct prefilter){.length_low = length_clamp(f->length[SOURCE_THIS].low),
                              .length_high = length_clamp(f->length[SOURCE_THIS].high),
                              .directions = f->directions,
                              .ordinal_low = (uint8_t)f->ordinal.low,
                              .ordinal_high =
                                  (uint8_t)(f->ordinal.high ? f->ordinal.high : 1), /* as an opening's */
                              .kind = f->kind,
                              .byte0 = f->byte0,
                              .byte2 = f->byte2,
                              .port = f->port,
                              .context = context_of(f)};
}
