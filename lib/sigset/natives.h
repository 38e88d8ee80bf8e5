/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_NATIVES_H
#define LIB_SIGSET_NATIVES_H

#include <stdbool.h>
#include "lib/sigset/model.h"

/* Native detectors: the library's own, and those of an embedder. */

/* Is this the name of one that the library has itself? */
bool native_known(const char *name);

/* The one of that name, or NULL. */
const struct skypedpi_native *native_among(const struct skypedpi_native *natives, size_t count,
                                           const char *name);

/* May it be called? SKYPEDPI_OK, SKYPEDPI_E_ARGUMENT or SKYPEDPI_E_NATIVE. */
int native_check(const struct skypedpi_native *native);

/* The same of several, none of them twice; SKYPEDPI_E_SIZE, too. */
int natives_check(const struct skypedpi_native *natives, size_t count);

/* Finds each native the model names, among the caller's and the library's own. SKYPEDPI_OK or
 * SKYPEDPI_E_NATIVE. */
int natives_resolve(const struct model *model, const struct skypedpi_native *natives, size_t count,
                    struct skypedpi_native *resolved);

#endif
