/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/resolve.h"

#include "lib/base/names.h"
#include "lib/sigset/natives.h"
#include "lib/sigset/suggest.h"

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

static bool native_there(const struct maker *m, const char *name)
{
    return native_known(name) ||
           native_among(m->builder->table[TABLE_NATIVES].rows, builder_count(m->builder, TABLE_NATIVES), name);
}

static void native_add(struct maker *m, const struct entry *e)
{
    if (m->model->native_count >= NATIVES_MAX) {
        m->other_errors = true;
        report_add(m->report, DIAGNOSTIC_NATIVES_MANY, e->native.at,
                   "found one more, expected at most %d native detectors", NATIVES_MAX);
    }
    m->model->natives[m->model->native_count++] = e->native.name;
}

static void native_resolve(struct maker *m, const struct entry *e, struct signature *s)
{
    const struct model *model = m->model;
    size_t length = e->native.name.length;
    if (length == 0)
        return;
    const char *name = builder_string(m->builder, TABLE_STRINGS, e->native.name);
    if (!native_there(m, name))
        report_unknown(m->report, DIAGNOSTIC_NATIVE_UNKNOWN, e->native.at, name, length,
                       "a native detector of the library or added to the set", NULL);
    uint32_t i = 0;
    while (i < model->native_count && !builder_is(m->builder, TABLE_STRINGS, model->natives[i], name, length))
        i++;
    if (i == model->native_count)
        native_add(m, e);
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

/* ---- all of them ---- */

static void counter_assign(struct maker *m, const struct entry *e, struct signature *s)
{
    if (counter_give(&m->counters, s))
        return;
    m->other_errors = true;
    report_add(m->report, DIAGNOSTIC_COUNTERS_MANY, e->name_at,
               "found one more, expected at most %d signatures of this scope and transport", COUNTERS);
}

void entries_resolve(struct maker *m)
{
    for (uint32_t i = 0; i < m->model->signature_count; i++) {
        const struct entry *e = builder_entry(m->builder, i);
        struct signature *s = &m->model->signatures[m->place[i]];
        report_entry(m->report, m->builder, e);
        application_resolve(m, e, s);
        after_resolve(m, e, s);
        native_resolve(m, e, s);
        counter_assign(m, e, s);
    }
    for (uint32_t i = 0; i < m->model->signature_count; i++) {
        report_entry(m->report, m->builder, builder_entry(m->builder, i));
        after_check(m, builder_entry(m->builder, i), m->place[i]);
    }
}
