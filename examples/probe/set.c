/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/set.h"
#include "examples/probe/textfile.h"

#define FINDINGS 20 /* shown of one compilation */

static void show(const struct skypedpi_diagnostics *found)
{
    uint32_t kept = found->count < found->capacity ? found->count : found->capacity;

    for (uint32_t i = 0; i < kept; i++) {
        const struct skypedpi_diagnostic *d = &found->entry[i];
        complain("%s:%u:%u: %s: %s", d->file, d->line, d->column,
                 d->severity == SKYPEDPI_SEVERITY_ERROR ? "error" : "warning", d->text);
    }
    if (found->count > kept)
        complain("... and %u more", found->count - kept);
}

/* Text has no NUL bytes; an image has. */
static bool is_image(const struct textfile *file)
{
    return memchr(file->text, '\0', file->length) != NULL;
}

static int add_file(skypedpi_sigset *set, const char *path, struct skypedpi_diagnostics *found)
{
    struct textfile file;
    int result = SKYPEDPI_E_TEXT;

    if (textfile_read(&file, path)) {
        if (is_image(&file))
            complain("%s: an image is a whole set and cannot be joined with others", path);
        else
            result = skypedpi_sigset_add_text(set, path, file.text, file.length, found);
    }
    textfile_free(&file);
    return result;
}

static skypedpi_db *compile(skypedpi_sigset *set, char *const *paths, size_t count)
{
    struct skypedpi_diagnostic finding[FINDINGS];
    struct skypedpi_diagnostics found = {.size = sizeof(found), .capacity = FINDINGS, .entry = finding};
    skypedpi_db *db = NULL;
    int result = SKYPEDPI_OK;

    for (size_t i = 0; i < count && result >= 0; i++)
        result = add_file(set, paths[i], &found);
    if (result >= 0)
        result = skypedpi_sigset_compile(set, &found, &db);
    show(&found);
    if (result < 0 && result != SKYPEDPI_E_TEXT)
        complain("signatures: %s", skypedpi_error_text(result));
    return db;
}

static skypedpi_db *read_text(char *const *paths, size_t count)
{
    skypedpi_sigset *set;
    int result = skypedpi_sigset_new(NULL, &set);

    if (result < 0) {
        complain("signatures: %s", skypedpi_error_text(result));
        return NULL;
    }
    skypedpi_db *db = compile(set, paths, count);
    skypedpi_sigset_free(set);
    return db;
}

static skypedpi_db *load(const char *path, const void *image, size_t length)
{
    skypedpi_db *db;
    int result = image ? skypedpi_db_load(image, length, NULL, 0, NULL, &db) : skypedpi_db_builtin(&db);

    if (result < 0)
        complain("%s: %s", path, skypedpi_error_text(result));
    return result < 0 ? NULL : db;
}

static skypedpi_db *read_one(char *const *paths)
{
    struct textfile file;
    skypedpi_db *db = NULL;

    if (textfile_read(&file, paths[0]))
        db = is_image(&file) ? load(paths[0], file.text, file.length) : read_text(paths, 1);
    textfile_free(&file);
    return db;
}

skypedpi_db *set_read(char *const *paths, size_t count)
{
    if (count == 0)
        return load("the set of the library", NULL, 0);
    return count == 1 ? read_one(paths) : read_text(paths, count);
}
