/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/same.h"

#include <string.h>
#include "lib/sigset/alike.h"

/* ---- tables ---- */

struct span {
    const char *text;
    uint32_t length;
};

static struct span span_of(const struct expression *t, struct text_ref text)
{
    return (struct span){builder_string(t->builder, TABLE_STRINGS, text), text.length};
}

static const struct list *list_of(const struct expression *t, const struct instruction *i)
{
    return (const struct list *)t->builder->table[TABLE_LISTS].rows + i->imm;
}

static struct span entry_of(const struct expression *t, const struct instruction *i, uint32_t entry)
{
    const struct text_ref *refs = t->builder->table[TABLE_REFS].rows;
    return span_of(t, refs[list_of(t, i)->first + entry]);
}

bool parts_same(const struct expression *t, uint16_t node, const struct expression *u, uint16_t its_node)
{
    const struct node *a = &t->node[node], *b = &u->node[its_node];
    const struct tables tables = tables_of(t->builder), its_tables = tables_of(u->builder);
    if (!a->left != !b->left || !a->right != !b->right ||
        !instructions_alike(&tables, &a->code, &its_tables, &b->code))
        return false;
    return (!a->left || parts_same(t, a->left, u, b->left)) &&
           (!a->right || parts_same(t, a->right, u, b->right));
}

/* `a == b` does not hold where `a != b` does: the comparison that says the same of the opposite. */
static bool opposites(const struct part *first, const struct part *second)
{
    static const uint8_t other[OP_COUNT] = {
        [OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE, [OP_GE] = OP_LT, [OP_GT] = OP_LE, [OP_LE] = OP_GT};
    const struct node *a = &first->tree->node[first->node], *b = &second->tree->node[second->node];
    return other[a->code.op] && other[a->code.op] == b->code.op &&
           parts_same(first->tree, a->left, second->tree, b->left) &&
           parts_same(first->tree, a->right, second->tree, b->right);
}

/* Do they say the same of a message, or with `truth` false the opposite? */
static bool says(const struct part *first, const struct part *second, bool truth)
{
    bool alike = (first->truth == second->truth) == truth;
    return alike ? parts_same(first->tree, first->node, second->tree, second->node) : opposites(first, second);
}

/* ---- texts ---- */

static bool found(struct span in, struct span text)
{
    for (uint32_t at = 0; at + text.length <= in.length; at++)
        if (memcmp(in.text + at, text.text, text.length) == 0)
            return true;
    return false;
}

/* Does a text itself fit a test? */
static bool fits(unsigned test, struct span text, struct span entry)
{
    if (entry.length > text.length)
        return false;
    uint32_t tail = text.length - entry.length;
    bool ends = memcmp(text.text + tail, entry.text, entry.length) == 0;
    switch (test) {
    case TEXT_IS:
        return tail == 0 && ends;
    case TEXT_UNDER:
        return ends && (tail == 0 || text.text[tail - 1] == '.');
    case TEXT_STARTS:
        return memcmp(text.text, entry.text, entry.length) == 0;
    case TEXT_ENDS:
        return ends;
    default:
        return found(text, entry);
    }
}

/* Does every text that fits one entry fit the other? What is known of it is that entry, and where it stands. */
static bool entry_implies(unsigned test, struct span entry, unsigned its_test, struct span its_entry)
{
    bool told = test == TEXT_IS || its_test == TEXT_CONTAINS || its_test == test ||
                (test == TEXT_UNDER && its_test == TEXT_ENDS);
    return told && fits(its_test, entry, its_entry);
}

/* Every entry of the first list implies one of the second. */
static bool lists_imply(const struct part *first, const struct part *second)
{
    const struct instruction *a = &first->tree->node[first->node].code;
    const struct instruction *b = &second->tree->node[second->node].code;
    for (uint32_t i = 0; i < list_of(first->tree, a)->count; i++) {
        bool implied = false;
        for (uint32_t k = 0; !implied && k < list_of(second->tree, b)->count; k++)
            implied = entry_implies(a->a, entry_of(first->tree, a, i), b->a, entry_of(second->tree, b, k));
        if (!implied)
            return false;
    }
    return true;
}

static bool same_text(const struct part *first, const struct part *second)
{
    const struct instruction *a = &first->tree->node[first->node].code;
    const struct instruction *b = &second->tree->node[second->node].code;
    return a->op == OP_TEXT && b->op == OP_TEXT && a->b == b->b;
}

/* Two names of which neither is, or is below, the other, are names of different texts. */
static bool lists_exclude(const struct part *first, const struct part *second)
{
    const struct instruction *a = &first->tree->node[first->node].code;
    const struct instruction *b = &second->tree->node[second->node].code;
    bool apart =
        a->b != TEXT_TLS_CERTIFICATE && (a->a == TEXT_IS || (a->a == TEXT_UNDER && b->a == TEXT_UNDER));
    for (uint32_t i = 0; apart && i < list_of(first->tree, a)->count; i++)
        for (uint32_t k = 0; apart && k < list_of(second->tree, b)->count; k++) {
            struct span x = entry_of(first->tree, a, i), y = entry_of(second->tree, b, k);
            apart = !fits(b->a, x, y) && (a->a == TEXT_IS || !fits(TEXT_UNDER, y, x));
        }
    return apart;
}

/* ---- both ---- */

bool part_implies(const struct part *first, const struct part *second)
{
    if (same_text(first, second) && first->truth == second->truth)
        return first->truth ? lists_imply(first, second) : lists_imply(second, first);
    return says(first, second, true);
}

bool parts_exclude(const struct part *first, const struct part *second)
{
    if (same_text(first, second) && first->truth && second->truth)
        return lists_exclude(first, second) || lists_exclude(second, first);
    if (same_text(first, second) && first->truth != second->truth)
        return first->truth ? lists_imply(first, second) : lists_imply(second, first);
    return says(first, second, false);
}
