/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/html.h"

#include <inttypes.h>
#include <string.h>
#include "examples/probe/report/report_words.h"
#include "examples/probe/utf8.h"

/* ---- text ---- */

/* Not what moves the cursor or changes the direction of what follows: text could then look like another. */
static bool is_shown(uint32_t code)
{
    bool control = utf8_is_control(code) || (code >= 0x2028 && code <= 0x202e);
    bool mark = code == 0x200b || code == 0x200e || code == 0x200f || (code >= 0x2066 && code <= 0x2069);

    return !control && !mark && code != 0xfeff && (code & 0xfffe) != 0xfffe;
}

/* Puts the character that begins here, or what stands for it; returns its length. */
static size_t put_character(FILE *out, const char *p, bool json)
{
    uint32_t code;
    size_t length = utf8_decode(p, &code);

    if (!length || !is_shown(code))
        fputs("\xef\xbf\xbd", out); /* U+FFFD */
    else if (strchr(json ? "<>&\"\\" : "<>&\"'", *p))
        fprintf(out, json ? "\\u%04x" : "&#%u;", code);
    else
        fwrite(p, 1, length, out);
    return length ? length : 1;
}

void html_text(FILE *out, const char *text)
{
    while (*text)
        text += put_character(out, text, false);
}

void html_json(FILE *out, const char *text)
{
    putc('"', out);
    while (*text)
        text += put_character(out, text, true);
    putc('"', out);
}

/* ---- tables ---- */

void html_table(FILE *out, const char *id, const char *title, const char *const *heads)
{
    fprintf(out, "<div class=scroll tabindex=0 role=region aria-label=\"%s\"><table id=%s><thead><tr>", title,
            id);
    for (; *heads; heads++)
        fprintf(out, "<th scope=col%s>%s</th>", **heads == '#' ? " class=n" : "", *heads + (**heads == '#'));
    fputs("</tr></thead><tbody>\n", out);
}

void html_table_end(FILE *out)
{
    fputs("</tbody></table></div>\n", out);
}

/* ---- cells ---- */

void html_cell(FILE *out, const char *text)
{
    fputs("<td>", out);
    html_text(out, text);
    fputs("</td>", out);
}

static void put_number(FILE *out, uint64_t number, const char *shown)
{
    fprintf(out, "<td class=n data-s=%" PRIu64 ">%s</td>", number, shown);
}

void html_count(FILE *out, uint64_t count)
{
    put_number(out, count, words_count(count).text);
}

void html_bytes(FILE *out, uint64_t bytes)
{
    fprintf(out, "<td class=n data-s=%" PRIu64 " title=\"%s bytes\">%s</td>", bytes, words_count(bytes).text,
            words_bytes(bytes).text);
}

void html_share(FILE *out, uint64_t bytes, uint64_t whole)
{
    double part = whole ? 100.0 * (double)bytes / (double)whole : 0;

    fprintf(out, "<td class=\"n bar\" data-s=%" PRIu64 " title=\"%s bytes\" style=\"--part:%.1f%%\">%s</td>",
            bytes, words_count(bytes).text, part, words_bytes(bytes).text);
}

void html_duration(FILE *out, uint64_t milliseconds)
{
    put_number(out, milliseconds, words_duration(milliseconds).text);
}

void html_time(FILE *out, uint64_t nanoseconds)
{
    fprintf(out, "<td class=t data-s=%" PRIu64 ">%s</td>", nanoseconds, words_time(nanoseconds).text);
}
