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

static bool source_read(struct source *source)
{
    const char *path = source->path;
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

static bool read_each(struct sources *sources, char *const *paths, size_t count, bool builtin)
{
    bool fine = true;

    *sources = (struct sources){calloc(count ? count : 1, sizeof(struct source)), 0};
    if (!sources->item) {
        complain("out of memory");
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct source *source = &sources->item[sources->count++];
        source->path = paths[i];
        fine &= (builtin && strcmp(paths[i], SOURCE_BUILTIN) == 0) || source_read(source);
    }
    return fine;
}

bool sources_read(struct sources *sources, char *const *paths, size_t count)
{
    return read_each(sources, paths, count, false);
}

bool sources_read_sets(struct sources *sources, char *const *paths, size_t count)
{
    return read_each(sources, paths, count, true);
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
    return source->text && memchr(source->text, '\0', source->length) != NULL;
}

bool sources_are_text(const struct sources *sources)
{
    static const char magic[] = "SKYPEDPI";
    bool text = true;

    for (size_t i = 0; i < sources->count; i++) {
        if (strncmp(sources->item[i].text, magic, sizeof(magic) - 1) == 0 &&
            source_is_image(&sources->item[i])) {
            complain("%s: is an image, not signature text; 'skypedpi dump' lists it", sources->item[i].path);
            text = false;
        }
    }
    return text;
}
