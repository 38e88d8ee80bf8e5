/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/compile.h"

#include <string.h>
#include "lib/sigset/advice.h"
#include "lib/sigset/resolve.h"
#include "lib/sigset/steps.h"

static const char default_name[] = "unnamed", default_version[] = "0";

/* ---- tables ---- */

/* Each entry goes before those with higher ids. */
static void places_find(struct maker *m)
{
    uint16_t *order = m->entry;
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
        order[low] = (uint16_t)i;
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
    m->entry = allocate_zeroed(a, model->signature_count, sizeof *m->entry);
    bool taken = model->signatures && model->natives && model->applications && m->place && m->entry;
    if (taken)
        places_find(m);
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

/* ---- all of it ---- */

/* Tells the signature with which it becomes too much; the rest is left unsaid. */
static void steps_check(struct maker *m)
{
    uint32_t place = steps_exceeded(m->model);
    if (place == NO_INDEX)
        return;
    const struct entry *e = builder_entry(m->builder, m->entry[place]);
    m->other_errors = true;
    report_entry(m->report, m->builder, e);
    report_add(m->report, DIAGNOSTIC_STEPS_MANY, e->condition_at,
               "found more work with this one and those of lower ids, expected at most %u steps on a message",
               MESSAGE_STEPS_MAX);
}

/* Warnings about the set as a whole; false if there was no memory. Nobody listens: none are looked for. */
static bool advise(const struct maker *m)
{
    const struct whole whole = {m->builder, m->model, m->entry, m->report};
    advise_after(&whole);
    if (!m->report->out->thorough)
        return true;
    advise_each(&whole);
    return advise_covered(&whole);
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
        entries_resolve(&m);
    if (memory && !report->errors)
        steps_check(&m);
    if (memory && !report->errors && report->out)
        memory = advise(&m);
    release(&builder->allocator, m.place);
    release(&builder->allocator, m.entry);
    if (!memory)
        return SKYPEDPI_E_MEMORY;
    if (report->errors)
        return m.other_errors ? SKYPEDPI_E_TEXT : SKYPEDPI_E_NATIVE;
    return SKYPEDPI_OK;
}
