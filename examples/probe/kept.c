/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/kept.h"
#include "examples/probe/textfile.h"

#define FOLDER "/proc/self/fd/"
#define MARK   "/memfd:"    /* what such a name points to begins with this, */
#define GONE   " (deleted)" /* and ends in this */

static int copy_of(const struct privileges_user *user, const struct textfile *file)
{
    char name[240]; /* the kernel takes no more than 249 */

    snprintf(name, sizeof(name), "%s", file->path);
    int fd = memfd_create(name, MFD_CLOEXEC);
    if (fd >= 0 && write(fd, file->text, file->length) == (ssize_t)file->length && fchmod(fd, 0400) == 0 &&
        fchown(fd, user->uid, user->gid) == 0)
        return fd;
    complain("%s: it cannot be kept: %s", file->path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

bool kept_copy(const struct privileges_user *user, const char *path, char name[KEPT_NAME])
{
    struct textfile file;
    int fd = textfile_read(&file, path) ? copy_of(user, &file) : -1;

    textfile_free(&file);
    snprintf(name, KEPT_NAME, FOLDER "%d", fd);
    return fd >= 0;
}

const char *kept_name(const char *path, char *room, size_t size)
{
    const size_t mark = strlen(MARK), gone = strlen(GONE);
    ssize_t got = strncmp(path, FOLDER, strlen(FOLDER)) == 0 ? readlink(path, room, size - 1) : -1;
    size_t length = got > 0 ? (size_t)got : 0;

    if (length <= mark + gone || memcmp(room, MARK, mark) != 0)
        return path;
    room[length] = '\0';
    if (strcmp(room + length - gone, GONE) == 0)
        room[length - gone] = '\0';
    return room + mark;
}
