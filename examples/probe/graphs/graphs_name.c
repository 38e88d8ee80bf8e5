/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "examples/probe/graphs/graphs_name.h"
#include "examples/probe/utf8.h"

static const char hex[] = "0123456789abcdef";
static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

bool graphs_name_encode(const char *name, char text[GRAPHS_CODED])
{
    if (!*name || strlen(name) > SKYPEDPI_NAME_MAX)
        return false;
    for (; *name; name++) {
        unsigned byte = (unsigned char)*name;
        if (strchr(plain, *name)) {
            *text++ = *name;
        } else {
            *text++ = '%';
            *text++ = hex[byte >> 4];
            *text++ = hex[byte & 15];
        }
    }
    *text = '\0';
    return true;
}

static int digit(char letter)
{
    const char *found = letter ? strchr(hex, letter) : NULL;
    return found ? (int)(found - hex) : -1;
}

bool graphs_name_decode(const char *text, char name[GRAPHS_NAME])
{
    const char *rest = text;
    size_t length = 0;
    for (; *rest; rest++) {
        if (length == SKYPEDPI_NAME_MAX)
            return false;
        int high = *rest == '%' ? digit(rest[1]) : -1;
        int low = high >= 0 ? digit(rest[2]) : -1;
        name[length++] = low < 0 ? *rest : (char)(high * 16 + low);
        rest += low < 0 ? 0 : 2;
    }
    name[length] = '\0';
    char again[GRAPHS_CODED];
    return graphs_name_encode(name, again) && !strcmp(again, text);
}

/* Length of the character that begins here; 0 if it is none that can be shown. */
static size_t character(const char *text)
{
    uint32_t code;
    size_t length = utf8_decode(text, &code);
    bool turns = (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
                 (code >= 0x2066 && code <= 0x2069); /* the way text runs, or its lines */
    return utf8_is_control(code) || turns || code == 0xfffe || code == 0xffff ? 0 : length;
}

void graphs_name_show(const char *name, char text[GRAPHS_NAME])
{
    size_t length = 0;
    while (*name && length < SKYPEDPI_NAME_MAX) {
        size_t size = character(name);
        if (length + size > SKYPEDPI_NAME_MAX)
            break;
        if (size)
            memcpy(text + length, name, size);
        else
            text[length] = '?';
        length += size ? size : 1;
        name += size ? size : 1;
    }
    text[length] = '\0';
}
