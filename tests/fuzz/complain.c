/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdarg.h>
#include <stdio.h>
#include "tests/fuzz/target.h"
#include "tools/message.h"

/* In place of the programs' own: writes the line for the sanitizers to see, and tells nobody. */
void complain(const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    MUST(length > 0);
}
