/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_UTF8_H
#define TOOLS_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Length of the UTF-8 character at the front of `left` bytes; 0 if it is none. */
size_t utf8_length(const char *text, size_t left);

/* Columns the character takes on a terminal: 0 to 2; -1 if it should not be passed on, because a terminal might
 * obey it or it changes the order of others. */
int utf8_width(const char *character, size_t length);

#endif
