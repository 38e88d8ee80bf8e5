/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/guard.h"

#include <skypedpi/error.h>
#include "lib/sigset/constraint.h"
#include "lib/sigset/fields.h"

/* ---- one test ---- */

/* Sets the bounds that a comparison gives; false if there is no number that meets it. */
static bool bounds_of(struct guard *g, unsigned op, uint32_t k)
{
    const struct interval in = interval_compared(op, k);
    g->low = in.low;
    g->high = in.high;
    g->outside = op == OP_NE;
    return !interval_empty(in);
}

/* What is compared with what. Returns how many instructions that takes, 0 if it is not that simple. */
static unsigned comparison_of(struct guard *g, const struct instruction *i)
{
    if (i->op == OP_IN) {
        g->form = GUARD_RANGES;
        g->range = i->imm;
        g->ranges = i->b;
        return 1;
    }
    if (i->op == OP_PUSH && i[1].op >= OP_EQ && i[1].op <= OP_GE)
        return bounds_of(g, i[1].op, i->imm) ? 2 : 0;
    return 0;
}

/* Instructions that turn a truth round. */
static unsigned nots_of(struct guard *g, const struct instruction *i)
{
    unsigned n = 0;
    for (; i[n].op == OP_NOT; n++)
        g->outside = !g->outside;
    return n;
}

/* A number against constants: how many instructions it takes, 0 if they are no such test. The code ends with
 * OP_END. */
static unsigned test_of(struct guard *g, const struct instruction *i)
{
    unsigned n = 1;
    if (!instruction_reads_number(i))
        return 0;
    *g = (struct guard){.read = *i, .mask = UINT32_MAX, .low = 1, .high = UINT32_MAX};
    if (i[1].op == OP_PUSH && i[2].op == OP_AND) {
        g->mask = i[1].imm;
        n = 3;
    }
    unsigned compared = comparison_of(g, i + n);
    if (!compared && (n > 1 || i->op != OP_FIELD || !field_of(i)->truth))
        return 0;
    n += compared;
    return n + nots_of(g, i + n);
}

/* A number against another one. */
static unsigned equality_of(struct guard *g, const struct instruction *i)
{
    unsigned n = 2;
    if (!instruction_reads_number(i) || !instruction_reads_number(i + 1))
        return 0;
    *g = (struct guard){.read = i[0], .other = i[1], .mask = UINT32_MAX, .form = GUARD_EQUAL};
    if (i[2].op == OP_PUSH && (i[3].op == OP_ADD || i[3].op == OP_SUB)) {
        g->low = i[2].imm;
        g->less = i[3].op == OP_SUB;
        n = 4;
    }
    if (i[n].op != OP_EQ && i[n].op != OP_NE)
        return 0;
    g->outside = i[n++].op == OP_NE;
    return n + nots_of(g, i + n);
}

/* What tells the truth by itself. */
static unsigned truth_of(struct guard *g, const struct instruction *i)
{
    if (i->op != OP_BYTES && i->op != OP_TEXT)
        return 0;
    *g = (struct guard){.read = *i, .form = GUARD_TRUTH};
    return 1 + nots_of(g, i + 1);
}

/* ---- the row of conditions ---- */

static int depth_after(const struct instruction *i, int depth)
{
    switch (i->op) {
    case OP_PUSH:
    case OP_LOAD:
    case OP_FIELD:
    case OP_DISTINCT:
    case OP_COMMON:
    case OP_BYTES:
    case OP_TEXT:
        return depth + 1;
    case OP_NOT:
    case OP_IN:
        return depth;
    default:
        return depth - 1;
    }
}

/* Does the whole program fail where this `and` does? */
static bool is_decisive(const struct instruction *code, unsigned at)
{
    while (code[at].op == OP_AND_THEN)
        at = code[at].imm;
    return code[at].op == OP_END;
}

/* Where the condition that begins at an instruction ends: at an `and` that nothing before it jumps across, or
 * at the end of the program. */
static unsigned condition_end(const struct instruction *code, unsigned at)
{
    unsigned reach = at;
    for (int depth = 0; code[at].op != OP_END; at++) {
        const struct instruction *i = &code[at];
        if (i->op == OP_AND_THEN && depth == 1 && reach <= at && is_decisive(code, at))
            break;
        if ((i->op == OP_AND_THEN || i->op == OP_OR_ELSE) && i->imm > reach)
            reach = i->imm;
        depth = depth_after(i, depth);
    }
    return at;
}

static struct guard guard_of(const struct instruction *code, unsigned at, unsigned end)
{
    struct guard g = {.form = GUARD_CODE};
    const unsigned length = end - at;
    const struct instruction *i = code + at;
    if (test_of(&g, i) != length && equality_of(&g, i) != length && truth_of(&g, i) != length)
        g = (struct guard){.form = GUARD_CODE, .low = at, .high = end};
    return g;
}

static unsigned cost(const struct guard *g)
{
    if (g->form >= GUARD_EQUAL)
        return g->form;
    if (instruction_counts_bytes(&g->read))
        return GUARD_EQUAL;
    return g->read.op == OP_FIELD && g->read.b != FIELD_LEN;
}

/* Behind those that cost no more. */
static void guard_insert(struct guard *guard, unsigned count, struct guard g)
{
    unsigned at = count;
    for (; at > 0 && cost(&guard[at - 1]) > cost(&g); at--)
        guard[at] = guard[at - 1];
    guard[at] = g;
}

/* Takes a program apart; with `guard` NULL only counts. */
static unsigned guards_take(const struct instruction *code, struct guard *guard)
{
    for (unsigned at = 0, count = 0;;) {
        unsigned end = condition_end(code, at);
        if (guard)
            guard_insert(guard, count, guard_of(code, at, end));
        count++;
        if (code[end].op == OP_END)
            return count;
        at = end + 1;
    }
}

/* What else than the message at hand a program asks of, as the engine wants to know it. */
static void asks_of(struct signature *s, const struct instruction *i)
{
    for (; i->op != OP_END; i++)
        switch (i->op == OP_FIELD ? i->b : FIELD_COUNT) {
        case FIELD_ATTEMPT_PORT:
        case FIELD_ATTEMPT_AGE:
        case FIELD_BLOCK_AGE:
        case FIELD_BLOCK_SAME:
            s->by_tries = true;
            break;
        case FIELD_UNSEEN:
            s->half_seen = true;
            break;
        default:
            break;
        }
}

int guards_open(struct model *m, const struct skypedpi_allocator *allocator)
{
    uint32_t all = 0;
    for (uint32_t i = 0; i < m->signature_count; i++) {
        struct signature *s = &m->signatures[i];
        s->guard = all;
        s->guards = (uint8_t)guards_take(m->code + s->code, NULL);
        all += s->guards;
        asks_of(s, m->code + s->code);
    }
    m->guards = allocate_zeroed(allocator, all, sizeof *m->guards);
    if (!m->guards)
        return SKYPEDPI_E_MEMORY;
    for (uint32_t i = 0; i < m->signature_count; i++)
        guards_take(m->code + m->signatures[i].code, m->guards + m->signatures[i].guard);
    return SKYPEDPI_OK;
}
