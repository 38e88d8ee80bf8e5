/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "lib/base/utf8.h"

void text_open(struct text *text, const char *data, size_t length)
{
    static const char mark[] = "\xef\xbb\xbf"; /* some editors begin a text with it */
    const uint64_t bytes = length;             /* size_t may have but 32 bits */
    bool large = bytes > UINT32_MAX;
    if (!data || large) {
        data = "";
        length = 0;
    }
    if (length >= 3 && memcmp(data, mark, 3) == 0) {
        data += 3;
        length -= 3;
    }
    *text = (struct text){.start = data, .end = data + length, .next = data, .kind = TEXT_LINE_END};
    if (large)
        text_fail(text, data, "found a text of 4 GiB or more, expected less");
}

void text_place(const struct text *text, const char *at, uint32_t *line, uint32_t *column)
{
    const char *begin = text->start, *found;
    *line = 1;
    while (begin < at && (found = memchr(begin, '\n', (size_t)(at - begin)))) {
        begin = found + 1;
        ++*line;
    }
    *column = (uint32_t)(at - begin) + 1;
}

bool text_fail(struct text *text, const char *at, const char *format, ...)
{
    if (text->failed)
        return false;
    text_place(text, at, &text->error.line, &text->error.column);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text->error.message, sizeof text->error.message, format, arguments);
    va_end(arguments);
    text->failed = true;
    text->kind = TEXT_END;
    text->next = text->end;
    return false;
}

struct text_shown text_shown(const char *word, size_t length)
{
    struct text_shown shown = {""};
    size_t bytes = length < TEXT_SHOWN ? length : TEXT_SHOWN;
    while (bytes < length && utf8_continues(word[bytes]))
        bytes--;
    memcpy(shown.text, word, bytes);
    memcpy(shown.text + bytes, "...", bytes < length ? 3 : 0);
    return shown;
}

bool text_fail_piece(struct text *text, const char *piece, size_t length, const char *expected,
                     const char *near)
{
    struct text_shown shown = text_shown(piece, length);
    if (near)
        return text_fail(text, piece, "found '%s', expected %s; did you mean '%s'?", shown.text, expected,
                         near);
    return text_fail(text, piece, "found '%s', expected %s", shown.text, expected);
}

bool text_fail_expected(struct text *text, const char *expected, const char *near)
{
    if (text_at_line_end(text))
        return text_fail(text, text->word, "found the end of the line, expected %s", expected);
    return text_fail_piece(text, text->word, text->length, expected, near);
}

/* Takes what is no plain ASCII; false after a failure. */
static bool take_character(struct text *text, bool in_word)
{
    uint32_t code;
    const uint8_t *p = (const uint8_t *)text->next;
    size_t bytes = utf8_character(p, (size_t)(text->end - text->next), &code);
    if (!bytes)
        return text_fail(text, text->next, "found the byte 0x%02x, expected UTF-8", p[0]);
    if (text_is_control(code))
        return text_fail(text, text->next, "found the control character U+%04X, expected text", (unsigned)code);
    if (in_word && text_is_invisible(code))
        return text_fail(text, text->next, "found U+%04X, expected a character that shows", (unsigned)code);
    text->next += bytes;
    return true;
}

static bool is_plain(char c)
{
    return c > ' ' && c < 0x7f;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static unsigned newline_length(const struct text *text)
{
    if (text->next < text->end && *text->next == '\n')
        return 1;
    return text->end - text->next >= 2 && memcmp(text->next, "\r\n", 2) == 0 ? 2 : 0;
}

static void skip_comment(struct text *text)
{
    while (text->next < text->end && !newline_length(text)) {
        if (is_plain(*text->next) || is_blank(*text->next))
            text->next++;
        else if (!take_character(text, false))
            return;
    }
}

/* To a blank, a comma, a comment or the end of the line. */
static void take_word(struct text *text)
{
    text->kind = TEXT_WORD;
    while (text->next < text->end && !is_blank(*text->next) && !newline_length(text)) {
        if (*text->next == ',' || *text->next == '#')
            break;
        if (is_plain(*text->next))
            text->next++;
        else if (!take_character(text, true))
            return;
    }
    text->length = (uint32_t)(text->next - text->word);
}

void text_next(struct text *text)
{
    if (text->failed)
        return;
    if (text->kind == TEXT_LINE_END)
        text->line++;
    while (text->next < text->end && is_blank(*text->next))
        text->next++;
    text->word = text->next;
    text->length = 0;
    if (text->next < text->end && *text->next == '#')
        skip_comment(text);
    if (text->next == text->end) {
        text->kind = TEXT_END;
    } else if (newline_length(text)) {
        text->next += newline_length(text);
        text->kind = TEXT_LINE_END;
    } else if (*text->next == ',') {
        text->next++;
        text->length = 1;
        text->kind = TEXT_COMMA;
    } else {
        take_word(text);
    }
}

bool text_line(struct text *text)
{
    while (text->kind == TEXT_LINE_END)
        text_next(text);
    return text->kind != TEXT_END;
}
