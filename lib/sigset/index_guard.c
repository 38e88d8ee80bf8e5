/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/index_guard.h"

#include "lib/sigset/guard.h"

/* Of a signature so many guards are answered, of so many ranges, or narrow down by so many names: a hostile set
 * shall not load for long. */
#define ANSWERED_MOST 8
#define RANGES_MOST   8
#define NAMES_MOST    32

static bool is_number(const struct guard *g)
{
    return (g->form == GUARD_WITHIN || (g->form == GUARD_RANGES && g->ranges <= RANGES_MOST)) &&
           g->read.a == SOURCE_THIS;
}

static bool is_field(const struct guard *g, unsigned field)
{
    return is_number(g) && g->read.op == OP_FIELD && g->read.b == field;
}

/* The first guard of the length, the only one that is answered; NULL: there is none. */
static const struct guard *length_guard(const struct model *m, const struct signature *s)
{
    for (const struct guard *g = m->guards + s->guard, *end = g + s->guards; g < end; g++)
        if (is_field(g, FIELD_LEN) && g->mask == UINT32_MAX)
            return g;
    return NULL;
}

/* ---- bounds ---- */

/* Writes where an interval begins and where it is over. */
static uint32_t interval_bounds(struct range r, uint32_t *bounds)
{
    uint32_t n = 0;
    if (bounds)
        bounds[n] = r.low;
    n++;
    if (r.high == UINT32_MAX)
        return n;
    if (bounds)
        bounds[n] = r.high + 1;
    return n + 1;
}

uint32_t guards_bounds(const struct model *m, const struct signature *s, uint32_t *bounds)
{
    const struct guard *g = length_guard(m, s);
    uint32_t n = 0;
    if (g && g->form == GUARD_WITHIN)
        n += interval_bounds((struct range){g->low, g->high}, bounds);
    for (unsigned i = 0; g && i < g->ranges; i++)
        n += interval_bounds(m->ranges[g->range + i], bounds ? bounds + n : NULL);
    return n;
}

/* ---- answers ---- */

static void clear(const struct index *x, size_t row, uint32_t bit)
{
    x->rows[row * x->words + bit / 64] &= ~((uint64_t)1 << bit % 64);
}

static bool length_answered(const struct index *x, const struct model *m, const struct guard *g, uint32_t bit)
{
    for (uint32_t c = 0; c < x->classes; c++)
        if (!guard_admits(g, m->ranges, x->bounds[c]))
            clear(x, ROW_LENGTH + c, bit);
    return true;
}

static bool byte_answered(const struct index *x, const struct model *m, const struct guard *g, uint32_t bit)
{
    const uint32_t rows = g->read.b ? ROW_BYTE2 : ROW_BYTE0;
    for (uint32_t v = 0; v < INDEX_BYTES; v++)
        if (v == INDEX_BYTES - 1 || !guard_admits(g, m->ranges, v))
            clear(x, rows + v, bit);
    return true;
}

static bool side_answered(const struct index *x, const struct model *m, const struct guard *g, uint32_t bit)
{
    for (unsigned server = 0; server < 2; server++)
        for (unsigned ordinal = 0; !guard_admits(g, m->ranges, !server) && ordinal < INDEX_ORDINALS; ordinal++)
            clear(x, ROW_PLACE + index_place(server, ordinal), bit);
    return true;
}

/* Which numbers pass, a bit each. The last stands for all above, up to `most`, and is answered if they are all
 * alike; 0 is there for what has no number. */
static bool numbers_answered(const struct model *m, const struct guard *g, unsigned rows, unsigned most,
                             uint32_t *pass)
{
    unsigned above = 0, last = rows - 1;
    *pass = 0;
    for (unsigned n = 1; n < last; n++)
        *pass |= (uint32_t)guard_admits(g, m->ranges, n) << n;
    for (unsigned n = last; n <= most; n++)
        above += guard_admits(g, m->ranges, n);
    *pass |= (uint32_t)(above > 0) << last;
    return above == 0 || above == most - last + 1;
}

static bool ordinal_answered(const struct index *x, const struct model *m, const struct guard *g, uint32_t bit)
{
    uint32_t pass;
    bool all = numbers_answered(m, g, INDEX_ORDINALS, UINT8_MAX, &pass);
    for (unsigned row = 0; row < INDEX_ORDINALS; row++)
        if (!(pass >> row & 1)) {
            clear(x, ROW_PLACE + index_place(0, row), bit);
            clear(x, ROW_PLACE + index_place(1, row), bit);
        }
    return all;
}

static bool number_answered(const struct index *x, const struct model *m, const struct guard *g, uint32_t bit)
{
    uint32_t pass;
    bool all = numbers_answered(m, g, INDEX_NUMBERS, 2 * UINT8_MAX, &pass);
    for (unsigned row = 0; row < INDEX_NUMBERS; row++)
        if (!(pass >> row & 1))
            clear(x, ROW_NUMBER + row, bit);
    return all;
}

/* Is it about how the name of a message ends? */
static bool is_name_end(const struct guard *g)
{
    unsigned field = g->read.b, test = g->read.a;
    return g->form == GUARD_TRUTH && g->read.op == OP_TEXT && !g->outside &&
           (field == TEXT_DNS_NAME || field == TEXT_TLS_SNI || field == TEXT_HTTP_HOST) &&
           (test == TEXT_IS || test == TEXT_UNDER || test == TEXT_ENDS);
}

/* Answers nothing, as other names have the same row. */
static void names_narrow(const struct index *x, const struct model *m, const struct guard *g, uint32_t bit)
{
    const struct list *l = &m->lists[g->read.imm];
    uint64_t rows = 0;
    if (l->count > NAMES_MOST)
        return;
    for (uint32_t i = 0; i < l->count; i++) {
        struct text_ref t = m->refs[l->first + i];
        if (t.length < NAME_END)
            return;
        rows |= (uint64_t)1 << index_name(model_bytes(m, t));
    }
    for (uint32_t row = 0; row < INDEX_NAMES; row++)
        if (row == INDEX_NAMES - 1 || !(rows >> row & 1))
            clear(x, ROW_NAME + row, bit);
}

static bool answered(const struct index *x, const struct model *m, const struct guard *g, uint32_t bit)
{
    if (is_number(g) && g->read.op == OP_LOAD && g->read.imm == WIDTH_U8 && (g->read.b == 0 || g->read.b == 2))
        return byte_answered(x, m, g, bit);
    if (is_field(g, FIELD_CLIENT))
        return side_answered(x, m, g, bit);
    if (is_field(g, FIELD_ORDINAL))
        return ordinal_answered(x, m, g, bit);
    if (is_field(g, FIELD_NUMBER))
        return number_answered(x, m, g, bit);
    if (is_name_end(g))
        names_narrow(x, m, g, bit);
    return false;
}

void guards_answer(struct index *x, struct model *m, struct signature *s, uint32_t bit)
{
    struct guard *guard = m->guards + s->guard;
    const struct guard *length = length_guard(m, s);
    uint8_t asked = 0;
    for (uint8_t i = 0; i < s->guards; i++) {
        const struct guard g = guard[i];
        bool more = i - asked < ANSWERED_MOST;
        if (more && (guard + i == length ? length_answered(x, m, &g, bit) : answered(x, m, &g, bit)))
            continue;
        for (uint8_t k = i; k > asked; k--)
            guard[k] = guard[k - 1];
        guard[asked++] = g;
    }
    s->answered = (uint8_t)(s->guards - asked);
    s->guards = asked;
}
