/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tools/command.h"
#include "tools/message.h"
#include "tools/source.h"

/* The rights a new file would have had: mkstemp() grants its owner only. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);

    umask(mask);
    return 0666 & ~mask;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
    return fchmod(fd, usual_mode()) == 0 && fsync(fd) == 0;
}

/* Under another name first: nobody ever sees half an image. */
static bool replace_file(const char *path, char *temporary, const char *bytes, size_t length)
{
    int fd = mkstemp(temporary);
    if (fd < 0) {
        return false;
    }
    bool written = write_all(fd, bytes, length);
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

static int write_file(const char *path, const char *bytes, size_t length)
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
    bool replaced = replace_file(path, temporary, bytes, length);
    if (!replaced) {
        complain("%s: %s", path, strerror(errno));
    }
    free(temporary);
    return replaced ? EXIT_FINE : EXIT_CANNOT;
}

static int save(const skypedpi_db *db, const char *path)
{
    size_t length = 0;
    int result = skypedpi_db_save(db, NULL, 0, &length);
    char *image = malloc(length ? length : 1);

    if (image && result == SKYPEDPI_E_FULL) {
        result = skypedpi_db_save(db, image, length, &length);
    }
    int status = EXIT_CANNOT;
    if (!image || result < 0) {
        complain("%s: %s", path, image ? skypedpi_error_text(result) : "out of memory");
    } else {
        status = write_file(path, image, length);
    }
    free(image);
    return status;
}

static int compile(char *const *paths, size_t count, const char *image)
{
    struct sources sources;
    skypedpi_db *db = NULL;
    bool read = sources_read(&sources, paths, count);
    bool compiled = read && sources_compile(&sources, &db, NULL) >= 0;
    int status = compiled ? save(db, image) : EXIT_CANNOT;

    skypedpi_db_unref(db);
    sources_free(&sources);
    return status;
}

int compile_run(int argc, char **argv)
{
    static const struct option options[] = {{"output", required_argument, NULL, 'o'}, {0}};
    const char *image = NULL;
    int option;

    while ((option = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
        if (option != 'o') {
            return EXIT_CANNOT;
        }
        image = optarg;
    }
    if (!image || optind == argc) {
        complain("compile: %s? try 'skypedpi help compile'", image ? "which file" : "where to (-o IMAGE)");
        return EXIT_CANNOT;
    }
    return compile(argv + optind, (size_t)(argc - optind), image);
}
