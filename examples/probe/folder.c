/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/folder.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

bool folder_ready(const char *path)
{
    struct stat there;

    if (mkdir(path, 0755) != 0 && errno != EEXIST)
        return false;
    if (stat(path, &there) == 0 && !S_ISDIR(there.st_mode)) {
        errno = ENOTDIR; /* access() would speak of rights */
        return false;
    }
    return access(path, W_OK | X_OK) == 0;
}
