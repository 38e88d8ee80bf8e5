/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_KEPT_H
#define EXAMPLES_PROBE_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include "examples/probe/privileges.h"

/* Copies of files that only root can read, in memory, until the process ends: libraries open them by name, and
 * no other process can. */

#define KEPT_NAME 32

/* Makes a copy for that user, and its name. False after a complaint. */
bool kept_copy(const struct privileges_user *user, const char *path, char name[KEPT_NAME]);

/* The name of a file for people: where it is a copy, that of the one it was made of. */
const char *kept_name(const char *path, char *room, size_t size);

#endif
