/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_RECORD_H
#define TOOLS_RECORD_H

#include <stdbool.h>
#include "tools/source.h"
#include "tools/tally.h"

/* The record of proof of an image: which captures show each of its signatures at work. It guards against
 * oversight, not against who would forge it: what it says is vouched for by who signs the image. */

/* Writes what was found out about the set. EXIT_... */
int record_write(const struct tally *tally, const char *path);

/* Does the record in `path` (NULL: IMAGE.proved) say that each signature of the image has its proof? `db` is
 * the image's. False after a complaint. */
bool record_check(const struct source *image, const skypedpi_db *db, const char *path);

#endif
