/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_FILE_H
#define TOOLS_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* Files written whole or not at all, and small ones read. */

enum file_kind { FILE_PUBLIC, FILE_SECRET /* for its owner's eyes only */ };

/* Puts a file in place, under another name first; one that is there is replaced. EXIT_FINE, or EXIT_CANNOT
 * after a complaint. */
int file_write(const char *path, const void *bytes, size_t length, enum file_kind kind);

/* A text that is never longer than `capacity`; no copy of it is left in memory elsewhere. False after a
 * complaint. `what` says what should be in it. */
bool file_read_small(const char *path, const char *what, char *text, size_t capacity, size_t *length);

bool file_exists(const char *path);

#endif
