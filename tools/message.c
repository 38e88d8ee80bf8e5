/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include "tools/message.h"

void complain(const char *format, ...)
{
    va_list arguments;

    fputs("skypedpi: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

int exit_worse(int a, int b)
{
    return a == EXIT_CANNOT || b == EXIT_CANNOT ? EXIT_CANNOT : a > b ? a : b;
}

FILE *output_open(const char *name)
{
    if (!name || strcmp(name, "-") == 0) {
        return stdout;
    }
    FILE *out = fopen(name, "w");
    if (!out) {
        complain("%s: %s", name, strerror(errno));
    }
    return out;
}

static int finish(FILE *out, const char *name, int status)
{
    bool failed = ferror(out) != 0;

    errno = 0;
    if (failed) { /* why is forgotten by now: one more try tells */
        fputc('\n', out);
    }
    failed |= fflush(out) != 0;
    if (out != stdout) {
        failed |= fclose(out) != 0;
    }
    if (!failed) {
        return status;
    }
    complain("%s: cannot write%s%s", name, errno ? ": " : "", errno ? strerror(errno) : "");
    return EXIT_CANNOT;
}

int output_close(FILE *out, const char *name, int status)
{
    return out == stdout ? status : finish(out, name, status);
}

int output_end(int status)
{
    return finish(stdout, "standard output", status);
}
