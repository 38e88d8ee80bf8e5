/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include <time.h>
#include "examples/probe/complain.h"
#include "examples/probe/event.h"
#include "examples/probe/set.h"
#include "examples/probe/text.h"
#include "examples/probe/textfile.h"

#define FINDINGS 20 /* shown of one compilation */

/* The sets read so far, and one of text that may go on with the next file. */
struct sets {
    skypedpi_db *part[SKYPEDPI_SETS];
    size_t count;
    skypedpi_sigset *text; /* NULL: none is begun */
    struct skypedpi_diagnostic finding[FINDINGS];
    struct skypedpi_diagnostics found;
};

static void show(struct skypedpi_diagnostics *found)
{
    uint32_t kept = found->count < found->capacity ? found->count : found->capacity;

    for (uint32_t i = 0; i < kept; i++) {
        const struct skypedpi_diagnostic *d = &found->entry[i];
        complain("%s:%u:%u: %s: %s", d->file, d->line, d->column,
                 d->severity == SKYPEDPI_SEVERITY_ERROR ? "error" : "warning", d->text);
    }
    if (found->count > kept)
        complain("... and %u more", found->count - kept);
    found->count = found->errors = 0;
}

/* False after a complaint, unless the findings were one. */
static bool fine(const char *what, int result)
{
    if (result < 0 && result != SKYPEDPI_E_TEXT)
        complain("%s: %s", what, skypedpi_error_text(result));
    return result >= 0;
}

static bool keep(struct sets *sets, skypedpi_db *db)
{
    if (sets->count < SKYPEDPI_SETS) {
        sets->part[sets->count++] = db;
        return true;
    }
    skypedpi_db_unref(db);
    return fine("signatures", SKYPEDPI_E_FULL);
}

/* What follows is of another set. */
static bool text_end(struct sets *sets)
{
    skypedpi_db *db = NULL;

    if (!sets->text)
        return true;
    int result = skypedpi_sigset_compile(sets->text, &sets->found, &db);
    skypedpi_sigset_free(sets->text);
    sets->text = NULL;
    show(&sets->found);
    return fine("signatures", result) && keep(sets, db);
}

static bool text_add(struct sets *sets, const struct textfile *file)
{
    int result = sets->text ? SKYPEDPI_OK : skypedpi_sigset_new(NULL, &sets->text);

    if (result >= 0)
        result = skypedpi_sigset_add_text(sets->text, file->path, file->text, file->length, &sets->found);
    if (result == SKYPEDPI_E_STATE) { /* its set line begins another */
        sets->found.count = sets->found.errors = 0;
        return text_end(sets) && text_add(sets, file);
    }
    show(&sets->found);
    return fine(file->path, result);
}

static bool image_add(struct sets *sets, const char *path, const struct textfile *file)
{
    skypedpi_db *db;
    int result =
        file ? skypedpi_db_load(file->text, file->length, NULL, 0, NULL, &db) : skypedpi_db_builtin(&db);

    return fine(path, result) && keep(sets, db);
}

/* Text has no NUL bytes; an image has. */
static bool file_add(struct sets *sets, const char *path)
{
    struct textfile file;

    if (strcmp(path, "builtin") == 0)
        return text_end(sets) && image_add(sets, path, NULL);
    bool good = textfile_read(&file, path);
    if (good && memchr(file.text, '\0', file.length))
        good = text_end(sets) && image_add(sets, path, &file);
    else if (good)
        good = text_add(sets, &file);
    textfile_free(&file);
    return good;
}

static skypedpi_db *merge(const struct sets *sets)
{
    skypedpi_db *db = NULL;

    (void)fine("the sets together", skypedpi_db_merge(sets->part, sets->count, NULL, &db));
    return db;
}

/* It is used nevertheless: an old release still knows what it knew. */
static void warn_of_expired(const skypedpi_db *db)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};
    uint64_t now = (uint64_t)time(NULL);

    for (uint32_t i = 0; db && skypedpi_db_set(db, i, &info) == SKYPEDPI_OK; i++)
        if (info.expires && info.expires <= now)
            complain("set %s: release %u expired on %.10s: look for a newer one", info.name, info.release,
                     text_time(info.expires * SECOND).text);
}

skypedpi_db *set_read(char *const *paths, size_t count)
{
    struct sets sets = {.found = {.size = sizeof(sets.found), .capacity = FINDINGS}};
    bool good = true;

    sets.found.entry = sets.finding;
    for (size_t i = 0; i < count && good; i++)
        good = file_add(&sets, paths[i]);
    good = good && text_end(&sets) && (count > 0 || image_add(&sets, "the set of the library", NULL));
    skypedpi_db *db = good ? merge(&sets) : NULL;
    skypedpi_sigset_free(sets.text);
    while (sets.count)
        skypedpi_db_unref(sets.part[--sets.count]);
    warn_of_expired(db);
    return db;
}
