/* SPDX-License-Identifier: BSD-2-Clause */
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "tools/minisign_text.h"

#define BASE64 sodium_base64_VARIANT_ORIGINAL

bool line_take(struct line *text, struct line *line)
{
    if (text->length == 0) {
        return false;
    }
    const char *end = memchr(text->text, '\n', text->length);
    size_t length = end ? (size_t)(end - text->text) : text->length;
    size_t taken = end ? length + 1 : length;
    *line = (struct line){text->text, length};
    text->text += taken;
    text->length -= taken;
    if (length && line->text[length - 1] == '\r') {
        line->length--;
    }
    return true;
}

bool comment_take(struct line *text, const char *prefix, struct line *comment)
{
    size_t length = strlen(prefix);

    if (!line_take(text, comment) || comment->length < length || memcmp(comment->text, prefix, length) != 0) {
        return false;
    }
    comment->text += length;
    comment->length -= length;
    return true;
}

/* libsodium takes some bytes above 0x7f for digits. */
static bool is_ascii(struct line line)
{
    for (size_t i = 0; i < line.length; i++) {
        if ((unsigned char)line.text[i] > 0x7f) {
            return false;
        }
    }
    return true;
}

bool line_decode(struct line line, uint8_t *bytes, size_t count)
{
    size_t got = 0;

    return is_ascii(line) &&
           sodium_base642bin(bytes, count, line.text, line.length, NULL, &got, NULL, BASE64) == 0 &&
           got == count;
}

const char *record_take(struct line *text, uint8_t *bytes, size_t count)
{
    struct line line;

    if (!comment_take(text, "untrusted comment:", &line)) {
        return "its first line does not begin with 'untrusted comment:'";
    }
    if (!line_take(text, &line)) {
        return "it ends after its first line";
    }
    return line_decode(line, bytes, count) ? NULL : "its second line is not Base64 of the right length";
}

const char *text_ends(const struct line *text)
{
    return text->length ? "something stands behind its last line" : NULL;
}

void text_begin(struct minisign_text *text)
{
    text->length = 0;
    text->text[0] = '\0';
}

/* All that is ever added fits. */
void text_add(struct minisign_text *text, const char *format, ...)
{
    size_t room = sizeof(text->text) - text->length;
    va_list arguments;

    va_start(arguments, format);
    int added = vsnprintf(text->text + text->length, room, format, arguments);
    va_end(arguments);
    text->length += added > 0 && (size_t)added < room ? (size_t)added : 0;
}

void text_add_base64(struct minisign_text *text, const uint8_t *bytes, size_t count)
{
    sodium_bin2base64(text->text + text->length, sizeof(text->text) - text->length, bytes, count, BASE64);
    text->length += strlen(text->text + text->length);
    text_add(text, "\n");
}
