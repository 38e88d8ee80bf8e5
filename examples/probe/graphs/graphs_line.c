/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "examples/probe/graphs/graphs_file.h"
#include "examples/probe/graphs/graphs_line.h"

#define HEIGHT 240

/* Columns of the legend's names. */
#define NAME 16

__attribute__((format(printf, 2, 3))) static void say(struct graphs_line *line, const char *format, ...)
{
    va_list values;
    if (line->count == line->room) {
        size_t room = line->room ? 2 * line->room : 256;
        char **words = realloc(line->words, room * sizeof(char *));
        line->failed |= !words;
        if (!words)
            return;
        line->words = words;
        line->room = room;
    }
    va_start(values, format);
    int length = vsnprintf(NULL, 0, format, values);
    va_end(values);
    char *word = length < 0 ? NULL : malloc((size_t)length + 1);
    line->failed |= !word;
    if (!word)
        return;
    va_start(values, format);
    vsnprintf(word, (size_t)length + 1, format, values);
    va_end(values);
    line->words[line->count++] = word;
}

static void option(struct graphs_line *line, const char *name, const char *value)
{
    say(line, "--%s", name);
    say(line, "%s", value);
}

/* Dark on white; an SVG in the reader's own colour on no background. */
static void colours(struct graphs_line *line, enum graphs_format format)
{
    static const char *const parts[][3] = {
        {"BACK", "FFFFFF", "FFFFFF00"},         {"CANVAS", "FFFFFF", "FFFFFF00"},
        {"FONT", "222222", GRAPHS_INK},         {"AXIS", "808080", GRAPHS_INK "80"},
        {"ARROW", "80808000", GRAPHS_INK "00"}, {"FRAME", "80808080", GRAPHS_INK "40"},
        {"GRID", "80808030", GRAPHS_INK "18"},  {"MGRID", "80808070", GRAPHS_INK "38"},
    };
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        say(line, "--color");
        say(line, "%s#%s", parts[i][0], parts[i][format == GRAPHS_SVG ? 2 : 1]);
    }
}

/* Labels of the time that do not run out of the picture. They stand in the middle of a day or month: librrd
 * begins these an hour off when the clocks were changed since the left edge. Other periods it labels well
 * itself. */
static void labels(struct graphs_line *line, const struct graphs_view *view)
{
    static const char *const grids[GRAPHS_PERIODS] = {
        [GRAPHS_DAY] = "HOUR:1:HOUR:6:HOUR:2:0:%H:%M",
        [GRAPHS_WEEK] = "HOUR:6:DAY:1:DAY:1:86400:%a",
        [GRAPHS_MONTH] = "DAY:1:WEEK:1:DAY:3:86400:%m-%d",
        [GRAPHS_YEAR] = "MONTH:1:MONTH:1:MONTH:1:2592000:%Y-%m",
    };
    for (unsigned i = 0; i < GRAPHS_PERIODS; i++)
        if ((view->end - view->start) / SECOND == graphs_periods[i].seconds && grids[i])
            option(line, "x-grid", grids[i]);
}

static void options(struct graphs_line *line, const struct graphs_view *view, const char *title,
                    enum graphs_format format)
{
    say(line, "graph");
    say(line, "-"); /* to memory */
    option(line, "imgformat", format == GRAPHS_SVG ? "SVG" : "PNG");
    option(line, "title", title);
    option(line, "vertical-label", "bit/s");
    option(line, "border", "0");
    say(line, "--disable-rrdtool-tag");
    say(line, "--width=%d", GRAPHS_WIDTH);
    say(line, "--height=%d", HEIGHT);
    say(line, "--start=%" PRIu64, view->start / SECOND);
    say(line, "--end=%" PRIu64, view->end / SECOND);
    labels(line, view);
    colours(line, format);
}

/* Bits for each second: fI, rI (mean), FI, RI (greatest), and sI, which is fI below zero. */
static void define(struct graphs_line *line, int i, const char *path)
{
    static const char letters[] = "fr";
    for (unsigned way = GRAPHS_FORWARD; way <= GRAPHS_REVERSE; way++) {
        char letter = letters[way], capital = (char)(letter - 'a' + 'A');
        say(line, "DEF:%cb%d=%s:%s:AVERAGE", letter, i, path, graphs_values[way]);
        say(line, "CDEF:%c%d=%cb%d,8,*", letter, i, letter, i);
        say(line, "DEF:%cb%d=%s:%s:MAX", capital, i, path, graphs_values[way]);
        say(line, "CDEF:%c%d=%cb%d,8,*", capital, i, capital, i);
    }
    say(line, "CDEF:s%d=fb%d,-8,*", i, i);
}

/* A grey band where nothing is known of any layer. */
static void unknown(struct graphs_line *line, int count)
{
    char up[16 * GRAPHS_LAYERS_MOST] = "f0,UN";
    for (int i = 1; i < count; i++)
        snprintf(up + strlen(up), sizeof(up) - strlen(up), ",f%d,UN,*", i);
    say(line, "CDEF:up=%s,INF,UNKN,IF", up);
    say(line, "CDEF:down=up,-1,*");
    say(line, "AREA:up#80808028");
    say(line, "AREA:down#80808028");
}

/* A name of a layer as librrd takes it. */
static int label(const char *name, char text[NAME + 1])
{
    int length = snprintf(text, NAME + 1, "%s", name);
    for (; *text; text++)
        if (*text < ' ' || *text > '~' || strchr(":\\%", *text))
            *text = '?';
    return length < NAME ? length : NAME;
}

/* "\g" puts the next word close by, and eats spaces before it: so each column begins with its spaces and ends
 * in one that is not eaten. */
#define SPACE "\xc2\xa0"

static void legend(struct graphs_line *line, int i, int gap)
{
    static const char *const what[] = {"MIN", "AVERAGE", "MAX", "LAST"};
    static const char ways[] = "rf", greatest[] = "RF";
    for (unsigned way = 0; way < 2; way++, gap = 4)
        for (unsigned j = 0; j < 4; j++)
            say(line, "GPRINT:%c%d:%s:%*s%%8.1lf%%s" SPACE "%s", j == 2 ? greatest[way] : ways[way], i, what[j],
                j ? 0 : gap, "", way && j == 3 ? "\\l" : "\\g");
}

static void heads(struct graphs_line *line)
{
    say(line, "COMMENT:  %-*s%24s%44s\\l", NAME, "", "to the source (above)", "from the source (below)");
    say(line, "COMMENT:  %-*s%8s%10s%10s%10s%14s%10s%10s%10s\\l", NAME, "bit/s", "min", "avg", "max", "last",
        "min", "avg", "max", "last");
}

static void when(const struct graphs_view *view, char *text, size_t room)
{
    time_t start = (time_t)(view->start / SECOND), end = (time_t)(view->end / SECOND);
    struct tm from, to;
    char one[48] = "", other[64] = "";
    if (localtime_r(&start, &from) && localtime_r(&end, &to)) {
        strftime(one, sizeof(one), "%Y-%m-%d %H\\:%M\\:%S", &from);
        strftime(other, sizeof(other), "%Y-%m-%d %H\\:%M\\:%S %Z", &to);
    }
    snprintf(text, room, "%s to %s", one, other);
}

void graphs_line_make(struct graphs_line *line, const struct graphs_view *view, const char *title,
                      enum graphs_format format, const struct graphs_layer *layers, int count)
{
    char text[NAME + 1], period[128];
    options(line, view, title, format);
    for (int i = 0; i < count; i++)
        define(line, i, layers[i].path);
    unknown(line, count);
    heads(line);
    for (int i = 0; i < count; i++) {
        int length = label(layers[i].name, text);
        say(line, "AREA:r%d#%06" PRIx32 ":legend=%s\\g%s", i, layers[i].look.colour, text, i ? ":STACK" : "");
        legend(line, i, NAME - length);
    }
    for (int i = 0; i < count; i++)
        say(line, "AREA:s%d#%06" PRIx32 "%s", i, layers[i].look.colour, i ? "::STACK" : "");
    say(line, "HRULE:0#%s", format == GRAPHS_SVG ? GRAPHS_INK : "222222");
    when(view, period, sizeof(period));
    say(line, "COMMENT:%s\\r", period);
}

void graphs_line_free(struct graphs_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        free(line->words[i]);
    free(line->words);
}
