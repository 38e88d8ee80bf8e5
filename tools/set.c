/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/set.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include "tools/diagnose.h"
#include "tools/message.h"

#define PRINT_ROOM 65536 /* for a signature written out, at first */

static skypedpi_db *load_image(void *user, const struct source *source)
{
    skypedpi_db *db;
    (void)user;
    int result = skypedpi_db_load(source->text, source->length, NULL, 0, NULL, &db);

    if (result < 0) {
        complain("%s: %s", source->path, skypedpi_error_text(result));
        return NULL;
    }
    return db;
}

static skypedpi_db *open_builtin(void)
{
    skypedpi_db *db;
    int result = skypedpi_db_builtin(&db);

    if (result < 0) {
        complain("the builtin set: %s", skypedpi_error_text(result));
        return NULL;
    }
    return db;
}

/* How many files of text stand next to each other. */
static size_t count_texts(const struct source *source, size_t most)
{
    size_t count = 0;

    while (count < most && source[count].text && !source_is_image(&source[count])) {
        count++;
    }
    return count;
}

/* Adds the sets that stand at the front of some sources; `taken`: how many of these they are. */
static bool add_front(struct bundle *bundle, const struct sources *sources, source_loader *load, void *user,
                      size_t *taken)
{
    const struct sources texts = {sources->item, count_texts(sources->item, sources->count)};

    *taken = texts.count ? texts.count : 1;
    if (texts.count) {
        return sources_compile_each(&texts, bundle);
    }
    return bundle_add(bundle, sources->item->text ? load(user, sources->item) : open_builtin());
}

skypedpi_db *sources_open(const struct sources *sources, source_loader *load, void *user)
{
    struct bundle bundle = {.count = 0};

    for (size_t at = 0, taken; at < sources->count; at += taken) {
        const struct sources rest = {sources->item + at, sources->count - at};
        if (!add_front(&bundle, &rest, load, user, &taken)) {
            bundle_free(&bundle);
            return NULL;
        }
    }
    return bundle_merge(&bundle);
}

skypedpi_db *set_open(char *const *paths, size_t count)
{
    if (count == 0) {
        return open_builtin();
    }
    struct sources sources;
    skypedpi_db *db =
        sources_read_sets(&sources, paths, count) ? sources_open(&sources, load_image, NULL) : NULL;
    sources_free(&sources);
    return db;
}

bool set_is_text_name(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot && strcmp(dot, ".sig") == 0;
}

static int is_set_text(const struct dirent *entry)
{
    return set_is_text_name(entry->d_name);
}

static skypedpi_db *open_folder(const char *folder, struct dirent *const *entries, size_t count)
{
    char **paths = calloc(count, sizeof(*paths));
    bool fine = paths != NULL;
    skypedpi_db *db = NULL;

    for (size_t i = 0; i < count && fine; i++) {
        size_t room = strlen(folder) + strlen(entries[i]->d_name) + 2;
        fine = (paths[i] = malloc(room)) != NULL;
        if (fine) {
            snprintf(paths[i], room, "%s/%s", folder, entries[i]->d_name);
        }
    }
    if (fine) {
        db = set_open(paths, count);
    } else {
        complain("out of memory");
    }
    for (size_t i = 0; paths && i < count; i++) {
        free(paths[i]);
    }
    free(paths);
    return db;
}

skypedpi_db *set_open_named(char *name)
{
    struct dirent **entries = NULL;
    skypedpi_db *db = NULL;

    int count = scandir(name, &entries, is_set_text, alphasort);
    if (count < 0) { /* no folder */
        return set_open(&name, 1);
    }
    if (count == 0) {
        complain("%s: no signature text (*.sig) in it", name);
    } else {
        db = open_folder(name, entries, (size_t)count);
    }
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
    return db;
}

/* Lists of long names may take megabytes. */
char *set_print(const skypedpi_db *db, uint32_t id)
{
    int result = SKYPEDPI_E_FULL;
    char *text = NULL;

    for (size_t room = PRINT_ROOM; result == SKYPEDPI_E_FULL; room *= 2) {
        char *more = realloc(text, room);
        text = more ? more : text;
        result = more ? skypedpi_db_print(db, id, text, room) : SKYPEDPI_E_MEMORY;
    }
    if (result < 0) {
        complain("signature %u: %s", id, skypedpi_error_text(result));
        free(text);
        return NULL;
    }
    return text;
}

struct skypedpi_signature set_signature(const skypedpi_db *db, uint32_t number)
{
    struct skypedpi_signature signature = {.size = sizeof(signature)};

    if (skypedpi_db_find(db, number, &signature) < 0) {
        return (struct skypedpi_signature){.name = "", .source = "", .proof = ""};
    }
    return signature;
}
