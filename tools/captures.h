/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_CAPTURES_H
#define TOOLS_CAPTURES_H

#include <stdbool.h>
#include <stddef.h>

/* Captures that are read more than once: files, and those in folders. */

struct capture_name {
    char *path;
    bool negative; /* nothing in it is of an application that is sought */
};

struct captures {
    struct capture_name *item;
    size_t count;
    size_t room;
};

/* A file; or all captures in a folder and those in it, by their endings, in the order of their names. False
 * after a complaint. captures_free() in either case. */
bool captures_add(struct captures *captures, const char *path, bool negative);
void captures_free(struct captures *captures);

/* Its name without the folders. */
const char *capture_base(const char *path);

#endif
