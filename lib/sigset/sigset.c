/* SPDX-License-Identifier: BSD-2-Clause */
#include <skypedpi/sigset.h>

#include "lib/base/abi.h"
#include "lib/sigset/compile.h"
#include "lib/sigset/db.h"
#include "lib/sigset/natives.h"
#include "lib/sigset/parse.h"

#define TEXT_MAX ((size_t)16 << 20)

struct skypedpi_sigset {
    struct builder builder;
    const struct skypedpi_allocator *given; /* by the caller, for the databases; may be NULL */
};

int skypedpi_sigset_new(const struct skypedpi_allocator *allocator, skypedpi_sigset **set)
{
    if (!set)
        return SKYPEDPI_E_ARGUMENT;
    *set = NULL;
    if (!allocator_ok(allocator))
        return SKYPEDPI_E_ARGUMENT;
    struct skypedpi_allocator own = allocator_or_default(allocator);
    struct skypedpi_sigset *new = allocate_zeroed(&own, 1, sizeof *new);
    if (!new)
        return SKYPEDPI_E_MEMORY;
    new->builder.allocator = own;
    new->given = allocator;
    *set = new;
    return SKYPEDPI_OK;
}

void skypedpi_sigset_free(skypedpi_sigset *set)
{
    if (!set)
        return;
    struct skypedpi_allocator own = set->builder.allocator;
    builder_close(&set->builder);
    release(&own, set);
}

int skypedpi_sigset_add_text(skypedpi_sigset *set, const char *name, const char *text, size_t length,
                             struct skypedpi_diagnostics *diagnostics)
{
    if (!set || !name || (!text && length) || length > TEXT_MAX)
        return SKYPEDPI_E_ARGUMENT;
    if (!diagnostics_ok(diagnostics))
        return SKYPEDPI_E_SIZE;
    struct report report = report_open(diagnostics, name);
    struct builder_mark before = builder_mark(&set->builder);
    bool another = parse_text(&set->builder, &report, name, length ? text : "", length);
    int result = set->builder.no_memory ? SKYPEDPI_E_MEMORY
                 : another              ? SKYPEDPI_E_STATE
                 : report.errors        ? SKYPEDPI_E_TEXT
                                        : SKYPEDPI_OK;
    if (result != SKYPEDPI_OK)
        builder_return(&set->builder, &before);
    return result;
}

int skypedpi_sigset_add_native(skypedpi_sigset *set, const struct skypedpi_native *native)
{
    struct skypedpi_native own;
    if (!set || !native)
        return SKYPEDPI_E_ARGUMENT;
    int result = abi_read(&own, sizeof own, sizeof own, native);
    if (result != SKYPEDPI_OK)
        return result;
    result = native_check(&own);
    if (result != SKYPEDPI_OK)
        return result;
    const struct array *added = &set->builder.table[TABLE_NATIVES];
    if (native_among(added->rows, added->count, own.name))
        return SKYPEDPI_E_NATIVE;
    struct skypedpi_native *row = builder_add(&set->builder, TABLE_NATIVES, 1);
    set->builder.no_memory = false;
    if (!row)
        return SKYPEDPI_E_MEMORY;
    *row = own;
    return SKYPEDPI_OK;
}

int skypedpi_sigset_compile(skypedpi_sigset *set, struct skypedpi_diagnostics *diagnostics, skypedpi_db **db)
{
    if (!db)
        return SKYPEDPI_E_ARGUMENT;
    *db = NULL;
    if (!set)
        return SKYPEDPI_E_ARGUMENT;
    if (!diagnostics_ok(diagnostics))
        return SKYPEDPI_E_SIZE;
    if (builder_count(&set->builder, TABLE_ENTRIES) == 0)
        return SKYPEDPI_E_EMPTY;
    struct report report = report_open(diagnostics, "");
    struct builder_mark before = builder_mark(&set->builder);
    struct model model;
    int result = set_model_build(&set->builder, &report, &model);
    if (result == SKYPEDPI_OK)
        result = db_of_model(&model, set->builder.table[TABLE_NATIVES].rows,
                             builder_count(&set->builder, TABLE_NATIVES), set->given, db);
    set_model_release(&set->builder, &model);
    builder_return(&set->builder, &before);
    return result;
}
