/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/db.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <skypedpi/error.h>
#include "lib/sigset/fields.h"

/* Programs for people. */

struct out {
    char *text;
    size_t capacity, used;
    bool cut;
};

__attribute__((format(printf, 2, 3))) static void put(struct out *o, const char *format, ...)
{
    va_list arguments;
    size_t room = o->capacity - o->used;
    va_start(arguments, format);
    int n = vsnprintf(o->text + o->used, room, format, arguments);
    va_end(arguments);
    if (n < 0 || (size_t)n >= room) {
        o->cut = true;
        o->used = o->capacity - 1;
    } else {
        o->used += (size_t)n;
    }
}

static const char *const source_prefix[SOURCE_COUNT] = {"", "prev.", "reverse.", "older."};
static const char *const test_names[TEXT_TEST_COUNT] = {"is", "under", "starts", "ends", "contains"};
static const char *const operator_names[OP_COUNT] = {
    [OP_ADD] = "+", [OP_SUB] = "-",  [OP_MUL] = "*",  [OP_AND] = "&", [OP_OR] = "|",
    [OP_XOR] = "^", [OP_SHL] = "<<", [OP_SHR] = ">>", [OP_EQ] = "==", [OP_NE] = "!=",
    [OP_LT] = "<",  [OP_LE] = "<=",  [OP_GT] = ">",   [OP_GE] = ">=", [OP_NOT] = "not"};

static const char *text_name(unsigned field)
{
    return field_of(&(struct instruction){.op = OP_TEXT, .b = (uint16_t)field})->name;
}

/* Without what stands behind it. */
static void put_field(struct out *o, const struct instruction *i)
{
    put(o, "%s%s", source_prefix[i->a], field_of(i)->name);
}

static void put_constant(struct out *o, const struct model *m, const struct instruction *i)
{
    const struct text_ref *c = &m->constants[i->imm];
    put_field(o, i);
    put(o, "[%u] == x\"", i->b);
    for (uint32_t k = 0; k < c->length; k++)
        put(o, "%s%02x", k ? " " : "", (unsigned char)m->strings[c->offset + k]);
    put(o, "\"");
}

/* Texts of a foreign image may hold anything; a terminal shall not see it. As the language writes it. */
static void put_text(struct out *o, const char *text, uint32_t length)
{
    for (uint32_t k = 0; k < length; k++) {
        unsigned char c = (unsigned char)text[k];
        put(o, c < 0x20 || c >= 0x7f ? "\\x%02x" : "%c", c);
    }
}

static void put_list(struct out *o, const struct model *m, const struct instruction *i)
{
    const struct list *l = &m->lists[i->imm];
    put(o, "%s %s {", text_name(i->b), test_names[i->a]);
    for (uint32_t k = 0; k < l->count; k++) {
        const struct text_ref *t = &m->refs[l->first + k];
        put(o, k ? ", \"" : "\"");
        put_text(o, m->strings + t->offset, t->length);
        put(o, "\"");
    }
    put(o, "}");
}

static void put_ranges(struct out *o, const struct model *m, const struct instruction *i)
{
    put(o, "in {");
    for (uint32_t k = 0; k < i->b; k++) {
        const struct range *r = &m->ranges[i->imm + k];
        put(o, "%s%u", k ? ", " : "", r->low);
        if (r->high != r->low)
            put(o, "..%u", r->high);
    }
    put(o, "}");
}

static void put_instruction(struct out *o, const struct model *m, const struct instruction *i)
{
    switch (i->op) {
    case OP_END:
        put(o, "fires if true");
        break;
    case OP_PUSH:
        put(o, i->imm > 0xffff ? "0x%x" : "%u", i->imm);
        break;
    case OP_LOAD:
        put_field(o, i);
        put(o, "[%u]", i->b);
        break;
    case OP_FIELD:
        put_field(o, i);
        if (field_of(i)->index_high)
            put(o, field_of(i)->kind == KIND_STUN ? "[0x%04x]" : "[%u]", i->imm);
        break;
    case OP_DISTINCT:
    case OP_COMMON:
        put_field(o, i);
        put(o, "(%u, %u)", i->b, i->imm);
        break;
    case OP_IN:
        put_ranges(o, m, i);
        break;
    case OP_BYTES:
        put_constant(o, m, i);
        break;
    case OP_TEXT:
        put_list(o, m, i);
        break;
    case OP_AND_THEN:
        put(o, "and: if false go to %u", i->imm);
        break;
    case OP_OR_ELSE:
        put(o, "or: if true go to %u", i->imm);
        break;
    default:
        put(o, "%s", operator_names[i->op]);
    }
}

static void put_value(struct out *o, const struct model *m, const char *what, const struct instruction *i)
{
    put(o, "%s ", what);
    put_instruction(o, m, i);
}

static void put_counting(struct out *o, const struct model *m, const struct counting *c)
{
    put(o, "counts what the %s %s:", c->scope == SCOPE_HOST ? "host" : "endpoint",
        c->received ? "receives" : "sends");
    if (c->rule == COUNTING_SAME)
        put_value(o, m, " same", &c->value);
    if (c->rule == COUNTING_STEP) {
        put_value(o, m, " step", &c->value);
        put(o, " in %u..%u", c->low, c->high);
    }
    if (c->fresh.op != OP_END)
        put_value(o, m, " fresh", &c->fresh);
    put(o, " count %u %s within %u seconds\n", c->count, c->unit == COUNTING_PEERS ? "peers" : "packets",
        c->within);
}

/* `after` stays within a set: its name without the set's. */
static const char *name_in_set(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

/* What else it takes, and the release it reads. */
static void put_conditions(struct out *o, const struct model *m, const struct signature *s)
{
    if (s->after != NO_INDEX)
        put(o, "after %s\n", name_in_set(model_text(m, m->signatures[s->after].name)));
    if (s->native != NO_INDEX)
        put(o, "native %s\n", model_text(m, m->natives[s->native]));
    if (s->version_rule == VERSION_NONE)
        return;
    put(o, "version %s %s", text_name(s->version_field),
        s->version_rule == VERSION_AFTER ? "after \"" : "reversed");
    if (s->version_rule == VERSION_AFTER) {
        put_text(o, m->strings + s->version_text.offset, s->version_text.length);
        put(o, "\"");
    }
    put(o, "\n");
}

int skypedpi_db_print(const skypedpi_db *db, uint32_t id, char *text, size_t capacity)
{
    if (!db || !text || capacity == 0)
        return SKYPEDPI_E_ARGUMENT;
    struct out o = {text, capacity, 0, false};
    text[0] = 0;
    const struct signature *s = db_signature(db, id);
    if (!s)
        return SKYPEDPI_E_NOT_FOUND;
    for (unsigned at = 0; at < s->code_length; at++) {
        put(&o, "%3u  ", at);
        put_instruction(&o, &db->model, &db->model.code[s->code + at]);
        put(&o, "\n");
    }
    if (s->counting.scope != SCOPE_FLOW)
        put_counting(&o, &db->model, &s->counting);
    put_conditions(&o, &db->model, s);
    return o.cut ? SKYPEDPI_E_FULL : SKYPEDPI_OK;
}
