/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/pidfile.h"

static bool write_number(int fd)
{
    char text[32];
    int length = snprintf(text, sizeof(text), "%ld\n", (long)getpid());

    return ftruncate(fd, 0) == 0 && write(fd, text, (size_t)length) == length;
}

/* Whether the file that was opened is the one that has the name: it may be gone, and another's in its place. */
static bool has_name(int fd, const char *path)
{
    struct stat ours, there;

    return fstat(fd, &ours) == 0 && lstat(path, &there) == 0 && ours.st_dev == there.st_dev &&
           ours.st_ino == there.st_ino;
}

int pidfile_open(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);

    if (fd < 0) {
        complain("%s: %s", path, strerror(errno));
        return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        complain("%s: %s", path, errno == EWOULDBLOCK ? "another probe runs" : strerror(errno));
    } else if (!has_name(fd, path)) {
        close(fd); /* whose it was has just ended, and taken the name away */
        return pidfile_open(path);
    } else if (!write_number(fd)) {
        complain("%s: %s", path, strerror(errno));
    } else {
        return fd;
    }
    close(fd);
    return -1;
}

void pidfile_close(int fd, const char *path)
{
    if (fd < 0)
        return;
    if (ftruncate(fd, 0) != 0)
        complain("%s: %s", path, strerror(errno));
    if (has_name(fd, path))
        (void)unlink(path); /* the directory may be root's */
    close(fd);
}
