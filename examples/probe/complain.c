/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "examples/probe/complain.h"

#define WIPE "\r\033[K" /* a line that tells progress may stand on the terminal */

void complain(const char *format, ...)
{
    char line[1024];
    va_list arguments;
    size_t used = (size_t)snprintf(line, sizeof(line), "%sskypedpi-probe: ", isatty(STDERR_FILENO) ? WIPE : "");

    va_start(arguments, format);
    vsnprintf(line + used, sizeof(line) - used - 1, format, arguments);
    va_end(arguments);
    used = strlen(line);
    line[used++] = '\n';
    /* one call: lines of several threads do not mix. There is nobody to complain to if it fails. */
    ssize_t written = write(STDERR_FILENO, line, used);
    (void)written;
}
