/* SPDX-License-Identifier: BSD-2-Clause */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/graphs/graphs_svg.h"

/* Numbers of the drawing have this many digits after the point. */
#define DIGITS 2

/* More room at the right, for the last word of the time axis. */
#define MORE 12

static void escape(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("<>&\"", *text))
            fprintf(out, "&#%d;", *text);
        else
            fputc(*text, out);
    }
}

static bool read_size(const char *box, double *width, double *height)
{
    int begun = 0;
    char *between, *end;
    sscanf(box, "viewBox=\"%*s %*s %n", &begun);
    *width = strtod(box + begun, &between);
    *height = strtod(between, &end);
    return begun > 0 && between > box + begun && end > between;
}

/* The beginning up to the first element within: its own, with a title. Returns how much of it was read. */
static size_t head(FILE *out, const char *svg, const char *title, bool alone)
{
    static const char style[] = "<style>svg{color:#222;background:#fff}"
                                "@media(prefers-color-scheme:dark){svg{color:#ddd;background:#16181c}}</style>";
    const char *tag = strstr(svg, "<svg"), *end = tag ? strchr(tag, '>') : NULL;
    const char *box = tag ? strstr(tag, "viewBox=\"") : NULL;
    double width = 0, height = 0;
    if (!end || !box || box > end || !read_size(box, &width, &height))
        return 0;
    fprintf(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%.0f\" "
        "height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\"><title>",
        width + MORE, height, width + MORE, height);
    escape(out, title);
    fprintf(out, "</title>%s", alone ? style : "");
    return (size_t)(end + 1 - svg);
}

/* What stands here, made shorter or our own; how much of it was read, 0 if it is nothing of the kind. */
static size_t replace(FILE *out, const char *at, bool number, uint32_t id)
{
    static const char *const marks[] = {"id=\"", "href=\"#", "url(#"};
    static const char *const usual[] = {
        " stroke:none;",         "fill-rule:nonzero;", "stroke-linecap:butt;", "stroke-linejoin:miter;",
        "stroke-miterlimit:10;", "fill-opacity:1;",    "stroke-opacity:1;"};
    static const char ink[] = "rgb(0.392157%"; /* the first of GRAPHS_INK's parts: 1 of 255 */
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (!strncmp(at, marks[i], strlen(marks[i]))) {
            fprintf(out, "%sg%08" PRIx32 "-", marks[i], id);
            return strlen(marks[i]);
        }
    for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
        if (!strncmp(at, usual[i], strlen(usual[i])))
            return strlen(usual[i]);
    const char *end = strchr(at, ')');
    if (!strncmp(at, ink, strlen(ink)) && end) {
        fputs("currentColor", out);
        return (size_t)(end + 1 - at);
    }
    size_t length = 1;
    if (!number || *at != '.' || !isdigit((unsigned char)at[1]))
        return 0;
    while (isdigit((unsigned char)at[length]))
        length++;
    size_t kept = length > DIGITS + 1 ? DIGITS + 1 : length;
    while (kept > 1 && at[kept - 1] == '0')
        kept--;
    fwrite(at, 1, kept > 1 ? kept : 0, out);
    return length;
}

char *graphs_svg_tidy(const char *svg, const char *title, uint32_t id, bool alone, size_t *length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, length);
    if (!out)
        return NULL;
    size_t at = head(out, svg, title, alone);
    bool good = at > 0;
    while (good && svg[at]) {
        size_t read = replace(out, svg + at, isdigit((unsigned char)svg[at - 1]), id);
        if (!read)
            fputc(svg[at], out);
        at += read ? read : 1;
    }
    good &= !ferror(out);
    if (fclose(out) || !good) {
        free(text);
        return NULL;
    }
    return text;
}

static uint32_t mix(uint32_t sum, uint64_t number)
{
    for (int i = 0; i < 8; i++, number >>= 8)
        sum = (sum ^ (uint32_t)(number & 255)) * 16777619u;
    return sum;
}

/* Differs from picture to picture. */
static uint32_t number(const struct graphs_view *view)
{
    uint32_t sum = mix(mix(2166136261u, view->start), view->end);
    for (const char *name = view->name; *name; name++)
        sum = mix(sum, (unsigned char)*name);
    return mix(mix(sum, (uint64_t)view->of), (uint64_t)view->by);
}

bool graphs_svg_draw(const char *directory, const struct graphs_view *view, const char *period, bool alone,
                     char **svg, size_t *length)
{
    char *image, *text, title[GRAPHS_TITLE];
    *svg = NULL;
    if (!graphs_draw(directory, view, period, GRAPHS_SVG, &image, length))
        return false;
    if (!image)
        return true;
    graphs_title(view, period, title);
    text = strndup(image, *length);
    if (text)
        *svg = graphs_svg_tidy(text, title, number(view), alone, length);
    free(text);
    free(image);
    if (!*svg)
        complain("graphs: a picture of librrd is not understood, or there is no memory");
    return *svg != NULL;
}
