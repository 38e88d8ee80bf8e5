/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/condition.h"

#include <string.h>
#include "lib/base/transport.h"
#include "lib/sigset/alternative.h"
#include "lib/sigset/fields.h"

/* What a single condition is allowed, and likely not meant, to say. */

#define WEIGHT_DECIDES 50 /* docs/signatures.md: from here on one signature alone makes a verdict */

/* ---- conditions kept ---- */

void condition_keep(const struct condition *c, struct builder *builder, struct entry *entry)
{
    entry->nodes = builder_count(builder, TABLE_NODES);
    entry->root = c->root;
    struct node *rows = builder_add(builder, TABLE_NODES, c->count);
    if (rows)
        memcpy(rows, c->node, c->count * sizeof *rows);
}

struct expression condition_kept(const struct builder *builder, const struct entry *entry)
{
    return (struct expression){.node = (const struct node *)builder->table[TABLE_NODES].rows + entry->nodes,
                               .builder = builder,
                               .root = entry->root,
                               .transport =
                                   entry->signature.transport == TRANSPORT_UDP ? FIELD_UDP : FIELD_TCP};
}

/* ---- conditions that contradict themselves ---- */

/* The sides of `or` that a way to hold goes through. */
struct ways {
    bool open[NODES_MAX];   /* by node */
    bool any, partial;      /* partial: not every choice was looked at */
    struct interval number; /* of the messages */
};

static void way_note(const struct alternative *a, void *user)
{
    struct ways *w = user;
    struct interval number = alternative_interval(a, SOURCE_THIS, FIELD_NUMBER);
    w->number = w->any ? interval_join(w->number, number) : number;
    w->any = true;
    w->partial |= a->open_count > 0;
    for (unsigned i = 0; i < a->splits; i++)
        w->open[a->chosen[i]] = true;
}

static void side_warn(const struct expression *t, struct report *report, uint16_t side)
{
    report_add(report, DIAGNOSTIC_NEVER_BRANCH, t->node[side].at,
               "found a side of 'or' that can never hold, expected one that can");
}

/* Where neither side is open nobody came by. */
static void sides_check(const struct expression *t, struct report *report, const struct ways *w, uint16_t index)
{
    const struct node *n = &t->node[index];
    bool either = n->code.op == OP_OR_ELSE;
    if (!either && n->code.op != OP_AND_THEN)
        return;
    if (either && w->open[n->left] != w->open[n->right])
        side_warn(t, report, w->open[n->left] ? n->right : n->left);
    if (!either || w->open[n->left])
        sides_check(t, report, w, n->left);
    if (!either || w->open[n->right])
        sides_check(t, report, w, n->right);
}

static void way_found(const struct alternative *a, void *user)
{
    (void)a;
    *(bool *)user = true;
}

/* By itself, whatever stands before it: a field of the other transport, a value that it never has. */
static bool never_alone(const struct expression *t, uint16_t test)
{
    struct expression alone = *t;
    bool found = false;
    alone.root = test;
    (void)alternatives_each(&alone, way_found, &found);
    return !found;
}

static void never_warn(const struct expression *t, struct report *report, uint16_t culprit)
{
    struct place at = t->node[t->root].at, its = t->node[culprit].at;
    if (!culprit || culprit == t->root)
        report_add(report, DIAGNOSTIC_NEVER, at,
                   "found a condition that no message can meet, expected one that some can");
    else if (never_alone(t, culprit))
        report_add(report, DIAGNOSTIC_NEVER, at,
                   "found a test at %u:%u that no message over %s can meet, expected one that some can",
                   its.line, its.column, t->transport == FIELD_UDP ? "udp" : "tcp");
    else
        report_add(
            report, DIAGNOSTIC_NEVER, at,
            "found a test at %u:%u that excludes one before it, expected a condition that some message can "
            "meet",
            its.line, its.column);
}

static bool never_holds(const struct expression *t, struct report *report, struct entry *entry)
{
    struct ways ways = {.any = false};
    uint16_t culprit = alternatives_each(t, way_note, &ways);
    entry->never = !ways.any;
    entry->number_low = (uint16_t)ways.number.low;
    entry->number_high = (uint16_t)ways.number.high;
    if (entry->never)
        never_warn(t, report, culprit);
    else if (!ways.partial)
        sides_check(t, report, &ways, t->root);
    return entry->never;
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
    if (i->op == OP_BYTES && builder_constant(b, i->imm).length == 1)
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
static bool always_holds(const struct expression *t, uint16_t index)
{
    struct constraint constraint;
    if (!constraint_of(t, index, &constraint) || !constraint.certain)
        return false;
    const struct field_word *f = field_of(&constraint.about);
    return f->kind == KIND_ANY && f->transports == (FIELD_UDP | FIELD_TCP);
}

static struct standing standing_of(const struct expression *t, uint16_t index)
{
    const struct node *n = &t->node[index];
    if (always_holds(t, index))
        return (struct standing){.byte = NO_BYTE};
    if (!n->left)
        return standing_field(t->builder, &n->code);
    struct standing left = standing_of(t, n->left);
    if (!n->right)
        return left;
    struct standing right = standing_of(t, n->right), both = standing_both(left, right);
    if (n->code.op == OP_OR_ELSE)
        both.fact = left.fact && right.fact;
    return both;
}

/* ---- all of it ---- */

void condition_check(const struct expression *t, struct report *report, struct entry *entry)
{
    struct signature *s = &entry->signature;
    struct place at = t->node[t->root].at;
    struct facts facts = facts_of(t, t->root);
    s->prefilter = facts_prefilter(&facts);
    entry->condition_at = at;
    if (never_holds(t, report, entry) || entry->after.name.length || entry->native.name.length ||
        s->counting.scope != SCOPE_FLOW)
        return;
    struct standing standing = standing_of(t, t->root);
    if (!standing.fact && !standing.little)
        report_add(report, DIAGNOSTIC_ALWAYS, at,
                   "found nothing that tells applications apart, expected a test of what the message is like");
    else if (!standing.fact && s->weight >= WEIGHT_DECIDES)
        report_add(
            report, DIAGNOSTIC_FEEBLE, at,
            "found weight %u on an address, a port or a single byte alone, expected less than %d or more tests",
            s->weight, WEIGHT_DECIDES);
}
