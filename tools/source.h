/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_SOURCE_H
#define TOOLS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <skypedpi/sigset.h>
#include "tools/bundle.h"

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

/* Compiles text files, with findings printed to stderr. They are one set, up to the file whose set line begins
 * another. False if there are errors. */
bool sources_compile_each(const struct sources *sources, struct bundle *bundle);

/* The same as one database; NULL if there are errors. */
skypedpi_db *sources_compile(const struct sources *sources);

/* The database that one word names: "builtin", an image, a file of text, or a folder whose *.sig are the set.
 * NULL after a complaint. */
skypedpi_db *set_open_named(char *name);

/* A database from an image. NULL after a complaint. */
typedef skypedpi_db *source_loader(void *user, const struct source *image);

/* The database that files make, all their sets side by side: each image, the builtin one, and the texts between
 * them. NULL after a complaint. */
skypedpi_db *sources_open(const struct sources *sources, source_loader *load, void *user);

/* The database a user names; the builtin set for no path. NULL after a complaint. */
skypedpi_db *set_open(char *const *paths, size_t count);

#endif
