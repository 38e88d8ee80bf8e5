/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_SOURCE_H
#define TOOLS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <skypedpi/sigset.h>

/* A file of signature text, or an image, in memory. */
struct source {
    const char *path;
    char *text; /* ends in NUL, which is not counted */
    size_t length;
};

/* Several of them. */
struct sources {
    struct source *item;
    size_t count;
};

/* Reads files; false after a complaint. sources_free() in either case. */
bool sources_read(struct sources *sources, char *const *paths, size_t count);
void sources_free(struct sources *sources);

/* Text has no NUL bytes; an image has. */
bool source_is_image(const struct source *source);

/* Compiles text files as one set, with findings printed to stderr. *db is NULL if there are errors. */
int sources_compile(const struct sources *sources, skypedpi_db **db);

/* The database that files make: one image, or texts that are one set. NULL after a complaint. */
skypedpi_db *sources_open(const struct sources *sources);

/* The database that one word names: "builtin", an image, a file of text, or a folder whose *.sig are the set.
 * NULL after a complaint. */
skypedpi_db *set_open_named(char *name);

/* The database a user names: the builtin set for no path, one image, or text files that make one set. NULL
 * after a complaint. */
skypedpi_db *set_open(char *const *paths, size_t count);

#endif
