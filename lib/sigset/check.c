/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/condition.h"

#include "lib/sigset/facts.h"
#include "lib/sigset/fields.h"

/* What is allowed and likely not meant. */

#define WEIGHT_DECIDES 50 /* docs/signatures.md: from here on one signature alone makes a verdict */

/* ---- conditions that contradict themselves ---- */

/* The parts that must all hold. */
static unsigned conjuncts(const struct condition *c, uint16_t index, uint16_t *list, unsigned count)
{
    const struct node *n = &c->node[index];
    if (n->code.op != OP_AND_THEN) {
        list[count] = index;
        return count + 1;
    }
    count = conjuncts(c, n->left, list, count);
    return conjuncts(c, n->right, list, count);
}

static bool contradicts(const struct condition *c, const struct builder *b)
{
    uint16_t list[NODES_MAX];
    unsigned count = conjuncts(c, c->root, list, 0);
    struct constraint first, second;
    for (unsigned i = 0; i < count; i++)
        for (unsigned j = 0; j < i; j++)
            if (constraint_of(c, b, list[i], &first) && constraint_of(c, b, list[j], &second) &&
                constraints_exclude(&first, &second))
                return true;
    return false;
}

/* ---- conditions that tell little ---- */

#define NO_BYTE UINT32_MAX

struct standing {
    bool fact;     /* something is asked that tells about the application */
    bool little;   /* an address, a port or a single byte is */
    uint32_t byte; /* which one, if it is */
};

static struct standing standing_byte(unsigned source, unsigned offset)
{
    return (struct standing){.little = true, .byte = (uint32_t)source << 16 | offset};
}

static struct standing standing_field(const struct builder *b, const struct instruction *i)
{
    const struct field_word *f = field_of(i);
    if (!f || f->standing == STANDING_ASIDE)
        return (struct standing){.byte = NO_BYTE};
    if (f->standing == STANDING_BYTE)
        return standing_byte(i->a, i->op == OP_LOAD ? i->b : 2);
    if (i->op == OP_BYTES && ((const struct text_ref *)b->table[TABLE_CONSTANTS].rows)[i->imm].length == 1)
        return standing_byte(i->a, i->b);
    bool place = f->standing == STANDING_PLACE;
    return (struct standing){.fact = !place, .little = place, .byte = NO_BYTE};
}

/* Two different bytes are a fact. */
static struct standing standing_both(struct standing a, struct standing b)
{
    bool two = a.byte != NO_BYTE && b.byte != NO_BYTE && a.byte != b.byte;
    return (struct standing){.fact = a.fact || b.fact || two,
                             .little = a.little || b.little,
                             .byte = a.byte != NO_BYTE ? a.byte : b.byte};
}

/* A comparison that any value meets, of something that any message has. */
static bool always_holds(const struct condition *c, const struct builder *b, uint16_t index)
{
    struct constraint constraint;
    if (!constraint_of(c, b, index, &constraint) || !constraint.certain)
        return false;
    const struct field_word *f = field_of(&constraint.about);
    return f->kind == KIND_ANY && f->transports == (FIELD_UDP | FIELD_TCP);
}

static struct standing standing_of(const struct condition *c, const struct builder *b, uint16_t index)
{
    const struct node *n = &c->node[index];
    if (always_holds(c, b, index))
        return (struct standing){.byte = NO_BYTE};
    if (!n->left)
        return standing_field(b, &n->code);
    struct standing left = standing_of(c, b, n->left);
    if (!n->right)
        return left;
    struct standing right = standing_of(c, b, n->right), both = standing_both(left, right);
    if (n->code.op == OP_OR_ELSE)
        both.fact = left.fact && right.fact;
    return both;
}

/* ---- all of it ---- */

static bool never_fires(const struct condition *c, const struct builder *b, struct report *report,
                        struct signature *s)
{
    struct facts facts = facts_of(c, b, report, c->root);
    unsigned transport = s->transport == 17 ? FIELD_UDP : FIELD_TCP;
    s->prefilter = facts_prefilter(&facts);
    return facts.never || !(facts.transports & transport) || contradicts(c, b);
}

void condition_check(const struct condition *c, const struct builder *builder, struct report *report,
                     struct entry *entry)
{
    struct signature *s = &entry->signature;
    struct place at = c->node[c->root].at;
    if (never_fires(c, builder, report, s)) {
        report_add(report, DIAGNOSTIC_NEVER, at,
                   "found a condition that no message can meet, expected one that some can");
        return;
    }
    if (entry->after.name.length || entry->native.name.length || s->counting.scope != SCOPE_FLOW)
        return;
    struct standing standing = standing_of(c, builder, c->root);
    if (!standing.fact && !standing.little)
        report_add(report, DIAGNOSTIC_ALWAYS, at,
                   "found nothing that tells applications apart, expected a test of what the message is like");
    else if (!standing.fact && s->weight >= WEIGHT_DECIDES)
        report_add(
            report, DIAGNOSTIC_FEEBLE, at,
            "found weight %u on an address, a port or a single byte alone, expected less than %d or more tests",
            s->weight, WEIGHT_DECIDES);
}
