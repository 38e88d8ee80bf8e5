/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/operand.h"

/* How signatures of scope endpoint and host count: the clauses `scope`, `received`, `count`, `step`, `same`
 * and `fresh`. */

#define WITHIN_MOST 65535

#define SCOPE_LOST 0xff /* after a finding: no clause is too many or missing */

void scope_read(struct parser *p)
{
    static const char *const words[] = {"flow", "endpoint", "host", NULL};
    int scope = parser_take_word(p, words, DIAGNOSTIC_SCOPE_UNKNOWN, "'flow', 'endpoint' or 'host'");
    p->entry.signature.counting.scope = (uint8_t)(scope >= 0 ? scope : SCOPE_LOST);
}

void received_read(struct parser *p)
{
    p->entry.signature.counting.received = 1;
}

static uint32_t number_within(struct parser *p, uint32_t least, uint32_t most)
{
    struct place at = p->token.at;
    uint32_t number = parser_take_number(p, "a number");
    if (!p->lost && (number < least || number > most))
        report_add(p->report, DIAGNOSTIC_COUNT_RANGE, at, "found %u, expected %u to %u", number, least, most);
    return number;
}

/* count 4 peers within 300 seconds */
void count_read(struct parser *p)
{
    static const char *const units[] = {"peers", "packets", NULL};
    static const char *const within[] = {"within", NULL}, *const seconds[] = {"seconds", NULL};
    struct counting *c = &p->entry.signature.counting;
    c->count = (uint8_t)number_within(p, 2, COUNTING_MOST);
    if (!p->lost)
        c->unit = parser_take_word(p, units, DIAGNOSTIC_COUNT_FORM, "'peers' or 'packets'") == 1
                      ? COUNTING_PACKETS
                      : COUNTING_PEERS;
    if (!p->lost)
        parser_take_word(p, within, DIAGNOSTIC_COUNT_FORM, "'within' and a number of seconds");
    if (!p->lost)
        c->within = (uint16_t)number_within(p, 1, WITHIN_MOST);
    if (!p->lost)
        parser_take_word(p, seconds, DIAGNOSTIC_COUNT_FORM, "'seconds'");
}

/* A number that the message itself carries. */
static struct instruction carried_read(struct parser *p)
{
    struct place at = p->token.at;
    if (p->condition.count == 0)
        p->condition.count = 1; /* the first node stands for what is wrong */
    p->depth = 0;
    uint16_t index = operand_read(p);
    const struct node *n = &p->condition.node[index];
    bool good =
        n->type == TYPE_NUMBER && (n->code.op == OP_LOAD || n->code.op == OP_FIELD) && n->code.a == SOURCE_THIS;
    if (!p->lost && index && !good)
        report_add(p->report, DIAGNOSTIC_FIELD_WANTED, at,
                   "found something else, expected a number of this message");
    return good ? n->code : (struct instruction){.op = OP_END};
}

void same_read(struct parser *p)
{
    p->entry.signature.counting.rule = COUNTING_SAME;
    p->entry.signature.counting.value = carried_read(p);
}

void fresh_read(struct parser *p)
{
    p->entry.signature.counting.fresh = carried_read(p);
}

/* step skype.id in 1..64 */
void step_read(struct parser *p)
{
    struct counting *c = &p->entry.signature.counting;
    c->rule = COUNTING_STEP;
    c->value = carried_read(p);
    if (p->lost)
        return;
    if (!parser_at_word(p, "in")) {
        parser_expected(p, DIAGNOSTIC_COUNT_FORM, "'in' and a range");
        return;
    }
    parser_advance(p);
    struct place at = p->token.at;
    if (!constant_read(p, DIAGNOSTIC_NUMBER_MISSING, "a number", &c->low) ||
        !parser_take(p, TOKEN_RANGE, DIAGNOSTIC_COUNT_FORM, "'..'"))
        return;
    if (constant_read(p, DIAGNOSTIC_NUMBER_MISSING, "a number", &c->high) && c->high < c->low)
        report_add(p->report, DIAGNOSTIC_RANGE_REVERSED, at,
                   "found the higher number first, expected the lower one");
}

/* ---- what goes with what ---- */

static void misplaced(struct parser *p, const char *clause, const char *where)
{
    struct place at = clause_place(p, clause);
    if (at.line)
        report_add(p->report, DIAGNOSTIC_SCOPE_CLAUSE, at, "found '%s', expected it only in a signature of %s",
                   clause, where);
}

void counting_check(struct parser *p)
{
    static const char *const counted[] = {"received", "count", "step", "same", "fresh", NULL};
    const struct signature *s = &p->entry.signature;
    const struct counting *c = &s->counting;
    if (c->scope == SCOPE_LOST)
        return;
    if (c->scope == SCOPE_FLOW) {
        for (int i = 0; counted[i]; i++)
            misplaced(p, counted[i], "scope endpoint or host");
        return;
    }
    misplaced(p, "native", "scope flow");
    misplaced(p, "version", "scope flow");
    if (!clause_place(p, "count").line)
        report_add(p->report, DIAGNOSTIC_CLAUSE_MISSING, p->entry.name_at,
                   "found no 'count', expected this clause");
    if (clause_place(p, "same").line && clause_place(p, "step").line)
        report_add(p->report, DIAGNOSTIC_SCOPE_CLAUSE, clause_place(p, "same"),
                   "found 'same' beside 'step', expected one of them");
    if (c->count > COUNTING_EXACT &&
        (c->rule != COUNTING_ANY || c->fresh.op != OP_END || c->unit != COUNTING_PEERS))
        report_add(p->report, DIAGNOSTIC_COUNT_ESTIMATE, clause_place(p, "count"),
                   "found more than %d, expected only peers, without 'step', 'same' and 'fresh': so many are "
                   "estimated",
                   COUNTING_EXACT);
}
