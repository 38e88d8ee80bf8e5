/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/compile.h"

#include <string.h>
#include "lib/base/names.h"
#include "lib/sigset/advice.h"
#include "lib/sigset/natives.h"
#include "lib/sigset/steps.h"
#include "lib/sigset/suggest.h"

static const char default_name[] = "unnamed", default_version[] = "0";

struct maker {
    const struct builder *builder;
    struct report *report;
    struct model *model;
    uint16_t *place;     /* by entry: its place among the ids */
    bool other_errors;   /* besides missing natives */
    uint8_t counters[3]; /* given out, of hosts, UDP and TCP endpoints */
};

/* ---- tables ---- */

/* Each entry goes before those with higher ids. */
static void places_find(struct maker *m, uint32_t *order)
{
    uint32_t count = m->model->signature_count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t low = 0, high = i, id = builder_entry(m->builder, i)->signature.id;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (builder_entry(m->builder, order[middle])->signature.id < id)
                low = middle + 1;
            else
                high = middle;
        }
        memmove(order + low + 1, order + low, (i - low) * sizeof *order);
        order[low] = i;
    }
    for (uint32_t i = 0; i < count; i++) {
        m->place[order[i]] = (uint16_t)i;
        m->model->signatures[i] = builder_entry(m->builder, order[i])->signature;
    }
}

static bool tables_take(struct maker *m)
{
    const struct skypedpi_allocator *a = &m->builder->allocator;
    struct model *model = m->model;
    model->signatures = allocate_zeroed(a, model->signature_count, sizeof *model->signatures);
    model->natives = allocate_zeroed(a, model->signature_count, sizeof *model->natives);
    model->applications = allocate_zeroed(a, model->application_count, sizeof *model->applications);
    m->place = allocate_zeroed(a, model->signature_count, sizeof *m->place);
    uint32_t *order = allocate_zeroed(a, model->signature_count, sizeof *order);
    bool taken = model->signatures && model->natives && model->applications && m->place && order;
    if (taken)
        places_find(m, order);
    release(a, order);
    for (uint32_t i = 0; taken && i < model->application_count; i++)
        model->applications[i] = builder_application(m->builder, i)->name;
    return taken;
}

static void tables_lend(const struct builder *b, struct model *model)
{
    const struct array *t = b->table;
    *model = (struct model){.code = t[TABLE_CODE].rows,
                            .ranges = t[TABLE_RANGES].rows,
                            .constants = t[TABLE_CONSTANTS].rows,
                            .lists = t[TABLE_LISTS].rows,
                            .refs = t[TABLE_REFS].rows,
                            .strings = t[TABLE_STRINGS].rows,
                            .signature_count = t[TABLE_ENTRIES].count,
                            .code_count = t[TABLE_CODE].count,
                            .range_count = t[TABLE_RANGES].count,
                            .constant_count = t[TABLE_CONSTANTS].count,
                            .list_count = t[TABLE_LISTS].count,
                            .ref_count = t[TABLE_REFS].count,
                            .application_count = t[TABLE_APPLICATIONS].count,
                            .strings_length = t[TABLE_STRINGS].count,
                            .set_count = 1,
                            .set = {{b->set.name, b->set.version, b->set.edition}}};
}

void set_model_release(const struct builder *builder, struct model *model)
{
    release(&builder->allocator, model->signatures);
    release(&builder->allocator, model->natives);
    release(&builder->allocator, model->applications);
}

/* ---- what signatures mention ---- */

static void mention_unknown(struct maker *m, enum diagnostic_code code, const struct mention *mention,
                            const char *expected, const char *best)
{
    m->other_errors = true;
    report_unknown(m->report, code, mention->at, builder_string(m->builder, TABLE_NAMES, mention->name),
                   mention->name.length, expected, best);
}

static const char *application_near(const struct maker *m, const char *name, size_t length)
{
    struct suggestion near = suggestion_for(name, length);
    for (unsigned i = SKYPEDPI_APPLICATION_UNKNOWN + 1; application_names[i]; i++)
        suggestion_offer(&near, application_names[i]);
    for (uint32_t i = 0; i < m->model->application_count; i++)
        suggestion_offer(&near,
                         builder_string(m->builder, TABLE_STRINGS, builder_application(m->builder, i)->name));
    return near.best;
}

static void application_resolve(struct maker *m, const struct entry *e, struct signature *s)
{
    if (e->application.name.length == 0)
        return;
    const char *name = builder_string(m->builder, TABLE_NAMES, e->application.name);
    size_t length = e->application.name.length;
    int number = name_find(application_names, name, length);
    for (uint32_t i = 0; i < m->model->application_count; i++) {
        struct text_ref own = builder_application(m->builder, i)->name;
        if (builder_is(m->builder, TABLE_STRINGS, own, name, length))
            number = SKYPEDPI_APPLICATION_CUSTOM + (int)i;
    }
    s->application = (uint8_t)number;
    if (number <= SKYPEDPI_APPLICATION_UNKNOWN)
        mention_unknown(m, DIAGNOSTIC_APPLICATION_UNKNOWN, &e->application,
                        "'skype', 'other' or an application of the set", application_near(m, name, length));
}

static const char *signature_near(const struct maker *m, const char *name, size_t length)
{
    struct suggestion near = suggestion_for(name, length);
    for (uint32_t i = 0; i < m->model->signature_count; i++)
        suggestion_offer(
            &near, builder_string(m->builder, TABLE_STRINGS, builder_entry(m->builder, i)->signature.name));
    return near.best;
}

static void after_resolve(struct maker *m, const struct entry *e, struct signature *s)
{
    if (e->after.name.length == 0)
        return;
    const char *name = builder_string(m->builder, TABLE_NAMES, e->after.name);
    for (uint32_t i = 0; i < m->model->signature_count && s->after == NO_INDEX; i++)
        if (builder_is(m->builder, TABLE_STRINGS, builder_entry(m->builder, i)->signature.name, name,
                       e->after.name.length))
            s->after = m->place[i];
    if (s->after == NO_INDEX) {
        mention_unknown(m, DIAGNOSTIC_AFTER_UNKNOWN, &e->after, "the name of a signature of the set",
                        signature_near(m, name, e->after.name.length));
    } else if (m->model->signatures[s->after].transport != s->transport) {
        m->other_errors = true;
        report_add(m->report, DIAGNOSTIC_AFTER_TRANSPORT, e->after.at,
                   "found a signature of the other transport, expected one of the same: no flow has both");
    } else if (m->model->signatures[s->after].counting.scope != s->counting.scope) {
        m->other_errors = true;
        report_add(m->report, DIAGNOSTIC_AFTER_SCOPE, e->after.at,
                   "found a signature of another scope, expected one of the same");
    }
}

static bool native_there(const struct maker *m, const char *name, size_t length)
{
    const struct skypedpi_native *own = m->builder->table[TABLE_NATIVES].rows;
    for (uint32_t i = 0; i < builder_count(m->builder, TABLE_NATIVES); i++)
        if (strlen(own[i].name) == length && memcmp(own[i].name, name, length) == 0)
            return true;
    return native_known(name, length);
}

static void native_resolve(struct maker *m, const struct entry *e, struct signature *s)
{
    struct model *model = m->model;
    size_t length = e->native.name.length;
    if (length == 0)
        return;
    const char *name = builder_string(m->builder, TABLE_STRINGS, e->native.name);
    if (!native_there(m, name, length))
        report_unknown(m->report, DIAGNOSTIC_NATIVE_UNKNOWN, e->native.at, name, length,
                       "a native detector of the library or added to the set", NULL);
    uint32_t i = 0;
    while (i < model->native_count && !builder_is(m->builder, TABLE_STRINGS, model->natives[i], name, length))
        i++;
    if (i == model->native_count)
        model->natives[model->native_count++] = e->native.name;
    s->native = (uint16_t)i;
}

/* ---- chains of `after` ---- */

static bool in_cycle(const struct model *model, uint16_t start)
{
    uint16_t at = model->signatures[start].after;
    for (uint32_t steps = 0; at != NO_INDEX && steps < model->signature_count; steps++) {
        if (at == start)
            return true;
        at = model->signatures[at].after;
    }
    return false;
}

static void after_check(struct maker *m, const struct entry *e, uint16_t place)
{
    if (!in_cycle(m->model, place))
        return;
    m->other_errors = true;
    report_add(m->report, DIAGNOSTIC_AFTER_CYCLE, e->after.at,
               "found a signature that waits for itself, expected one that can fire before it");
}

/* ---- all of it ---- */

static void turn_to(const struct builder *b, struct report *report, const struct entry *e)
{
    report->file = builder_string(b, TABLE_NAMES, e->file);
    report_signature(report, builder_string(b, TABLE_STRINGS, e->signature.name), e->signature.name.length,
                     e->signature.id);
}

/* Each counting signature has a counter of its own in the records of its scope. */
static void counter_assign(struct maker *m, const struct entry *e, struct signature *s)
{
    if (s->counting.scope == SCOPE_FLOW)
        return;
    uint8_t *next = &m->counters[s->counting.scope == SCOPE_HOST ? 0 : s->transport == 17 ? 1 : 2];
    if (*next == COUNTERS) {
        m->other_errors = true;
        report_add(m->report, DIAGNOSTIC_COUNTERS_MANY, e->name_at,
                   "found one more, expected at most %d signatures of this scope and transport", COUNTERS);
        return;
    }
    s->counting.slot = (*next)++;
}

/* Tells the signature with which it becomes too much; the rest is left unsaid. */
static void steps_check(struct maker *m)
{
    uint32_t place = steps_exceeded(m->model);
    for (uint32_t i = 0; place != NO_INDEX && i < m->model->signature_count; i++) {
        const struct entry *e = builder_entry(m->builder, i);
        if (m->place[i] != place)
            continue;
        m->other_errors = true;
        turn_to(m->builder, m->report, e);
        report_add(
            m->report, DIAGNOSTIC_STEPS_MANY, e->condition_at,
            "found more work with this one and those of lower ids, expected at most %u steps on a message",
            MESSAGE_STEPS_MAX);
    }
}

static void mentions_resolve(struct maker *m)
{
    for (uint32_t i = 0; i < m->model->signature_count; i++) {
        const struct entry *e = builder_entry(m->builder, i);
        struct signature *s = &m->model->signatures[m->place[i]];
        turn_to(m->builder, m->report, e);
        application_resolve(m, e, s);
        after_resolve(m, e, s);
        native_resolve(m, e, s);
        counter_assign(m, e, s);
    }
    for (uint32_t i = 0; i < m->model->signature_count; i++) {
        turn_to(m->builder, m->report, builder_entry(m->builder, i));
        after_check(m, builder_entry(m->builder, i), m->place[i]);
    }
}

static void whole_turn_to(const struct whole *w, const struct entry *e)
{
    turn_to(w->builder, w->report, e);
}

/* Warnings about the set as a whole; false if there was no memory. Nobody listens: none are looked for. */
static bool advise(const struct maker *m)
{
    const struct skypedpi_allocator *a = &m->builder->allocator;
    uint16_t *entry = allocate_zeroed(a, m->model->signature_count, sizeof *entry);
    const struct whole whole = {m->builder, m->model, entry, m->report, whole_turn_to};
    bool memory = entry != NULL;
    for (uint32_t i = 0; memory && i < m->model->signature_count; i++)
        entry[m->place[i]] = (uint16_t)i;
    if (memory)
        advise_after(&whole);
    if (memory && m->report->out->thorough) {
        advise_each(&whole);
        memory = advise_covered(&whole);
    }
    release(a, entry);
    return memory;
}

int set_model_build(struct builder *builder, struct report *report, struct model *model)
{
    if (builder->set.at.line == 0) {
        builder->set.name = builder_text(builder, TABLE_STRINGS, default_name, sizeof default_name - 1);
        builder->set.version =
            builder_text(builder, TABLE_STRINGS, default_version, sizeof default_version - 1);
    }
    struct maker m = {.builder = builder, .report = report, .model = model};
    tables_lend(builder, model);
    bool memory = !builder->no_memory && tables_take(&m);
    if (memory)
        mentions_resolve(&m);
    if (memory && !report->errors)
        steps_check(&m);
    if (memory && !report->errors && report->out)
        memory = advise(&m);
    release(&builder->allocator, m.place);
    if (!memory)
        return SKYPEDPI_E_MEMORY;
    if (report->errors)
        return m.other_errors ? SKYPEDPI_E_TEXT : SKYPEDPI_E_NATIVE;
    return SKYPEDPI_OK;
}
