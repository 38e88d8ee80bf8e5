/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TEXTFILE_H
#define EXAMPLES_PROBE_TEXTFILE_H

#include <stdbool.h>
#include <stddef.h>

/* A whole file in memory. */
struct textfile {
    const char *path;
    char *text; /* ends in NUL, which is not counted */
    size_t length;
};

/* False after a complaint; textfile_free() in either case. */
bool textfile_read(struct textfile *file, const char *path);
void textfile_free(struct textfile *file);

#endif
