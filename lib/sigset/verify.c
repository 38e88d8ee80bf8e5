/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/image.h"

#include <stdbool.h>
#include <string.h>
#include <skypedpi/error.h>
#include "lib/base/bytes.h"
#include "lib/base/names.h"
#include "lib/base/transport.h"
#include "lib/sigset/edition.h"

/* A model that came from a foreign image is hostile: after this, the matcher may trust every index in it. */

static bool text_ok(const struct model *m, struct text_ref t)
{
    return t.offset < m->strings_length && t.length < m->strings_length - t.offset &&
           m->strings[t.offset + t.length] == 0;
}

/* What a person will read: no control characters, so that an image cannot write to a terminal. */
static bool printable(const struct model *m, struct text_ref t)
{
    if (!text_ok(m, t) || t.length > STRING_MAX) /* many may share the same bytes */
        return false;
    for (uint32_t i = 0; i < t.length; i++)
        if (control_begins((const uint8_t *)m->strings + t.offset + i))
            return false;
    return true;
}

static bool name_ok(const struct model *m, struct text_ref t)
{
    return printable(m, t) && t.length >= 1 && t.length <= 31;
}

static bool application_ok(const struct model *m, unsigned application)
{
    if (application >= SKYPEDPI_APPLICATION_CUSTOM)
        return application - SKYPEDPI_APPLICATION_CUSTOM < m->application_count;
    return application != SKYPEDPI_APPLICATION_UNKNOWN && application < names_count(application_names);
}

/* ---- programs ---- */

static bool argument_ok(unsigned field, uint32_t imm)
{
    switch (field) {
    case FIELD_SIZE:
        return imm >= 1 && imm <= SIZES_KEPT;
    case FIELD_RECORD_U8:
        return imm <= 8;
    case FIELD_RECORD_U16:
        return imm <= 7;
    case FIELD_STUN_HAS:
    case FIELD_STUN_VALUE:
    case FIELD_STUN_SIZE:
        return imm <= 0xffff;
    default:
        return imm == 0;
    }
}

static bool field_ok(const struct instruction *i)
{
    if (i->a >= SOURCE_COUNT || i->b >= FIELD_COUNT || !argument_ok(i->b, i->imm))
        return false;
    if (i->a == SOURCE_THIS)
        return i->b < FIELD_SEEN || i->b > FIELD_AGE;
    return i->b <= FIELD_AGE && !(i->a == SOURCE_OLDER && i->b > FIELD_SEEN);
}

/* May `count` bytes at `offset` be asked of that source? */
static bool reach_ok(unsigned source, uint32_t offset, uint32_t count)
{
    if (source >= SOURCE_COUNT || offset > OFFSET_MAX)
        return false;
    return source == SOURCE_THIS || offset + count <= HEAD_BYTES;
}

static bool operands_ok(const struct model *m, const struct instruction *i)
{
    switch (i->op) {
    case OP_LOAD:
        return i->imm < WIDTH_COUNT && reach_ok(i->a, i->b, width_bytes(i->imm));
    case OP_FIELD:
        return field_ok(i);
    case OP_DISTINCT:
        return i->imm >= SPAN_MIN && i->imm <= SPAN_MAX && reach_ok(i->a, i->b, i->imm);
    case OP_COMMON:
        return i->a < SOURCE_COUNT && i->imm >= 1 && i->imm <= HEAD_BYTES && i->b <= HEAD_BYTES - i->imm;
    case OP_IN:
        return i->imm <= m->range_count && i->b <= m->range_count - i->imm;
    case OP_BYTES:
        return i->imm < m->constant_count && reach_ok(i->a, i->b, m->constants[i->imm].length);
    case OP_TEXT:
        return i->a < TEXT_TEST_COUNT && i->b < TEXT_FIELD_COUNT && i->imm < m->list_count;
    default:
        return i->op < OP_COUNT;
    }
}

static void stack_effect(unsigned op, unsigned *pops, unsigned *pushes)
{
    *pushes = 1;
    if (op < OP_ADD || op == OP_BYTES || op == OP_TEXT)
        *pops = 0;
    else if (op == OP_NOT || op == OP_IN || op == OP_END)
        *pops = 1;
    else
        *pops = 2;
}

/* Follows the depth of the stack through both ways of every jump. */
static bool program_ok(const struct model *m, const struct signature *s)
{
    int depth[PROGRAM_MAX];
    const struct instruction *code = m->code + s->code;
    memset(depth, -1, sizeof depth);
    depth[0] = 0;
    for (unsigned at = 0; at < s->code_length; at++) {
        const struct instruction *i = &code[at];
        int d = depth[at];
        bool last = at + 1u == s->code_length;
        if (d < 0 || !operands_ok(m, i) || (i->op == OP_END) != last)
            return false;
        if (i->op == OP_END)
            return d == 1;
        unsigned pops, pushes;
        stack_effect(i->op, &pops, &pushes);
        bool jump = i->op == OP_AND_THEN || i->op == OP_OR_ELSE;
        if (jump)
            pops = 1, pushes = 0;
        if ((unsigned)d < pops || (unsigned)d - pops + pushes > STACK_MAX)
            return false;
        int next = d - (int)pops + (int)pushes;
        if (depth[at + 1] >= 0 && depth[at + 1] != next)
            return false;
        depth[at + 1] = next;
        if (!jump)
            continue;
        if (i->imm <= at || i->imm >= s->code_length || (depth[i->imm] >= 0 && depth[i->imm] != d))
            return false;
        depth[i->imm] = d;
    }
    return false;
}

/* ---- signatures ---- */

static bool version_ok(const struct model *m, const struct signature *s)
{
    if (s->version_rule == VERSION_NONE)
        return true;
    return s->version_rule <= VERSION_REVERSED && s->version_field < TEXT_FIELD_COUNT &&
           text_ok(m, s->version_text) && s->version_text.length <= STRING_MAX;
}

static bool after_ok(const struct model *m, const struct signature *s)
{
    if (s->after == NO_INDEX)
        return true;
    return s->after < m->signature_count && &m->signatures[s->after] != s &&
           m->signatures[s->after].transport == s->transport &&
           m->signatures[s->after].counting.scope == s->counting.scope;
}

/* What a counting signature takes from a message: bytes of it or a field. */
static bool value_ok(const struct model *m, const struct instruction *i, bool needed)
{
    if (i->op == OP_END)
        return !needed;
    return (i->op == OP_LOAD || i->op == OP_FIELD) && i->a == SOURCE_THIS && operands_ok(m, i);
}

static bool counting_ok(const struct model *m, const struct signature *s)
{
    const struct counting *c = &s->counting;
    if (c->scope == SCOPE_FLOW)
        return true;
    return c->scope <= SCOPE_HOST && c->received <= 1 && c->slot < COUNTERS && c->unit <= COUNTING_PACKETS &&
           c->rule <= COUNTING_SAME && c->count >= 2 && c->count <= COUNTING_MOST && c->within >= 1 &&
           value_ok(m, &c->value, c->rule != COUNTING_ANY) && value_ok(m, &c->fresh, false) &&
           (c->count <= COUNTING_EXACT || (c->rule == COUNTING_ANY && c->unit == COUNTING_PEERS)) &&
           s->native == NO_INDEX && s->version_rule == VERSION_NONE;
}

static bool prefilter_ok(const struct prefilter *p)
{
    return p->kind < KIND_COUNT && p->directions <= 3 && p->context < CONTEXTS;
}

/* One of the first set is called by its name alone, others SET:NAME. */
static bool own_name_ok(const struct model *m, const struct signature *s)
{
    struct text_ref t = s->name, set = m->set[set_number(s->id)].name;
    if (!printable(m, t))
        return false;
    if (set_number(s->id) > 0) {
        const char *name = m->strings + t.offset;
        if (t.length <= set.length || name[set.length] != ':' ||
            memcmp(name, m->strings + set.offset, set.length) != 0)
            return false;
        t = (struct text_ref){t.offset + set.length + 1, t.length - set.length - 1};
    }
    return name_ok(m, t) && !memchr(m->strings + t.offset, ':', t.length);
}

static bool id_ok(const struct model *m, const struct signature *s)
{
    return (s->id & ID_MOST) != 0 && set_number(s->id) < m->set_count &&
           (s == m->signatures || s[-1].id < s->id);
}

static bool signature_ok(const struct model *m, const struct signature *s)
{
    return id_ok(m, s) && (s->transport == TRANSPORT_TCP || s->transport == TRANSPORT_UDP) &&
           application_ok(m, s->application) && s->activity < names_count(activity_names) &&
           s->mechanism < names_count(mechanism_names) && s->path < names_count(path_names) && s->weight >= 1 &&
           s->weight <= 100 && version_ok(m, s) && after_ok(m, s) &&
           (s->native == NO_INDEX || s->native < m->native_count) && own_name_ok(m, s) &&
           printable(m, s->source) && printable(m, s->proof) && prefilter_ok(&s->prefilter) &&
           counting_ok(m, s) && s->code_length >= 1 && s->code_length <= PROGRAM_MAX &&
           s->code <= m->code_count && s->code_length <= m->code_count - s->code && program_ok(m, s);
}

static bool texts_ok(const struct model *m)
{
    for (uint32_t i = 0; i < m->constant_count; i++)
        if (!text_ok(m, m->constants[i]) || m->constants[i].length == 0 || m->constants[i].length > SPAN_MAX)
            return false;
    for (uint32_t i = 0; i < m->ref_count; i++)
        if (!text_ok(m, m->refs[i]) || m->refs[i].length > STRING_MAX)
            return false;
    for (uint32_t i = 0; i < m->list_count; i++)
        if (m->lists[i].first > m->ref_count || m->lists[i].count > m->ref_count - m->lists[i].first)
            return false;
    for (uint32_t i = 0; i < m->application_count; i++)
        if (!name_ok(m, m->applications[i]))
            return false;
    for (uint32_t i = 0; i < m->native_count; i++)
        if (!name_ok(m, m->natives[i]))
            return false;
    return true;
}

static bool same_text(const struct model *m, struct text_ref a, struct text_ref b)
{
    return a.length == b.length && memcmp(m->strings + a.offset, m->strings + b.offset, a.length) == 0;
}

static bool sets_ok(const struct model *m)
{
    for (uint32_t i = 0; i < m->set_count; i++) {
        const struct set_facts *set = &m->set[i];
        if (!name_ok(m, set->name) || !name_ok(m, set->version) || !edition_ok(&set->edition))
            return false;
        for (uint32_t k = 0; k < i; k++)
            if (same_text(m, set->name, m->set[k].name))
                return false;
    }
    return true;
}

int model_verify(const struct model *m)
{
    if (m->signature_count == 0 || m->signature_count > SIGNATURES_MAX ||
        m->application_count > APPLICATIONS_MAX || m->native_count > NATIVES_MAX || !texts_ok(m) || !sets_ok(m))
        return SKYPEDPI_E_STRUCTURE;
    for (uint32_t i = 0; i < m->signature_count; i++)
        if (!signature_ok(m, &m->signatures[i]))
            return SKYPEDPI_E_STRUCTURE;
    return SKYPEDPI_OK;
}
