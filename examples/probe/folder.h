/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_FOLDER_H
#define EXAMPLES_PROBE_FOLDER_H

#include <stdbool.h>

/* Is there a folder that can be written in? It is made if there is none. False: errno tells. */
bool folder_ready(const char *path);

#endif
