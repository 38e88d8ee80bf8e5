/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/advice.h"

#include <string.h>
#include "lib/sigset/implies.h"

/* Signatures that say nothing which another one does not say of the same messages. */

#define WAYS_MAX  (1 << SPLITS_MAX)
#define STEPS_MAX (1u << 21) /* of looking into conditions, for a whole set; what is left then is not told */

struct cover {
    const struct whole *whole;
    struct expression looked_at; /* the condition at hand */
    struct alternative *way;     /* in which it can hold */
    uint32_t ways, steps;
    bool *told; /* by place: it is covered itself */
};

static void way_keep(const struct alternative *a, void *user)
{
    struct cover *c = user;
    if (c->ways < WAYS_MAX)
        c->way[c->ways++] = *a;
}

/* ---- cheap comparisons ---- */

static bool release_any(const struct skypedpi_release *r)
{
    return r->part[0] == SKYPEDPI_RELEASE_ANY;
}

static bool era_covers(const struct signature *a, const struct signature *b)
{
    return (release_any(&a->era_first) && release_any(&a->era_last)) ||
           (memcmp(&a->era_first, &b->era_first, sizeof a->era_first) == 0 &&
            memcmp(&a->era_last, &b->era_last, sizeof a->era_last) == 0);
}

/* Whenever both fire, does the first say all that the second says? */
static bool says_as_much(const struct signature *a, const struct signature *b)
{
    return a->transport == b->transport && a->application == b->application && a->activity == b->activity &&
           a->mechanism == b->mechanism && a->path == b->path && a->weight >= b->weight &&
           a->counting.scope == SCOPE_FLOW && b->counting.scope == SCOPE_FLOW &&
           b->version_rule == VERSION_NONE && a->native == NO_INDEX &&
           (a->after == NO_INDEX || a->after == b->after) && era_covers(a, b);
}

/* Does it wait for the other one? Then it says of a second message what that said of the first. */
static bool waits_for(const struct model *m, const struct signature *s, uint32_t other)
{
    uint32_t steps = 0; /* whoever waits in a circle is an error, and was told */
    while (s->after != NO_INDEX && s->after != other && steps++ < m->signature_count)
        s = &m->signatures[s->after];
    return s->after == other;
}

static bool byte_covers(struct byte_test a, struct byte_test b)
{
    return (a.mask & ~b.mask) == 0 && (b.value & a.mask) == a.value;
}

/* What the index lets through of the second it lets through of the first. */
static bool prefilter_covers(const struct prefilter *a, const struct prefilter *b)
{
    return a->length_low <= b->length_low && a->length_high >= b->length_high &&
           (b->directions & ~a->directions) == 0 && a->ordinal_low <= b->ordinal_low &&
           a->ordinal_high >= b->ordinal_high && (a->kind == KIND_ANY || a->kind == b->kind) &&
           byte_covers(a->byte0, b->byte0) && byte_covers(a->byte2, b->byte2);
}

/* ---- conditions ---- */

static bool condition_covers(struct cover *c, const struct entry *first, const struct entry *second)
{
    const struct expression tree = condition_kept(c->whole->builder, first);
    if (c->ways == 0) {
        c->looked_at = condition_kept(c->whole->builder, second);
        (void)alternatives_each(&c->looked_at, way_keep, c);
    }
    bool covers = true;
    for (uint32_t i = 0; covers && i < c->ways; i++)
        covers = alternative_implies(&c->way[i], &tree, &c->steps);
    return covers;
}

static void cover_tell(const struct cover *c, const struct entry *first, const struct entry *second)
{
    const struct builder *b = c->whole->builder;
    report_entry(c->whole->report, b, second);
    report_add(
        c->whole->report, DIAGNOSTIC_COVERED, second->name_at,
        "found a signature that only holds where '%s' holds and says as much, expected one that says more; see "
        "%s:%u",
        builder_string(b, TABLE_STRINGS, first->signature.name), builder_string(b, TABLE_NAMES, first->file),
        first->name_at.line);
}

static void cover_look(struct cover *c, uint32_t place)
{
    const struct model *m = c->whole->model;
    const struct entry *second = whole_entry(c->whole, place);
    c->ways = 0;
    for (uint32_t i = 0; i < m->signature_count && !second->never && c->steps; i++) {
        const struct signature *a = &m->signatures[i], *b = &m->signatures[place];
        if (i == place || c->told[i] || whole_entry(c->whole, i)->never || !says_as_much(a, b) ||
            waits_for(m, b, i) || !prefilter_covers(&a->prefilter, &b->prefilter) ||
            !condition_covers(c, whole_entry(c->whole, i), second))
            continue;
        c->told[place] = true;
        cover_tell(c, whole_entry(c->whole, i), second);
        return;
    }
}

/* The last first: of two that say the same the newer one is told. */
bool advise_covered(const struct whole *w)
{
    const struct skypedpi_allocator *a = &w->builder->allocator;
    struct cover c = {.whole = w, .steps = STEPS_MAX};
    c.way = allocate_zeroed(a, WAYS_MAX, sizeof *c.way);
    c.told = allocate_zeroed(a, w->model->signature_count, sizeof *c.told);
    bool memory = c.way && c.told;
    for (uint32_t i = w->model->signature_count; memory && i-- > 0;)
        cover_look(&c, i);
    release(a, c.way);
    release(a, c.told);
    return memory;
}
