/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_SOURCE_H
#define TOOLS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

/* A file of signature text, or an image, in memory. */
struct source {
    const char *path;
    char *text; /* ends in NUL, which is not counted; NULL: it is SOURCE_BUILTIN */
    size_t length;
};

/* In place of a file: the set the library carries. */
#define SOURCE_BUILTIN "builtin"

/* Several of them. */
struct sources {
    struct source *item;
    size_t count;
};

/* Reads files; false after a complaint. sources_free() in either case. */
bool sources_read(struct sources *sources, char *const *paths, size_t count);
void sources_free(struct sources *sources);

/* The same, with SOURCE_BUILTIN among them. */
bool sources_read_sets(struct sources *sources, char *const *paths, size_t count);

/* Text has no NUL bytes; an image has. */
bool source_is_image(const struct source *source);

/* Is none of them an image? False after a complaint. */
bool sources_are_text(const struct sources *sources);

#endif
