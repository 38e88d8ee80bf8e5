/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_CHECK_H
#define TOOLS_CHECK_H

#include "tools/diagnose.h"

/* Writes all that was found, and the signatures of `db` with their cost, as one JSON document to standard
 * output. */
void check_json(const struct sources *sources, const struct skypedpi_diagnostics *findings,
                const skypedpi_db *db);

/* The signature at a place; false behind the last, and if db is NULL. */
bool check_signature(const skypedpi_db *db, uint32_t place, struct skypedpi_signature *signature);

#endif
