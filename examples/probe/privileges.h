/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_PRIVILEGES_H
#define EXAMPLES_PROBE_PRIVILEGES_H

#include <stdbool.h>

/* Gives up what only the opening of interfaces needs, before there is another thread: no program that is
 * started gets more rights than this one, and whoever is not root, or is told to be another user, has no
 * capabilities from here on. `user` may be NULL. False after a complaint. */
bool privileges_drop(const char *user);

#endif
