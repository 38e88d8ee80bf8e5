/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/operand.h"

#include <stdio.h>
#include <string.h>
#include "lib/base/names.h"
#include "lib/sigset/fields.h"
#include "lib/sigset/suggest.h"

/* Numbers, addresses and fields. */

/* ---- constants ---- */

static uint32_t address_of(struct parser *p)
{
    const uint32_t *part = p->token.part;
    bool ok = p->token.parts == TOKEN_PARTS;
    for (unsigned i = 0; ok && i < TOKEN_PARTS; i++)
        ok = part[i] <= 0xff;
    if (!ok)
        report_add(p->report, DIAGNOSTIC_ADDRESS_FORM, p->token.at,
                   "found '%.*s', expected an address of four numbers up to 255",
                   p->token.length < 40 ? (int)p->token.length : 40, p->token.text);
    p->lost = !ok;
    return ok ? part[0] << 24 | part[1] << 16 | part[2] << 8 | part[3] : 0;
}

bool constant_read(struct parser *p, enum diagnostic_code code, const char *expected, uint32_t *value)
{
    *value = 0;
    if (p->token.kind == TOKEN_DOTTED)
        *value = address_of(p);
    else if (p->token.kind == TOKEN_NUMBER)
        *value = p->token.part[0];
    else
        parser_expected(p, code, expected);
    if (!p->lost)
        parser_advance(p);
    return !p->lost;
}

/* ---- the brackets of a field ---- */

void reach_check(struct parser *p, struct place at, unsigned source, uint32_t offset, uint32_t count)
{
    if (offset > OFFSET_MAX)
        report_add(p->report, DIAGNOSTIC_OFFSET_RANGE, at, "found offset %u, expected at most %d", offset,
                   OFFSET_MAX);
    else if (source != SOURCE_THIS && offset + count > HEAD_BYTES)
        report_add(p->report, DIAGNOSTIC_OFFSET_RANGE, at,
                   "found offset %u, expected one within the first %d bytes", offset, HEAD_BYTES);
}

/* The N of name[N]; its place is left in `at`. */
static uint32_t index_read(struct parser *p, struct place *at)
{
    parser_take(p, TOKEN_BRACKET_OPEN, DIAGNOSTIC_BRACKET, "'[' and a number");
    *at = p->token.at;
    uint32_t value = parser_take_number(p, "a number");
    parser_take(p, TOKEN_BRACKET_CLOSE, DIAGNOSTIC_BRACKET, "']'");
    return p->lost ? 0 : value;
}

static struct instruction load_read(struct parser *p, const struct field_word *f, unsigned source)
{
    struct place at;
    uint32_t offset = index_read(p, &at);
    reach_check(p, at, source, offset, width_bytes(f->number));
    return (struct instruction){.op = OP_LOAD, .a = (uint8_t)source, .b = (uint16_t)offset, .imm = f->number};
}

/* How far it reaches is known when the bytes are. */
static struct instruction bytes_head_read(struct parser *p, unsigned source)
{
    struct place at;
    uint32_t offset = index_read(p, &at);
    if (offset > OFFSET_MAX)
        reach_check(p, at, source, offset, 1);
    return (struct instruction){.op = OP_BYTES, .a = (uint8_t)source, .b = (uint16_t)offset};
}

/* The (N, C) of name(N, C): `least` to `most` bytes at an offset, which must be within what is kept of
 * `source`. */
static struct instruction stretch_read(struct parser *p, unsigned source, uint32_t least, uint32_t most)
{
    parser_take(p, TOKEN_PAREN_OPEN, DIAGNOSTIC_PAREN, "'(', an offset, ',' and a count");
    struct place at = p->token.at;
    uint32_t offset = parser_take_number(p, "a number");
    parser_take(p, TOKEN_COMMA, DIAGNOSTIC_COMMA, "',' and a count");
    struct place count_at = p->token.at;
    uint32_t count = parser_take_number(p, "a number");
    parser_take(p, TOKEN_PAREN_CLOSE, DIAGNOSTIC_PAREN, "')'");
    if (!p->lost && (count < least || count > most))
        report_add(p->report, DIAGNOSTIC_ARGUMENT_RANGE, count_at, "found %u, expected %u to %u bytes", count,
                   least, most);
    else if (!p->lost)
        reach_check(p, at, source, offset, count);
    return (struct instruction){.a = (uint8_t)source, .b = (uint16_t)offset, .imm = count};
}

static struct instruction distinct_read(struct parser *p, unsigned source)
{
    struct instruction code = stretch_read(p, source, SPAN_MIN, SPAN_MAX);
    code.op = OP_DISTINCT;
    return code;
}

/* Without a prefix it reads earlier messages, too. */
static struct instruction common_read(struct parser *p, unsigned source)
{
    struct instruction code = stretch_read(p, source == SOURCE_THIS ? SOURCE_PREV : source, 1, HEAD_BYTES);
    code.op = OP_COMMON;
    code.a = (uint8_t)source;
    return code;
}

static struct instruction plain_read(struct parser *p, const struct field_word *f, unsigned source)
{
    struct instruction code = {.op = OP_FIELD, .a = (uint8_t)source, .b = f->number};
    if (f->index_high == 0)
        return code;
    struct place at;
    code.imm = index_read(p, &at);
    if (!p->lost && (code.imm < f->index_low || code.imm > f->index_high))
        report_add(p->report, DIAGNOSTIC_ARGUMENT_RANGE, at, "found %u, expected %u to %u", code.imm,
                   (unsigned)f->index_low, (unsigned)f->index_high);
    return code;
}

/* ---- fields ---- */

/* Which message a name asks of; the name is shortened by it. */
static unsigned source_of(const char **name, size_t *length)
{
    static const char *const prefix[SOURCE_COUNT] = {"", "prev.", "reverse.", "older."};
    for (unsigned source = SOURCE_PREV; source < SOURCE_COUNT; source++) {
        size_t n = strlen(prefix[source]);
        if (*length <= n || memcmp(*name, prefix[source], n) != 0)
            continue;
        *name += n;
        *length -= n;
        return source;
    }
    return SOURCE_THIS;
}

static void field_unknown(struct parser *p, const char *name, size_t length)
{
    struct suggestion near = suggestion_for(name, length);
    const struct field_word *f;
    for (size_t i = 0; (f = field_at(i)) != NULL; i++)
        suggestion_offer(&near, f->name);
    parser_unknown(p, DIAGNOSTIC_FIELD_UNKNOWN, "a field", near.best);
    parser_advance(p);
    p->lost = p->token.kind == TOKEN_BRACKET_OPEN || p->token.kind == TOKEN_PAREN_OPEN;
}

static const struct field_word *field_take(struct parser *p, unsigned *source)
{
    const char *name = p->token.text;
    size_t length = p->token.length;
    *source = source_of(&name, &length);
    const struct field_word *f = field_find(name, length);
    if (!f) {
        field_unknown(p, name, length);
        return NULL;
    }
    if (!(f->sources & 1u << *source))
        parser_unknown(p, DIAGNOSTIC_FIELD_EARLIER,
                       *source == SOURCE_THIS ? "it behind 'prev.', 'reverse.' or 'older.'"
                                              : "a field that earlier messages have",
                       NULL);
    parser_advance(p);
    return f;
}

static uint16_t field_read(struct parser *p)
{
    struct node node = {.at = p->token.at};
    unsigned source;
    const struct field_word *f = field_take(p, &source);
    if (!f)
        return 0;
    node.type = f->truth ? TYPE_TRUTH : TYPE_NUMBER;
    if (f->form == FORM_LOAD) {
        node.code = load_read(p, f, source);
    } else if (f->form == FORM_BYTES) {
        node.code = bytes_head_read(p, source);
        node.type = TYPE_BYTES;
    } else if (f->form == FORM_DISTINCT) {
        node.code = distinct_read(p, source);
    } else if (f->form == FORM_COMMON) {
        node.code = common_read(p, source);
    } else if (f->form == FORM_TEXT) {
        node.code = (struct instruction){.op = OP_TEXT, .b = f->number};
        node.type = TYPE_TEXT;
    } else {
        node.code = plain_read(p, f, source);
    }
    node.at = place_join(node.at, p->before);
    uint16_t index = p->lost ? 0 : node_add(p, node);
    return f->form == FORM_SERVER ? node_not(p, index, node.at) : index;
}

const char *const operator_words[] = {"and",   "or",     "not",  "in",       "is",
                                      "under", "starts", "ends", "contains", NULL};

static bool operator_begins(const struct parser *p)
{
    return name_find(operator_words, p->token.text, p->token.length) >= 0;
}

uint16_t operand_read(struct parser *p)
{
    static const char expected[] = "a number, a field or '('";
    if (p->token.kind == TOKEN_WORD && !clause_begins(p) && !operator_begins(p))
        return field_read(p);
    struct node node = {.code.op = OP_PUSH, .type = TYPE_NUMBER, .at = p->token.at};
    return constant_read(p, DIAGNOSTIC_VALUE_MISSING, expected, &node.code.imm) ? node_add(p, node) : 0;
}
