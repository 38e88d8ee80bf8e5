/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/html.h"

#include <inttypes.h>
#include <string.h>
#include "examples/probe/report/report_words.h"

/* ---- text ---- */

/* Length of the UTF-8 character that begins here, 0 if none does (RFC 3629). */
static unsigned decode(const unsigned char *p, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned length = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;

    if (p[0] >= 0xf8 || (p[0] >= 0x80 && p[0] < 0xc0))
        return 0;
    *code = length == 1 ? p[0] : p[0] & (0xffu >> (length + 1));
    for (unsigned i = 1; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80) /* the NUL at the end, too */
            return 0;
        *code = *code << 6 | (p[i] & 0x3fu);
    }
    return *code >= least[length] && *code <= 0x10ffff && (*code & 0xfffff800) != 0xd800 ? length : 0;
}

/* Not what moves the cursor or changes the direction of what follows: text could then look like another. */
static bool is_shown(uint32_t code)
{
    bool control = code < 0x20 || (code >= 0x7f && code <= 0x9f) || (code >= 0x2028 && code <= 0x202e);
    bool mark = code == 0x200b || code == 0x200e || code == 0x200f || (code >= 0x2066 && code <= 0x2069);

    return !control && !mark && code != 0xfeff && (code & 0xfffe) != 0xfffe;
}

/* Puts the character that begins here, or what stands for it; returns its length. */
static unsigned put_character(FILE *out, const unsigned char *p, bool json)
{
    uint32_t code = 0;
    unsigned length = decode(p, &code);

    if (!length || !is_shown(code))
        fputs("\xef\xbf\xbd", out); /* U+FFFD */
    else if (strchr(json ? "<>&\"\\" : "<>&\"'", *p))
        fprintf(out, json ? "\\u%04x" : "&#%u;", *p);
    else
        fwrite(p, 1, length, out);
    return length ? length : 1;
}

void html_text(FILE *out, const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p;)
        p += put_character(out, p, false);
}

void html_json(FILE *out, const char *text)
{
    putc('"', out);
    for (const unsigned char *p = (const unsigned char *)text; *p;)
        p += put_character(out, p, true);
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
