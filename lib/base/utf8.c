/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/base/utf8.h"

/* By the first byte; 0: none begins with it. */
static size_t length_of(uint8_t first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

size_t utf8_character(const uint8_t *p, size_t left, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800,
                                     0x10000}; /* by length: what is less has a shorter form */
    size_t length = left ? length_of(p[0]) : 0;
    if (length == 0 || left < length)
        return 0;
    uint32_t read = length == 1 ? p[0] : p[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (!utf8_continues((char)p[i]))
            return 0;
        read = read << 6 | (p[i] & 0x3fu);
    }
    bool surrogate = read >= 0xd800 && read <= 0xdfff;
    if (read < least[length] || read > 0x10ffff || surrogate)
        return 0;
    if (code)
        *code = read;
    return length;
}
