/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/operand.h"
#include "lib/sigset/compute.h"

uint16_t node_add(struct parser *p, struct node node)
{
    struct condition *c = &p->condition;
    if (c->count == NODES_MAX) {
        if (!p->lost)
            report_add(p->report, DIAGNOSTIC_CONDITION_LONG, node.at,
                       "found a longer condition, expected at most %d instructions", PROGRAM_MAX);
        p->lost = true;
        return 0;
    }
    c->node[c->count] = node;
    return c->count++;
}

/* ---- types ---- */

uint16_t node_require(struct parser *p, uint16_t index, enum type type)
{
    const struct node *n = &p->condition.node[index];
    if (n->type == type || n->type == TYPE_BAD || p->lost)
        return n->type == type ? index : 0;
    if (n->type == TYPE_TEXT)
        report_add(p->report, DIAGNOSTIC_TEXT_TEST_MISSING, n->at,
                   "found text alone, expected 'is', 'under', 'starts', 'ends' or 'contains' behind it");
    else if (n->type == TYPE_BYTES)
        report_add(p->report, DIAGNOSTIC_BYTES_TEST_MISSING, n->at,
                   "found bytes alone, expected == x\"...\" behind them");
    else if (type == TYPE_TRUTH)
        report_add(p->report, DIAGNOSTIC_TRUTH_WANTED, n->at,
                   "found a number, expected a truth value: a comparison, say");
    else
        report_add(p->report, DIAGNOSTIC_NUMBER_WANTED, n->at, "found a truth value, expected a number");
    return 0;
}

/* ---- constants ---- */

static bool is_logic(enum opcode op)
{
    return op == OP_AND_THEN || op == OP_OR_ELSE;
}

static bool is_comparison(enum opcode op)
{
    return op >= OP_EQ && op <= OP_GE;
}

/* Makes two constants one, if their result is a number of the language. */
static bool folded(struct parser *p, enum opcode op, uint16_t left, uint16_t right)
{
    struct node *l = &p->condition.node[left], *r = &p->condition.node[right];
    if (is_logic(op) || l->code.op != OP_PUSH || r->code.op != OP_PUSH)
        return false;
    uint64_t value = compute(op, l->code.imm, r->code.imm);
    if (value > UINT32_MAX)
        return false;
    l->code.imm = (uint32_t)value;
    l->type = is_comparison(op) ? TYPE_TRUTH : TYPE_NUMBER;
    l->at = place_join(l->at, r->at);
    p->condition.count = right; /* a constant is one node, the right one the last */
    return true;
}

/* The operator that means the same with its operands exchanged, or OP_END. */
static enum opcode exchanged(enum opcode op)
{
    static const uint8_t other[OP_COUNT] = {
        [OP_ADD] = OP_ADD, [OP_MUL] = OP_MUL, [OP_AND] = OP_AND, [OP_OR] = OP_OR,
        [OP_XOR] = OP_XOR, [OP_EQ] = OP_EQ,   [OP_NE] = OP_NE,   [OP_LT] = OP_GT,
        [OP_LE] = OP_GE,   [OP_GT] = OP_LT,   [OP_GE] = OP_LE};
    return (enum opcode)other[op];
}

/* ---- operators ---- */

uint16_t node_binary(struct parser *p, enum opcode op, uint16_t left, uint16_t right)
{
    enum type operands = is_logic(op) ? TYPE_TRUTH : TYPE_NUMBER;
    left = node_require(p, left, operands);
    right = node_require(p, right, operands);
    if (!left || !right || folded(p, op, left, right))
        return left && right ? left : 0;
    const struct node *node = p->condition.node;
    struct place at = place_join(node[left].at, node[right].at);
    if (node[left].code.op == OP_PUSH && exchanged(op) != OP_END) {
        uint16_t constant = left;
        left = right;
        right = constant;
        op = exchanged(op);
    }
    uint8_t type = is_logic(op) || is_comparison(op) ? TYPE_TRUTH : TYPE_NUMBER;
    return node_add(
        p, (struct node){.code.op = (uint8_t)op, .left = left, .right = right, .type = type, .at = at});
}

/* The comparison that holds when `op` does not, or OP_END. */
static enum opcode opposite(enum opcode op)
{
    static const uint8_t other[OP_COUNT] = {
        [OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE, [OP_GE] = OP_LT, [OP_GT] = OP_LE, [OP_LE] = OP_GT};
    return (enum opcode)other[op];
}

uint16_t node_not(struct parser *p, uint16_t index, struct place at)
{
    struct node *n = &p->condition.node[index];
    if (n->type != TYPE_TRUTH)
        return 0;
    at = place_join(at, n->at);
    if (opposite((enum opcode)n->code.op) != OP_END)
        n->code.op = (uint8_t)opposite((enum opcode)n->code.op);
    else if (n->code.op == OP_PUSH)
        n->code.imm = !n->code.imm;
    else if (n->code.op == OP_NOT)
        return n->left;
    else
        return node_add(p, (struct node){.code.op = OP_NOT, .left = index, .type = TYPE_TRUTH, .at = at});
    n->at = at;
    return index;
}
