/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tools/file.h"
#include "tools/message.h"

/* The rights a new file would have had: mkstemp() grants its owner only. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);

    umask(mask);
    return 0666 & ~mask;
}

static bool write_all(int fd, const char *bytes, size_t length, enum file_kind kind)
{
    while (length) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
    return fchmod(fd, kind == FILE_SECRET ? 0600 : usual_mode()) == 0 && fsync(fd) == 0;
}

/* Under another name first: nobody ever sees half a file. */
static bool replace_file(const char *path, char *temporary, const void *bytes, size_t length,
                         enum file_kind kind)
{
    int fd = mkstemp(temporary);
    if (fd < 0) {
        return false;
    }
    bool written = write_all(fd, bytes, length, kind);
    written = close(fd) == 0 && written;
    if (written && rename(temporary, path) == 0) {
        return true;
    }
    int reason = errno;
    unlink(temporary);
    errno = reason;
    return false;
}

/* Renaming over a device or a pipe would take its place. */
static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

int file_write(const char *path, const void *bytes, size_t length, enum file_kind kind)
{
    static const char suffix[] = ".XXXXXX";

    if (is_special(path)) {
        complain("%s: not a regular file", path);
        return EXIT_CANNOT;
    }
    char *temporary = malloc(strlen(path) + sizeof(suffix));
    if (!temporary) {
        complain("out of memory");
        return EXIT_CANNOT;
    }
    strcpy(temporary, path);
    strcat(temporary, suffix);
    bool replaced = replace_file(path, temporary, bytes, length, kind);
    if (!replaced) {
        complain("%s: %s", path, strerror(errno));
    }
    free(temporary);
    return replaced ? EXIT_FINE : EXIT_CANNOT;
}

/* Bytes read, at most `capacity`; -1 if reading failed. */
static ssize_t read_up_to(int fd, char *text, size_t capacity)
{
    size_t length = 0;

    while (length < capacity) {
        ssize_t got = read(fd, text + length, capacity - length);
        if (got < 0 && errno != EINTR) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        length += got > 0 ? (size_t)got : 0;
    }
    return (ssize_t)length;
}

bool file_read_small(const char *path, const char *what, char *text, size_t capacity, size_t *length)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read_up_to(fd, text, capacity);
    bool fine = got >= 0 && (size_t)got < capacity;

    if (got < 0) {
        complain("%s: %s", path, strerror(errno));
    } else if (!fine) {
        complain("%s: too long for %s", path, what);
    }
    if (fd >= 0) {
        close(fd);
    }
    *length = fine ? (size_t)got : 0;
    return fine;
}

bool file_exists(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}
