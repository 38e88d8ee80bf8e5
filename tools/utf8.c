/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdbool.h>
#include "tools/utf8.h"

size_t utf8_length(const char *text, size_t left)
{
    const unsigned char *p = (const unsigned char *)text;

    if (left == 0 || p[0] < 0x80) {
        return left != 0;
    }
    size_t length = p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
    for (size_t i = 1; i < length; i++) {
        if (i >= left || (p[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    if (length == 0) {
        return 0;
    }
    bool overlong = (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xf0 && p[1] < 0x90);
    bool outside = (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf4 && p[1] > 0x8f);
    return overlong || outside ? 0 : length;
}

static uint32_t code_of(const char *character, size_t length)
{
    static const unsigned char first_bits[5] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    uint32_t code = (unsigned char)character[0] & first_bits[length];

    for (size_t i = 1; i < length; i++) {
        code = code << 6 | ((unsigned char)character[i] & 0x3f);
    }
    return code;
}

struct block {
    uint32_t first, last;
};

static bool in_any(uint32_t code, const struct block *blocks)
{
    for (; blocks->last; blocks++) {
        if (code >= blocks->first && code <= blocks->last) {
            return true;
        }
    }
    return false;
}

int utf8_width(const char *character, size_t length)
{
    static const struct block unfit[] = {
        {0, 0x1f},        {0x7f, 0x9f},     {0x61c, 0x61c},     {0x200e, 0x200f},
        {0x2028, 0x202e}, {0x2066, 0x2069}, {0xe0000, 0xe007f}, {0, 0}};
    static const struct block none[] = {{0x300, 0x36f},   {0x200b, 0x200d}, {0x20d0, 0x20ff},
                                        {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0, 0}};
    static const struct block wide[] = {
        {0x1100, 0x115f}, {0x2e80, 0xa4cf}, {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
        {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd}, {0, 0}};
    uint32_t code = code_of(character, length);
    if (in_any(code, unfit)) {
        return -1;
    }
    return in_any(code, none) ? 0 : in_any(code, wide) ? 2 : 1;
}
