/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_UTF8_H
#define LIB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of the UTF-8 character at p, of which `left` can be read; 0 if it is none. `code` may be NULL. */
size_t utf8_character(const uint8_t *p, size_t left, uint32_t *code);

/* Is it a byte of a character that began before? A text is not to be cut in front of it. */
static inline bool utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

#endif
