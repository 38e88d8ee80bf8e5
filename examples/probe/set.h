/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SET_H
#define EXAMPLES_PROBE_SET_H

#include <stddef.h>
#include <skypedpi/sigset.h>

/* The database a user names: the set the library carries for no path; else all sets side by side: each image,
 * the library's own for "builtin", and files of text, which are one set up to the file whose set line begins
 * another. NULL after a complaint. */
skypedpi_db *set_read(char *const *paths, size_t count);

#endif
