/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_FORMAT_H
#define TOOLS_FORMAT_H

#include <stdbool.h>

/* In which form a command tells what it found: for people, unless an option says otherwise. */
enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_EXPLAIN, FORMAT_MARKDOWN, FORMATS };

/* Takes the form of an option; false after a complaint if another one was given before. */
bool format_take(enum format *format, enum format option, const char *command);

#endif
