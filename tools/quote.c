/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdbool.h>
#include <string.h>
#include "tools/quote.h"

void quote_csv(FILE *out, const char *text, char after)
{
    bool quoted = strpbrk(text, ",\"\r\n") != NULL;

    if (quoted) {
        fputc('"', out);
    }
    for (; *text; text++) {
        if (*text == '"') {
            fputc('"', out);
        }
        fputc(*text, out);
    }
    if (quoted) {
        fputc('"', out);
    }
    fputc(after, out);
}

size_t quote_utf8_length(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t length = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;

    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    bool overlong = (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xf0 && p[1] < 0x90);
    bool outside = (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf4 && p[1] > 0x8f);
    return overlong || outside ? 0 : length;
}

void quote_json(FILE *out, const char *text)
{
    fputc('"', out);
    while (*text) {
        size_t length = quote_utf8_length(text);
        if (length == 0) {
            fputs("\\ufffd", out);
        } else if ((unsigned char)*text < ' ' || *text == 0x7f) {
            fprintf(out, "\\u%04x", (unsigned)*text);
        } else {
            fputs(*text == '"' || *text == '\\' ? "\\" : "", out);
            fwrite(text, 1, length, out);
        }
        text += length ? length : 1;
    }
    fputc('"', out);
}

void quote_member(FILE *out, const char *name, const char *text)
{
    fprintf(out, ",\"%s\":", name);
    quote_json(out, text);
}
