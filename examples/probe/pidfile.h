/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_PIDFILE_H
#define EXAMPLES_PROBE_PIDFILE_H

#include <stdbool.h>

/* Writes the number of this process to a file, and locks it while it lives: a second probe with the same file
 * does not start. The descriptor that holds the lock, or -1 after a complaint. */
int pidfile_open(const char *path);
/* Empties and removes it, as far as a user without rights may. */
void pidfile_close(int fd, const char *path);

#endif
