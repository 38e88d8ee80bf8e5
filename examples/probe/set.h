/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SET_H
#define EXAMPLES_PROBE_SET_H

#include <stddef.h>
#include <skypedpi/sigset.h>

/* The database a user names: the one the library carries for no path, one image, or text files that make one
 * set. NULL after a complaint. */
skypedpi_db *set_read(char *const *paths, size_t count);

#endif
