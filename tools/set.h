/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_SET_H
#define TOOLS_SET_H

#include <skypedpi/db.h>
#include "tools/source.h"

/* From the words of a command line to a database, and what stands in it. */

/* The database a user names; the builtin set for no path. NULL after a complaint. */
skypedpi_db *set_open(char *const *paths, size_t count);

/* The database that one word names: "builtin", an image, a file of text, or a folder whose *.sig are the set.
 * NULL after a complaint. */
skypedpi_db *set_open_named(char *name);

/* A database from an image. NULL after a complaint. */
typedef skypedpi_db *source_loader(void *user, const struct source *image);

/* The database that files make, all their sets side by side: each image, the builtin one, and the texts between
 * them. NULL after a complaint. */
skypedpi_db *sources_open(const struct sources *sources, source_loader *load, void *user);

/* The signature of a number that a verdict or evidence names; its texts are "" if there is none. */
struct skypedpi_signature set_signature(const skypedpi_db *db, uint32_t number);

/* What one asks of a packet, written out; to be freed. NULL after a complaint. */
char *set_print(const skypedpi_db *db, uint32_t id);

/* Does a file of a folder belong to its set, by its name? */
bool set_is_text_name(const char *name);

#endif
