/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_FOLDER_H
#define EXAMPLES_PROBE_FOLDER_H

#include <stdbool.h>

/* Is there a folder that can be written in? It is made if there is none. False: errno tells. */
bool folder_ready(const char *path);

/* Takes a folder for this process alone. A descriptor, to be closed in the end; -1: errno tells, EWOULDBLOCK
 * that another has it. */
int folder_take(const char *path);

#endif
