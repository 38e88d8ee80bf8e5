/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/guard.h"

#include <stdbool.h>
#include <skypedpi/error.h>
#include "lib/sigset/fields.h"

/* ---- one test ---- */

/* Sets the bounds that a comparison gives; false if there is no number that meets it. */
static bool bounds_of(struct guard *g, unsigned op, uint32_t k)
{
    g->low = op == OP_GE ? k : op == OP_GT ? k + 1 : op == OP_EQ || op == OP_NE ? k : 0;
    g->high = op == OP_LE ? k : op == OP_LT ? k - 1 : op == OP_EQ || op == OP_NE ? k : UINT32_MAX;
    g->outside = op == OP_NE;
    return g->low <= g->high && !(op == OP_GT && k == UINT32_MAX) && !(op == OP_LT && k == 0);
}

static bool is_number(const struct instruction *i)
{
    return i->op == OP_LOAD || i->op == OP_FIELD || i->op == OP_DISTINCT;
}

/* What is compared with what. Returns how many instructions that takes, 0 if it is not that simple. */
static unsigned comparison_of(struct guard *g, const struct instruction *i)
{
    if (i->op == OP_IN) {
        g->range = i->imm;
        g->ranges = i->b;
        return 1;
    }
    if (i->op == OP_PUSH && i[1].op >= OP_EQ && i[1].op <= OP_GE)
        return bounds_of(g, i[1].op, i->imm) ? 2 : 0;
    return 0;
}

/* The test that begins at an instruction: how many it takes, 0 if it is none. The code ends with OP_END. */
static unsigned test_of(struct guard *g, const struct instruction *i)
{
    unsigned n = 1;
    if (!is_number(i))
        return 0;
    *g = (struct guard){.read = *i, .mask = UINT32_MAX, .low = 1, .high = UINT32_MAX};
    if (i[1].op == OP_PUSH && i[2].op == OP_AND) {
        g->mask = i[1].imm;
        n = 3;
    }
    unsigned compared = comparison_of(g, i + n);
    if (!compared && (n > 1 || i->op != OP_FIELD || !field_of(i)->truth))
        return 0;
    for (n += compared; i[n].op == OP_NOT; n++)
        g->outside = !g->outside;
    return n;
}

/* ---- a row of them ---- */

/* Does the whole program fail where this `and` does? */
static bool is_decisive(const struct instruction *code, unsigned at)
{
    while (code[at].op == OP_AND_THEN)
        at = code[at].imm;
    return code[at].op == OP_END;
}

/* Takes the tests that a program begins with; with `guard` NULL only counts them. */
static unsigned guards_take(const struct instruction *code, struct guard *guard, uint8_t *rest)
{
    struct guard test;
    unsigned at = 0, count = 0;
    for (;;) {
        unsigned n = test_of(&test, &code[at]), end = at + n;
        *rest = (uint8_t)at;
        if (!n || !is_decisive(code, end))
            return count;
        if (guard)
            guard[count] = test;
        count++;
        at = end + 1;
        if (code[end].op == OP_END)
            break;
    }
    *rest = GUARD_ALL;
    return count;
}

int guards_open(struct model *m, const struct skypedpi_allocator *allocator)
{
    uint32_t all = 0;
    for (uint32_t i = 0; i < m->signature_count; i++) {
        struct signature *s = &m->signatures[i];
        s->guard = all;
        s->guards = (uint8_t)guards_take(m->code + s->code, NULL, &s->rest);
        all += s->guards;
    }
    m->guards = allocate_zeroed(allocator, all, sizeof *m->guards);
    if (!m->guards)
        return SKYPEDPI_E_MEMORY;
    for (uint32_t i = 0; i < m->signature_count; i++) {
        struct signature *s = &m->signatures[i];
        guards_take(m->code + s->code, m->guards + s->guard, &s->rest);
    }
    return SKYPEDPI_OK;
}
