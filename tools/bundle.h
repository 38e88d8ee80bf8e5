/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_BUNDLE_H
#define TOOLS_BUNDLE_H

#include <stdbool.h>
#include <skypedpi/db.h>

/* Databases that are to be one. */
struct bundle {
    skypedpi_db *part[SKYPEDPI_SETS];
    size_t count;
};

/* Takes a database over; false if it is NULL, or after a complaint. */
bool bundle_add(struct bundle *bundle, skypedpi_db *db);

/* All of them as one; the bundle is empty then. NULL after a complaint. */
skypedpi_db *bundle_merge(struct bundle *bundle);

void bundle_free(struct bundle *bundle);

#endif
