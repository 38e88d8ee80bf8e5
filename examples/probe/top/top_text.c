/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <wctype.h>
#include "examples/probe/top/top_text.h"

struct top_charset top_charset_open(void)
{
    struct top_charset charset = {newlocale(LC_CTYPE_MASK, "", (locale_t)0)};

    if (charset.locale && strcmp(nl_langinfo_l(CODESET, charset.locale), "UTF-8") != 0)
        top_charset_close(&charset);
    return charset;
}

void top_charset_close(struct top_charset *charset)
{
    if (charset->locale)
        freelocale(charset->locale);
    charset->locale = (locale_t)0;
}

static struct top_glyph question_mark(void)
{
    return (struct top_glyph){"?", 1, 1};
}

static struct top_glyph ascii_next(const char **text)
{
    char byte = *(*text)++;
    bool plain = byte >= ' ' && byte <= '~';

    while (!plain && ((unsigned char)**text & 0xc0) == 0x80) /* the rest of the same character */
        ++*text;
    return plain ? (struct top_glyph){{byte}, 1, 1} : question_mark();
}

/* Marks that are not seen are left out, but for accents: some of them turn the direction of the text. */
static struct top_glyph printable(const char *bytes, size_t length, wchar_t code)
{
    int columns = wcwidth(code);
    struct top_glyph glyph = {.length = length, .columns = (unsigned)columns};

    if (columns < 0)
        return question_mark();
    if (columns == 0 && !iswctype((wint_t)code, wctype("combining")))
        return (struct top_glyph){.length = 0};
    memcpy(glyph.bytes, bytes, length);
    return glyph;
}

static struct top_glyph utf8_next(const char **text)
{
    const char *from = *text;
    mbstate_t state = {0};
    wchar_t code;
    size_t length = mbrtowc(&code, from, strnlen(from, 4), &state);

    if (length == 0 || length > 4) { /* not UTF-8 */
        ++*text;
        return question_mark();
    }
    *text += length;
    return printable(from, length, code);
}

struct top_glyph top_glyph_next(const struct top_charset *charset, const char **text)
{
    if (!charset->locale)
        return ascii_next(text);
    locale_t before = uselocale(charset->locale);
    struct top_glyph glyph = utf8_next(text);
    uselocale(before);
    return glyph;
}

/* ---- figures ---- */

static struct top_figure scaled(double number, const char *unit)
{
    static const char *const prefixes[] = {"", "k", "M", "G", "T", "P", "E", "Z"};
    struct top_figure figure;
    unsigned prefix = 0;

    while (number >= 999.5 && prefix < 7) {
        number /= 1000;
        prefix++;
    }
    int digits = prefix == 0 || number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2;
    const char *gap = *unit || prefix ? " " : "";
    snprintf(figure.text, sizeof(figure.text), "%.*f%s%s%s", digits, number, gap, prefixes[prefix], unit);
    return figure;
}

static double per_second(uint64_t number, uint64_t nanoseconds)
{
    return nanoseconds ? (double)number * (double)SECOND / (double)nanoseconds : 0;
}

struct top_figure top_bytes(uint64_t bytes)
{
    return scaled((double)bytes, "B");
}

struct top_figure top_rate(uint64_t bytes, uint64_t nanoseconds)
{
    return scaled(8 * per_second(bytes, nanoseconds), "bit/s");
}

struct top_figure top_per_second(uint64_t number, uint64_t nanoseconds)
{
    return scaled(per_second(number, nanoseconds), "");
}

struct top_figure top_seconds(uint64_t seconds)
{
    struct top_figure figure;

    snprintf(figure.text, sizeof(figure.text), "%" PRIu64 ":%02u:%02u", seconds / 3600,
             (unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60));
    return figure;
}

struct top_figure top_duration(uint64_t nanoseconds)
{
    return top_seconds(nanoseconds / SECOND);
}

struct top_figure top_clock(uint64_t nanoseconds)
{
    struct top_figure figure = {"no packets yet"};
    time_t seconds = (time_t)(nanoseconds / SECOND);
    struct tm local;

    if (nanoseconds && localtime_r(&seconds, &local))
        strftime(figure.text, sizeof(figure.text), "%Y-%m-%d %H:%M:%S", &local);
    return figure;
}
