/* SPDX-License-Identifier: BSD-2-Clause */
/* The calls of files. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "tests/hard/fault.h"

static atomic_long calls;

static bool is_under(const char *path)
{
    const char *under = getenv("FAULT_UNDER");
    return under && strncmp(path, under, strlen(under)) == 0;
}

bool fault_ours(int fd)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = fd < 0 ? -1 : readlink(link, path, sizeof path - 1);
    if (length < 0)
        return false;
    path[length] = 0;
    return is_under(path) || strncmp(path, "socket:", 7) == 0;
}

bool fault_fires(const char *call, bool ours)
{
    const char *name = getenv("FAULT_CALL"), *at = getenv("FAULT_AT"), *error = getenv("FAULT_ERRNO");
    if (!ours || !name || strcmp(name, call) != 0)
        return false;
    long n = atomic_fetch_add(&calls, 1) + 1, wanted = at ? atol(at) : 0;
    if (n != wanted && (n < wanted || !getenv("FAULT_ALWAYS")))
        return false;
    const char *fired = getenv("FAULT_FIRED");
    long made = fired ? syscall(SYS_openat, AT_FDCWD, fired, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (made >= 0)
        syscall(SYS_close, made);
    errno = error ? atoi(error) : EIO;
    return true;
}

bool fault_shortens(size_t *length)
{
    if (!getenv("FAULT_SHORT"))
        return false;
    *length = *length > 0;
    return true;
}

#define WRAPPED_TRUNCATE(name, type)                                                                           \
    int name(int fd, type length);                                                                             \
    int name(int fd, type length)                                                                              \
    {                                                                                                          \
        REAL(int, name, (int, type));                                                                          \
        return fault_fires("ftruncate", fault_ours(fd)) ? -1 : real(fd, length);                               \
    }

WRAPPED_BYTES(write, (int fd, const void *data, size_t length), (fd, data, length), fault_ours(fd))
WRAPPED(int, fsync, (int fd), (fd), fault_ours(fd), -1)
WRAPPED_TRUNCATE(ftruncate, off_t)
WRAPPED_TRUNCATE(ftruncate64, off64_t)
WRAPPED(int, flock, (int fd, int operation), (fd, operation), fault_ours(fd), -1)
WRAPPED(int, mkdir, (const char *path, mode_t mode), (path, mode), is_under(path), -1)
WRAPPED(int, rename, (const char *from, const char *to), (from, to), is_under(to), -1)
WRAPPED(int, renameat, (int from_fd, const char *from, int to_fd, const char *to), (from_fd, from, to_fd, to),
        fault_ours(to_fd), -1)
WRAPPED(int, unlink, (const char *path), (path), is_under(path), -1)
WRAPPED(int, unlinkat, (int fd, const char *path, int flags), (fd, path, flags), fault_ours(fd), -1)
WRAPPED(FILE *, fdopen, (int fd, const char *mode), (fd, mode), fault_ours(fd), NULL)

/* What could not be written is lost. */
int fflush(FILE *file)
{
    REAL(int, fflush, (FILE *));
    if (!fault_fires("fflush", file && fault_ours(fileno(file))))
        return real(file);
    int error = errno;
    __fpurge(file);
    errno = error;
    return EOF;
}

/* What is to be closed is closed. */
int close(int fd)
{
    REAL(int, close, (int));
    bool failing = fault_fires("close", fault_ours(fd));
    int error = errno, result = real(fd);
    if (failing)
        errno = error;
    return failing ? -1 : result;
}

int fclose(FILE *file)
{
    REAL(int, fclose, (FILE *));
    bool failing = fault_fires("fclose", fault_ours(fileno(file)));
    int error = errno, result = real(file);
    if (failing)
        errno = error;
    return failing ? EOF : result;
}

static mode_t mode_of(int flags, va_list rest)
{
    return flags & O_CREAT ? va_arg(rest, mode_t) : 0;
}

/* The same with other names, for programs whose files may be longer than 2 GiB. */
#define WRAPPED_OPEN(name)                                                                                     \
    int name(const char *path, int flags, ...);                                                                \
    int name(const char *path, int flags, ...)                                                                 \
    {                                                                                                          \
        REAL(int, name, (const char *, int, ...));                                                             \
        va_list rest;                                                                                          \
        va_start(rest, flags);                                                                                 \
        mode_t mode = mode_of(flags, rest);                                                                    \
        va_end(rest);                                                                                          \
        return fault_fires("open", is_under(path)) ? -1 : real(path, flags, mode);                             \
    }

#define WRAPPED_OPENAT(name)                                                                                   \
    int name(int folder, const char *path, int flags, ...);                                                    \
    int name(int folder, const char *path, int flags, ...)                                                     \
    {                                                                                                          \
        REAL(int, name, (int, const char *, int, ...));                                                        \
        va_list rest;                                                                                          \
        va_start(rest, flags);                                                                                 \
        mode_t mode = mode_of(flags, rest);                                                                    \
        va_end(rest);                                                                                          \
        return fault_fires("openat", fault_ours(folder)) ? -1 : real(folder, path, flags, mode);               \
    }

WRAPPED_OPEN(open)
WRAPPED_OPEN(open64)
WRAPPED_OPENAT(openat)
WRAPPED_OPENAT(openat64)
