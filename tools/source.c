/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "tools/message.h"
#include "tools/source.h"

/* More than any set needs; the library takes 16 MiB of text and images of 64 MiB. */
#define SOURCE_MAX ((size_t)64 << 20)

/* Reads a stream to its end into memory that grows; what is wrong, or NULL. */
static const char *read_all(FILE *in, struct source *source)
{
    size_t room = 0;

    for (;;) {
        if (room - source->length < 2) {
            room = room ? room * 2 : 65536;
            char *text = room <= 2 * SOURCE_MAX ? realloc(source->text, room) : NULL;
            if (!text) {
                return "too large";
            }
            source->text = text;
        }
        size_t got = fread(source->text + source->length, 1, room - source->length - 1, in);
        if (got == 0) {
            source->text[source->length] = '\0';
            return ferror(in) ? strerror(errno) : NULL;
        }
        source->length += got;
    }
}

static bool source_read(struct source *source, const char *path)
{
    source->path = path;
    FILE *in = fopen(path, "rb");
    if (!in) {
        complain("%s: %s", path, strerror(errno));
        return false;
    }
    const char *wrong = read_all(in, source);
    fclose(in);
    if (wrong) {
        complain("%s: %s", path, wrong);
    }
    return !wrong;
}

bool sources_read(struct sources *sources, char *const *paths, size_t count)
{
    bool fine = true;

    *sources = (struct sources){calloc(count ? count : 1, sizeof(struct source)), 0};
    if (!sources->item) {
        complain("out of memory");
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        fine &= source_read(&sources->item[sources->count++], paths[i]);
    }
    return fine;
}

void sources_free(struct sources *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        free(sources->item[i].text);
    }
    free(sources->item);
}

bool source_is_image(const struct source *source)
{
    return memchr(source->text, '\0', source->length) != NULL;
}

static skypedpi_db *load_image(const struct source *source)
{
    skypedpi_db *db;
    int result = skypedpi_db_load(source->text, source->length, NULL, 0, NULL, &db);

    if (result < 0) {
        complain("%s: %s", source->path, skypedpi_error_text(result));
        return NULL;
    }
    return db;
}

skypedpi_db *sources_open(const struct sources *sources)
{
    skypedpi_db *db = NULL;

    if (sources->count == 1 && source_is_image(&sources->item[0])) {
        return load_image(&sources->item[0]);
    }
    for (size_t i = 0; i < sources->count; i++) {
        if (source_is_image(&sources->item[i])) {
            complain("%s: an image is a whole set and cannot be joined with others", sources->item[i].path);
            return NULL;
        }
    }
    (void)sources_compile(sources, &db, NULL);
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

skypedpi_db *set_open(char *const *paths, size_t count)
{
    if (count == 0) {
        return open_builtin();
    }
    struct sources sources;
    skypedpi_db *db = sources_read(&sources, paths, count) ? sources_open(&sources) : NULL;
    sources_free(&sources);
    return db;
}
