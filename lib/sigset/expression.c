/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/parse.h"

#include "lib/sigset/operand.h"
#include "lib/sigset/suggest.h"

/* Conditions: from the loosest operator to the tightest, then operands. */

#define DEPTH_MAX 32

enum level { LEVEL_OR, LEVEL_AND, LEVEL_NOT, LEVEL_COMPARISON, LEVEL_SUM, LEVEL_PRODUCT, LEVEL_OPERAND };

static const struct {
    const char *word; /* NULL: a mark */
    enum token_kind kind;
    enum level level;
    enum opcode op;
} operators[] = {
    {"or", TOKEN_WORD, LEVEL_OR, OP_OR_ELSE},  {"and", TOKEN_WORD, LEVEL_AND, OP_AND_THEN},
    {NULL, TOKEN_EQ, LEVEL_COMPARISON, OP_EQ}, {NULL, TOKEN_NE, LEVEL_COMPARISON, OP_NE},
    {NULL, TOKEN_LT, LEVEL_COMPARISON, OP_LT}, {NULL, TOKEN_LE, LEVEL_COMPARISON, OP_LE},
    {NULL, TOKEN_GT, LEVEL_COMPARISON, OP_GT}, {NULL, TOKEN_GE, LEVEL_COMPARISON, OP_GE},
    {NULL, TOKEN_PLUS, LEVEL_SUM, OP_ADD},     {NULL, TOKEN_MINUS, LEVEL_SUM, OP_SUB},
    {NULL, TOKEN_OR, LEVEL_SUM, OP_OR},        {NULL, TOKEN_XOR, LEVEL_SUM, OP_XOR},
    {NULL, TOKEN_STAR, LEVEL_PRODUCT, OP_MUL}, {NULL, TOKEN_AND, LEVEL_PRODUCT, OP_AND},
    {NULL, TOKEN_SHL, LEVEL_PRODUCT, OP_SHL},  {NULL, TOKEN_SHR, LEVEL_PRODUCT, OP_SHR},
};

/* The operator of this level here, or OP_END. */
static enum opcode operator_here(const struct parser *p, enum level level)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators && !p->lost; i++) {
        bool here =
            operators[i].word ? parser_at_word(p, operators[i].word) : p->token.kind == operators[i].kind;
        if (here && operators[i].level == level)
            return operators[i].op;
    }
    return OP_END;
}

static uint16_t level_read(struct parser *p, enum level level);

static uint16_t parentheses_read(struct parser *p)
{
    if (p->depth == DEPTH_MAX) {
        parser_expected(p, DIAGNOSTIC_DEPTH, "at most 32 parentheses in each other");
        return 0;
    }
    p->depth++;
    parser_advance(p);
    uint16_t node = level_read(p, LEVEL_OR);
    parser_take(p, TOKEN_PAREN_CLOSE, DIAGNOSTIC_PAREN, "')' or an operator");
    p->depth--;
    return node;
}

static uint16_t not_read(struct parser *p)
{
    struct place at = p->token.at;
    unsigned nots = 0;
    for (; parser_at_word(p, "not"); nots++)
        parser_advance(p);
    uint16_t node = level_read(p, LEVEL_COMPARISON);
    if (nots)
        node = node_require(p, node, TYPE_TRUTH);
    return nots % 2 ? node_not(p, node, at) : node;
}

static uint16_t comparison_read(struct parser *p)
{
    uint16_t left = level_read(p, LEVEL_SUM);
    if (p->lost)
        return 0;
    if (p->condition.node[left].type == TYPE_BYTES)
        return bytes_read(p, left);
    if (parser_at_word(p, "in"))
        return set_read(p, left);
    if (text_test_begins(p))
        return text_test_read(p, left);
    enum opcode op = operator_here(p, LEVEL_COMPARISON);
    if (op == OP_END)
        return left;
    bool text = p->condition.node[left].type == TYPE_TEXT; /* then what follows is no number either */
    left = node_require(p, left, TYPE_NUMBER);
    p->lost = text;
    if (p->lost)
        return 0;
    parser_advance(p);
    return node_binary(p, op, left, level_read(p, LEVEL_SUM));
}

static uint16_t binary_read(struct parser *p, enum level level)
{
    uint16_t left = level_read(p, level + 1);
    for (enum opcode op; (op = operator_here(p, level)) != OP_END;) {
        parser_advance(p);
        left = node_binary(p, op, left, level_read(p, level + 1));
    }
    return left;
}

static uint16_t level_read(struct parser *p, enum level level)
{
    if (p->lost)
        return 0;
    if (level == LEVEL_NOT)
        return not_read(p);
    if (level == LEVEL_COMPARISON)
        return comparison_read(p);
    if (level == LEVEL_OPERAND)
        return p->token.kind == TOKEN_PAREN_OPEN ? parentheses_read(p) : operand_read(p);
    return binary_read(p, level);
}

/* Behind a condition stands the next clause or the end of the signature. */
static void end_check(struct parser *p)
{
    static const char expected[] = "an operator or the next clause";
    const struct token *t = &p->token;
    if (p->lost || t->kind == TOKEN_BRACE_CLOSE || t->kind == TOKEN_END || clause_begins(p) ||
        parser_at_word(p, "signature"))
        return;
    if (t->kind == TOKEN_WORD)
        parser_unknown(p, DIAGNOSTIC_CONDITION_END, expected,
                       suggestion_among(t->text, t->length, operator_words));
    else
        parser_expected(p, DIAGNOSTIC_CONDITION_END, expected);
    p->lost = true;
}

void condition_read(struct parser *p)
{
    uint32_t errors = p->report->errors;
    p->condition.count = 1;
    p->condition.node[0] = (struct node){.type = TYPE_BAD};
    p->depth = 0;
    uint16_t root = level_read(p, LEVEL_OR);
    end_check(p);
    root = node_require(p, root, TYPE_TRUTH);
    if (p->report->errors == errors && !p->lost) {
        p->condition.root = root;
        condition_compile(&p->condition, p->builder, p->report, &p->entry.signature);
    }
}
