/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_UTF8_H
#define EXAMPLES_PROBE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of the character that a string begins with, and its number; 0 if it is none: broken, overlong, a
 * surrogate, or beyond Unicode (RFC 3629). Reads no further than the NUL. */
size_t utf8_decode(const char *text, uint32_t *code);

bool utf8_is_control(uint32_t code);

#endif
