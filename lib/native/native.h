/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_NATIVE_NATIVE_H
#define LIB_NATIVE_NATIVE_H

#include <skypedpi/db.h>

/* The library's own native detectors: one file each, for what the signature language cannot say. They see
 * what any embedder's detector sees, and nothing more. */

const struct skypedpi_native *native_builtin(size_t *count);

int native_skypeout(void *user, void *state, const struct skypedpi_message *message);

#define NATIVE_SKYPEOUT_STATE 24

#endif
