/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "tools/excerpt.h"
#include "tools/utf8.h"

#define WINDOW 100 /* columns shown of a line */
#define BEFORE 40  /* of them before the caret */
#define TAB    8

/* A line of text and how its characters stand on a terminal. */
struct line {
    const char *text;
    size_t length;
};

/* The next character of a line: where it stands, and what is written for it. */
struct cell {
    size_t column, width; /* from 0 */
    const char *text;     /* `width` blanks for a tab */
    size_t length;        /* bytes of the line */
};

static bool find_line(const struct source *source, uint32_t number, struct line *line)
{
    const char *at = source->text;
    const char *end = source->text + source->length;

    for (; number > 1 && at < end; number--) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        at = next ? next + 1 : end;
    }
    const char *stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    *line = (struct line){at, (size_t)((stop ? stop : end) - at)};
    if (line->length && at[line->length - 1] == '\r') {
        line->length--;
    }
    return number == 1;
}

/* A byte order mark takes no column, here and in the library. */
static void skip_mark(struct line *line, uint32_t number)
{
    if (number == 1 && line->length >= 3 && memcmp(line->text, "\xef\xbb\xbf", 3) == 0) {
        line->text += 3;
        line->length -= 3;
    }
}

static struct cell cell_at(const struct line *line, size_t at, size_t column)
{
    const char *text = line->text + at;
    size_t length = utf8_length(text, line->length - at);
    int width = length ? utf8_width(text, length) : -1;

    if (*text == '\t') {
        return (struct cell){column, TAB - column % TAB, "        ", 1};
    }
    if (width < 0) {
        return (struct cell){column, 1, "?", length ? length : 1};
    }
    return (struct cell){column, (size_t)width, text, length};
}

/* The column that a byte of the line stands in. */
static size_t column_of(const struct line *line, size_t byte)
{
    size_t column = 0;

    for (size_t at = 0; at < byte && at < line->length;) {
        struct cell cell = cell_at(line, at, column);
        column += cell.width;
        at += cell.length;
    }
    return column;
}

static void put_cells(FILE *out, const struct line *line, size_t left, size_t right)
{
    size_t column = 0;

    for (size_t at = 0; at < line->length && column < right;) {
        struct cell cell = cell_at(line, at, column);
        bool replaced = cell.text < line->text || cell.text >= line->text + line->length;
        if (cell.column >= left && cell.column + cell.width <= right) {
            fwrite(cell.text, 1, replaced ? cell.width : cell.length, out);
        }
        column += cell.width;
        at += cell.length;
    }
}

static void put_times(FILE *out, char c, size_t times)
{
    while (times--) {
        fputc(c, out);
    }
}

/* What is left of the line behind the last that is not blank. */
static size_t content_end(const struct line *line)
{
    size_t end = line->length;

    while (end && (line->text[end - 1] == ' ' || line->text[end - 1] == '\t')) {
        end--;
    }
    return end;
}

void excerpt_show(FILE *out, const struct source *source, const struct skypedpi_diagnostic *finding,
                  bool colour)
{
    struct line line;

    if (finding->column == 0 || !find_line(source, finding->line, &line)) {
        return;
    }
    skip_mark(&line, finding->line);
    if (line.length == 0 || finding->column > line.length + 1) {
        return;
    }
    bool whole = finding->end_line == finding->line && finding->end_column <= line.length + 1;
    size_t total = column_of(&line, line.length), first = column_of(&line, finding->column - 1);
    size_t last = column_of(&line, whole ? finding->end_column - 1 : content_end(&line));
    size_t left = total <= WINDOW || first <= BEFORE ? 0 : first - BEFORE;
    size_t right = total - left <= WINDOW ? total : left + WINDOW;

    last = last > right ? right : last;
    fprintf(out, "    %s", left ? "..." : "");
    put_cells(out, &line, left, right);
    fprintf(out, "%s\n    ", right < total ? "..." : "");
    put_times(out, ' ', first - left + (left ? 3 : 0));
    fprintf(out, "%s^", colour ? "\033[1;32m" : "");
    put_times(out, '~', last > first + 1 ? last - first - 1 : 0);
    fprintf(out, "%s\n", colour ? "\033[0m" : "");
}
