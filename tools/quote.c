/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdbool.h>
#include <string.h>
#include "tools/quote.h"
#include "tools/utf8.h"

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

void quote_json(FILE *out, const char *text)
{
    const char *end = text + strlen(text);

    fputc('"', out);
    while (text < end) {
        size_t length = utf8_length(text, (size_t)(end - text));
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
