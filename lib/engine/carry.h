/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_CARRY_H
#define LIB_ENGINE_CARRY_H

#include "lib/engine/engine.h"

/* Brings all that open flows and endpoints keep in line with the database that is put in place of the engine's.
 */
void carry_all(struct skypedpi_engine *engine, const struct skypedpi_db *db);

#endif
