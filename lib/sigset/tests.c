/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/operand.h"

#include "lib/base/names.h"
#include "lib/sigset/fields.h"

/* Tests against lists: bytes, sets of numbers, texts. */

#define LIST_MAX 256

/* ---- braces ---- */

static bool brace_open(struct parser *p)
{
    bool open = parser_accept(p, TOKEN_BRACE_OPEN);
    p->braces = open;
    return open;
}

static void brace_close(struct parser *p, enum diagnostic_code code)
{
    if (parser_take(p, TOKEN_BRACE_CLOSE, code, "',' or '}'"))
        p->braces = 0;
}

/* ---- bytes ---- */

uint16_t bytes_read(struct parser *p, uint16_t index)
{
    struct node *n = &p->condition.node[index];
    parser_take(p, TOKEN_EQ, DIAGNOSTIC_BYTES_TEST_MISSING, "'==' and x\"...\"");
    const struct token *t = &p->token;
    if (!p->lost && t->kind == TOKEN_HEX) {
        if (t->data_length < 1 || t->data_length > SPAN_MAX)
            report_add(p->report, DIAGNOSTIC_BYTES_LENGTH, t->at, "found %zu bytes, expected 1 to %d",
                       t->data_length, SPAN_MAX);
        else if (n->code.a != SOURCE_THIS)
            reach_check(p, n->at, n->code.a, n->code.b, (uint32_t)t->data_length);
        struct text_ref text = builder_text(p->builder, TABLE_STRINGS, t->data, t->data_length);
        n->code.imm = builder_count(p->builder, TABLE_CONSTANTS);
        n->type = TYPE_TRUTH;
        struct text_ref *row = builder_add(p->builder, TABLE_CONSTANTS, 1);
        if (row)
            *row = text;
    }
    parser_take(p, TOKEN_HEX, DIAGNOSTIC_BYTES_TEST_MISSING, "x\"...\"");
    n->at = place_join(n->at, p->before);
    return p->lost ? 0 : index;
}

/* ---- sets of numbers ---- */

struct ranges {
    struct range range[LIST_MAX];
    uint32_t count;
};

/* Puts a range in its place, in ascending order. */
static void range_insert(struct parser *p, struct ranges *set, struct range new, struct place at)
{
    if (set->count == LIST_MAX) {
        report_add(p->report, DIAGNOSTIC_LIST_LONG, at, "found one more, expected at most %d entries",
                   LIST_MAX);
        p->lost = true;
        return;
    }
    uint32_t i = set->count++;
    for (; i > 0 && set->range[i - 1].low > new.low; i--)
        set->range[i] = set->range[i - 1];
    set->range[i] = new;
}

/* Makes ranges that touch or overlap one. */
static void ranges_merge(struct ranges *set)
{
    uint32_t kept = 0;
    for (uint32_t i = 1; i < set->count; i++) {
        struct range *last = &set->range[kept], next = set->range[i];
        if (last->high == UINT32_MAX || next.low <= last->high + 1)
            last->high = next.high > last->high ? next.high : last->high;
        else
            set->range[++kept] = next;
    }
    set->count = kept + 1;
}

/* a, or a..b; without braces only the latter. */
static void range_read(struct parser *p, struct ranges *set, bool bare)
{
    struct place at = p->token.at;
    struct range range;
    if (!constant_read(p, DIAGNOSTIC_SET_FORM, bare ? "'{' or a range such as 18..137" : "a number or a range",
                       &range.low))
        return;
    range.high = range.low;
    if (bare || p->token.kind == TOKEN_RANGE) {
        parser_take(p, TOKEN_RANGE, DIAGNOSTIC_SET_FORM, "'..' and a number");
        if (p->lost || !constant_read(p, DIAGNOSTIC_SET_FORM, "a number", &range.high))
            return;
    }
    if (range.high < range.low)
        report_add(p->report, DIAGNOSTIC_RANGE_REVERSED, at,
                   "found the larger number first, expected the smaller one");
    else
        range_insert(p, set, range, at);
}

static void ranges_read(struct parser *p, struct ranges *set)
{
    if (!brace_open(p)) {
        range_read(p, set, true);
        return;
    }
    do
        range_read(p, set, false);
    while (parser_accept(p, TOKEN_COMMA));
    brace_close(p, DIAGNOSTIC_SET_FORM);
}

uint16_t set_read(struct parser *p, uint16_t left)
{
    struct ranges set;
    set.count = 0;
    left = node_require(p, left, TYPE_NUMBER);
    struct node node = {.code.op = OP_IN, .left = left, .type = TYPE_TRUTH, .at = p->condition.node[left].at};
    parser_advance(p);
    ranges_read(p, &set);
    if (!left || p->lost || set.count == 0)
        return 0;
    ranges_merge(&set);
    node.code.b = (uint16_t)set.count;
    node.code.imm = builder_count(p->builder, TABLE_RANGES);
    struct range *rows = builder_add(p->builder, TABLE_RANGES, set.count);
    for (uint32_t i = 0; rows && i < set.count; i++)
        rows[i] = set.range[i];
    node.at = place_join(node.at, p->before);
    return node_add(p, node);
}

/* ---- texts ---- */

static const char *const test_names[] = {"is", "under", "starts", "ends", "contains", NULL};

bool text_test_begins(const struct parser *p)
{
    return !p->lost && p->token.kind == TOKEN_WORD &&
           name_find(test_names, p->token.text, p->token.length) >= 0;
}

/* Labels of letters, digits, '-' and '_' with dots between them. */
static bool is_domain(const char *text, size_t length)
{
    bool label = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '.' ? !label : !is_letter(c) && !is_digit(c) && c != '-' && c != '_')
            return false;
        label = c != '.';
    }
    return label;
}

static struct text_ref pattern_read(struct parser *p, const struct instruction *test)
{
    struct text_ref text = {0, 0};
    struct place at = p->token.at;
    parser_take_pattern(p, test->b != TEXT_HTTP_PATH, DIAGNOSTIC_LIST_FORM, "a string or '{' and strings",
                        &text);
    const char *chars = text.length ? builder_string(p->builder, TABLE_STRINGS, text) : "";
    if (test->a == TEXT_UNDER && !p->lost && !p->builder->no_memory && !is_domain(chars, text.length))
        report_add(p->report, DIAGNOSTIC_TEXT_DOMAIN, at,
                   "found another text, expected a domain name such as skype.com");
    return text;
}

/* Texts of one list stand in a row in the table: nothing else is added to it meanwhile. */
static uint32_t patterns_read(struct parser *p, const struct instruction *test)
{
    bool braces = brace_open(p);
    uint32_t count = 0;
    do {
        struct place at = p->token.at;
        struct text_ref text = pattern_read(p, test);
        struct text_ref *row = builder_add(p->builder, TABLE_REFS, 1);
        if (row)
            *row = text;
        if (++count == LIST_MAX + 1)
            report_add(p->report, DIAGNOSTIC_LIST_LONG, at, "found one more, expected at most %d entries",
                       LIST_MAX);
    } while (braces && parser_accept(p, TOKEN_COMMA));
    if (braces)
        brace_close(p, DIAGNOSTIC_LIST_FORM);
    return count;
}

uint16_t text_test_read(struct parser *p, uint16_t index)
{
    struct node *n = &p->condition.node[index];
    struct instruction test = n->code;
    test.a = (uint8_t)name_find(test_names, p->token.text, p->token.length);
    if (n->type != TYPE_TEXT && n->type != TYPE_BAD)
        report_add(p->report, DIAGNOSTIC_TEXT_WANTED, n->at, "found no text before '%s', expected a text field",
                   test_names[test.a]);
    if (n->type == TYPE_TEXT && test.a == TEXT_UNDER && !field_is_domain(test.b))
        report_add(p->report, DIAGNOSTIC_TEXT_FIELD_DOMAIN, n->at,
                   "found a field that is no domain name before 'under', expected tls.sni, tls.certificate, "
                   "http.host or dns.name");
    parser_advance(p);
    struct list list = {.first = builder_count(p->builder, TABLE_REFS)};
    list.count = patterns_read(p, &test);
    test.imm = builder_count(p->builder, TABLE_LISTS);
    struct list *row = builder_add(p->builder, TABLE_LISTS, 1);
    if (row)
        *row = list;
    if (p->lost || n->type != TYPE_TEXT)
        return 0;
    n->code = test;
    n->type = TYPE_TRUTH;
    n->at = place_join(n->at, p->before);
    return index;
}
