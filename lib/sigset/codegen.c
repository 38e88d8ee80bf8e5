/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/condition.h"

/* From the tree to the program: operands first, then the instruction. */

struct program {
    const struct node *node;
    struct instruction code[PROGRAM_MAX];
    unsigned count, depth, deepest;
    bool too_long;
};

static void append(struct program *g, struct instruction i)
{
    if (g->count == PROGRAM_MAX)
        g->too_long = true;
    else
        g->code[g->count++] = i;
}

static bool is_jump(const struct instruction *i)
{
    return i->op == OP_AND_THEN || i->op == OP_OR_ELSE;
}

static void push(struct program *g)
{
    if (++g->depth > g->deepest)
        g->deepest = g->depth;
}

/* As deep as the tree, which has NODES_MAX nodes at most. */
static void emit(struct program *g, uint16_t index)
{
    const struct node *n = &g->node[index];
    if (g->too_long)
        return;
    if (n->left)
        emit(g, n->left);
    unsigned jump = g->count;
    if (is_jump(&n->code)) {
        append(g, n->code);
        g->depth--;
    }
    if (n->right)
        emit(g, n->right);
    if (is_jump(&n->code) && !g->too_long) {
        g->code[jump].imm = g->count;
        return;
    }
    append(g, n->code);
    if (!n->left)
        push(g);
    else if (n->right)
        g->depth--;
}

/* A jump that lands on one of its kind would jump again: it goes where that one goes. */
static void jumps_shorten(struct program *g)
{
    for (unsigned i = g->count; i-- > 0;) {
        struct instruction *jump = &g->code[i];
        if (is_jump(jump) && g->code[jump->imm].op == jump->op)
            jump->imm = g->code[jump->imm].imm;
    }
}

static bool program_check(const struct program *g, struct report *report, struct place at)
{
    if (g->too_long)
        report_add(report, DIAGNOSTIC_CONDITION_LONG, at,
                   "found a longer condition, expected at most %d instructions", PROGRAM_MAX);
    else if (g->deepest > STACK_MAX)
        report_add(report, DIAGNOSTIC_CONDITION_STACK, at,
                   "found a condition that keeps %u values at once, expected at most %d: put what is in "
                   "parentheses first",
                   g->deepest, STACK_MAX);
    return !g->too_long && g->deepest <= STACK_MAX;
}

bool condition_compile(const struct condition *condition, struct builder *builder, struct report *report,
                       struct signature *signature)
{
    struct program g = {.node = condition->node};
    emit(&g, condition->root);
    append(&g, (struct instruction){.op = OP_END});
    if (!program_check(&g, report, condition->node[condition->root].at))
        return false;
    jumps_shorten(&g);
    signature->code = builder_count(builder, TABLE_CODE);
    signature->code_length = (uint8_t)g.count;
    struct instruction *rows = builder_add(builder, TABLE_CODE, g.count);
    for (unsigned i = 0; rows && i < g.count; i++)
        rows[i] = g.code[i];
    return rows != NULL;
}
