/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "examples/probe/top/top_screen.h"

#define PATIENCE   (100 * MILLISECOND) /* a picture may take to be written */
#define MOST       1000                /* rows and columns that are drawn */
#define CELL       8                   /* bytes a column may take: a character, and marks above it */
#define ROW_EXTRA  64                  /* ... and a row's own sequences */
#define WORDS      2u                  /* rows at the bottom for what others say */
#define SMALL      8u                  /* a terminal with fewer rows leaves one only */
#define CSI        "\033["
#define HIDE       CSI "?25l" CSI "?7l" /* cursor; and what is beyond the edge does not go to the next row */
#define SHOW       CSI "?7h"            /* the edge as it was, for what others say */
#define SHOW_ALL   SHOW CSI "?25h"
#define WIPE       CSI "H" CSI "J"
#define ALL_SCROLL CSI "r"
#define PLAIN      CSI "m"

/* The terminal is opened once more, if it can be, to write to it without waiting; its other users' way of
 * writing stays as it is. */
bool top_screen_open(struct top_screen *screen, int fd)
{
    char name[256];
    int mine =
        ttyname_r(fd, name, sizeof(name)) == 0 ? open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1;

    *screen = (struct top_screen){.fd = mine < 0 ? fd : mine, .own = mine >= 0, .charset = top_charset_open()};
    return top_screen_begin(screen);
}

/* True if it takes more before the time is over. */
static bool wait_until(const struct top_screen *screen, uint64_t end)
{
    struct pollfd terminal = {.fd = screen->fd, .events = POLLOUT};
    uint64_t now = clock_monotonic();

    return poll(&terminal, 1, now < end ? (int)((end - now) / MILLISECOND) : 0) > 0 &&
           terminal.revents == POLLOUT;
}

/* As a rule this is one write. What a stopped terminal does not take in time is forgotten: the next picture
 * begins with a sequence of its own. */
static void write_out(struct top_screen *screen)
{
    uint64_t begin = clock_monotonic(), end = begin + (screen->stuck ? 0 : PATIENCE);
    size_t done = 0;

    while (done < screen->used && wait_until(screen, end)) {
        ssize_t written = write(screen->fd, screen->data + done, screen->used - done);
        if (written < 0 && errno != EAGAIN && errno != EINTR)
            break;
        if (written > 0) {
            done += (size_t)written;
            end = begin + PATIENCE;
        }
    }
    screen->stuck = done < screen->used;
}

static void put(struct top_screen *screen, const char *bytes, size_t length)
{
    if (length <= screen->room - screen->used) {
        memcpy(screen->data + screen->used, bytes, length);
        screen->used += length;
    }
}

__attribute__((format(printf, 2, 3))) static void put_sequence(struct top_screen *screen, const char *format,
                                                               ...)
{
    char sequence[64];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sequence, sizeof(sequence), format, arguments);
    va_end(arguments);
    put(screen, sequence, strlen(sequence));
}

void top_screen_close(struct top_screen *screen)
{
    screen->used = 0;
    if (screen->drawn) {
        put_sequence(screen, ALL_SCROLL CSI "%u;1H" CSI "K" SHOW_ALL, screen->all_rows);
        write_out(screen);
    }
    if (screen->own)
        close(screen->fd);
    top_charset_close(&screen->charset);
    free(screen->data);
}

static unsigned bounded(unsigned number, unsigned usual)
{
    return number == 0 ? usual : number > MOST ? MOST : number;
}

static bool make_room(struct top_screen *screen)
{
    size_t room = ((size_t)screen->all_rows + 1) * ((size_t)screen->all_columns * CELL + ROW_EXTRA);
    char *data = room > screen->room ? realloc(screen->data, room) : screen->data;

    if (!data)
        return false;
    screen->data = data;
    screen->room = room > screen->room ? room : screen->room;
    return true;
}

bool top_screen_begin(struct top_screen *screen)
{
    struct winsize size = {0};
    unsigned rows = screen->all_rows, columns = screen->all_columns;

    if (ioctl(screen->fd, TIOCGWINSZ, &size) < 0)
        size = (struct winsize){0};
    screen->all_rows = bounded(size.ws_row, 24);
    screen->all_columns = bounded(size.ws_col, 80);
    screen->columns = screen->all_columns;
    screen->rows = screen->all_rows - (screen->all_rows < SMALL ? 1 : WORDS);
    screen->row = 0;
    screen->used = 0;
    if (!make_room(screen))
        return false;
    put_sequence(screen, HIDE);
    if (!screen->drawn || screen->stuck || screen->all_rows != rows || screen->all_columns != columns)
        put_sequence(screen, ALL_SCROLL WIPE);
    return true;
}

bool top_screen_row(struct top_screen *screen, enum top_style style)
{
    static const char *const styles[] = {[TOP_PLAIN] = PLAIN, [TOP_BOLD] = CSI "1m", [TOP_REVERSE] = CSI "7m"};

    if (screen->row == screen->rows)
        return false;
    screen->row++;
    screen->column = 1;
    put_sequence(screen, PLAIN CSI "%u;1H" CSI "K%s", screen->row, styles[style]);
    return true;
}

static void put_spaces(struct top_screen *screen, unsigned count)
{
    while (count-- > 0) {
        put(screen, " ", 1);
        screen->column++;
    }
}

/* How many columns a text takes, cut to `width`. Its characters are put if `really`. */
static unsigned put_text(struct top_screen *screen, unsigned width, const char *text, bool really)
{
    unsigned used = 0;
    size_t bytes = 0;

    while (*text) {
        const struct top_glyph glyph = top_glyph_next(&screen->charset, &text);
        if (used + glyph.columns > width || bytes + glyph.length > (size_t)width * CELL)
            break;
        used += glyph.columns;
        bytes += glyph.length;
        if (really)
            put(screen, glyph.bytes, glyph.length);
    }
    screen->column += really ? used : 0;
    return used;
}

static unsigned width_left(const struct top_screen *screen, unsigned width)
{
    unsigned left = screen->columns + 1 - screen->column;

    return width < left ? width : left;
}

void top_screen_left(struct top_screen *screen, unsigned width, const char *text)
{
    width = width_left(screen, width);
    put_spaces(screen, width - put_text(screen, width, text, true));
}

void top_screen_right(struct top_screen *screen, unsigned width, const char *text)
{
    width = width_left(screen, width);
    put_spaces(screen, width - put_text(screen, width, text, false));
    put_text(screen, width, text, true);
}

/* What others say scrolls in the rows below the picture, where the cursor waits. */
void top_screen_show(struct top_screen *screen)
{
    while (top_screen_row(screen, TOP_PLAIN))
        continue;
    put_sequence(screen, PLAIN);
    if (screen->all_rows >= SMALL)
        put_sequence(screen, CSI "%u;%ur", screen->rows + 1, screen->all_rows);
    put_sequence(screen, CSI "%u;1H" SHOW, screen->all_rows);
    screen->drawn = true;
    write_out(screen);
}
