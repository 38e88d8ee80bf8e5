/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
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

int folder_take(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return fd; /* over a network some folders cannot be locked, and that has to do */
    close(fd);
    errno = EWOULDBLOCK;
    return -1;
}
