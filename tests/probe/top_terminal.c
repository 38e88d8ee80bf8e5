/* SPDX-License-Identifier: BSD-2-Clause */
#include <check.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include "tests/probe/top_terminal.h"

#define MARK '\0' /* written behind what is to be obeyed */

/* ---- what it shows ---- */

static void clear_row(struct terminal *terminal, unsigned row, unsigned from)
{
    for (unsigned column = from; column <= terminal->columns && column <= TERMINAL_MOST; column++)
        strcpy(terminal->cell[row - 1][column - 1], " ");
}

static void clear_rows(struct terminal *terminal, unsigned from)
{
    for (unsigned row = from; row <= terminal->rows && row <= TERMINAL_MOST; row++)
        clear_row(terminal, row, 1);
}

static void line_feed(struct terminal *terminal)
{
    terminal->feeds++;
    if (terminal->row != terminal->bottom) {
        terminal->row += terminal->row < terminal->rows;
        return;
    }
    terminal->scrolled++;
    for (unsigned row = terminal->top; row < terminal->bottom; row++)
        memcpy(terminal->cell[row - 1], terminal->cell[row], sizeof(terminal->cell[row]));
    clear_row(terminal, terminal->bottom, 1);
}

static void put_character(struct terminal *terminal, const char *bytes, size_t length, wchar_t code)
{
    int width = wcwidth(code);
    unsigned column = terminal->column;

    if (width < 0)
        terminal->strange++;
    if (width <= 0) {
        if (width == 0 && column > 1 && column <= TERMINAL_MOST)
            strncat(terminal->cell[terminal->row - 1][column - 2], bytes, length);
        return;
    }
    if (column + (unsigned)width > terminal->columns + 1) {
        terminal->beyond++;
        return;
    }
    if (column < TERMINAL_MOST && terminal->row <= TERMINAL_MOST) {
        char *cell = terminal->cell[terminal->row - 1][column - 1];
        memcpy(cell, bytes, length);
        cell[length] = '\0';
        if (width == 2)
            *terminal->cell[terminal->row - 1][column] = '\0';
    }
    terminal->column += (unsigned)width;
}

static void go(struct terminal *terminal, unsigned row, unsigned column)
{
    terminal->row = row < 1 ? 1 : row > terminal->rows ? terminal->rows : row;
    terminal->column = column < 1 ? 1 : column > terminal->columns ? terminal->columns : column;
}

static void obey(struct terminal *terminal)
{
    const char *sequence = terminal->sequence + 2;
    char last = terminal->sequence[terminal->sequence_length - 1];
    unsigned first = 1, second = 1;
    int numbers = sscanf(sequence, "%u;%u", &first, &second);

    if (strcmp(sequence, "?25h") == 0 || strcmp(sequence, "?25l") == 0) {
        terminal->visible = last == 'h';
    } else if (strcmp(sequence, "?7h") == 0 || strcmp(sequence, "?7l") == 0) {
        terminal->wraps = last == 'h';
    } else if (last == 'H') {
        go(terminal, first, second);
    } else if (strcmp(sequence, "K") == 0) {
        clear_row(terminal, terminal->row, terminal->column);
    } else if (strcmp(sequence, "J") == 0) {
        clear_row(terminal, terminal->row, terminal->column);
        clear_rows(terminal, terminal->row + 1);
    } else if (last == 'r') {
        bool all = numbers != 2 || second > terminal->rows || first >= second;
        terminal->top = all ? 1 : first;
        terminal->bottom = all ? terminal->rows : second;
        go(terminal, 1, 1);
    } else if (last != 'm') {
        terminal->strange++;
    }
}

/* Takes one byte of a sequence; false if there is none under way. */
static bool take_sequence(struct terminal *terminal, char byte)
{
    size_t at = terminal->sequence_length;

    if (byte == '\033')
        terminal->sequence_length = at = 0; /* one that was cut off is forgotten */
    else if (at == 0)
        return false;
    if (at + 2 > sizeof(terminal->sequence) || (at == 1 && byte != '[')) {
        terminal->strange++;
        terminal->sequence_length = 0;
        return true;
    }
    terminal->sequence[terminal->sequence_length++] = byte;
    terminal->sequence[terminal->sequence_length] = '\0';
    if (at >= 2 && byte >= '@' && byte <= '~') {
        obey(terminal);
        terminal->sequence_length = 0;
    }
    return true;
}

/* Takes what is whole; returns how much that was. */
static size_t take(struct terminal *terminal, const char *bytes, size_t length)
{
    mbstate_t state;
    wchar_t code;
    size_t at = 0;

    while (at < length) {
        if (take_sequence(terminal, bytes[at])) {
            at++;
        } else if (bytes[at] == '\n' || bytes[at] == '\r') {
            if (bytes[at++] == '\n')
                line_feed(terminal);
            else
                terminal->column = 1;
        } else {
            memset(&state, 0, sizeof(state));
            size_t size = mbrtowc(&code, bytes + at, length - at, &state);
            if (size == (size_t)-2)
                return at;
            bool fine = size > 0 && size <= 4;
            if (fine)
                put_character(terminal, bytes + at, size, code);
            else
                terminal->strange++;
            at += fine ? size : 1;
        }
    }
    return at;
}

/* ---- who reads ---- */

static void *read_all(void *user)
{
    struct terminal *terminal = user;
    const struct timespec moment = {0, 500000};
    char bytes[4096];
    bool going = true;

    while (going) {
        struct pollfd in = {.fd = terminal->master, .events = POLLIN};
        ssize_t got = poll(&in, 1, 10) > 0 ? read(terminal->master, bytes, sizeof(bytes)) : 0;
        if (terminal->slow)
            nanosleep(&moment, NULL);
        pthread_mutex_lock(&terminal->mutex);
        if (got > 0 && terminal->length + (size_t)got > terminal->room) {
            terminal->room = 2 * terminal->room + sizeof(bytes);
            terminal->data = realloc(terminal->data, terminal->room);
        }
        if (got > 0) {
            memcpy(terminal->data + terminal->length, bytes, (size_t)got);
            terminal->length += (size_t)got;
        }
        going = terminal->reading;
        pthread_mutex_unlock(&terminal->mutex);
    }
    return NULL;
}

void terminal_read(struct terminal *terminal)
{
    terminal->reading = true;
    ck_assert_int_eq(pthread_create(&terminal->thread, NULL, read_all, terminal), 0);
}

void terminal_stop(struct terminal *terminal)
{
    pthread_mutex_lock(&terminal->mutex);
    terminal->reading = false;
    pthread_mutex_unlock(&terminal->mutex);
    pthread_join(terminal->thread, NULL);
}

void terminal_resize(struct terminal *terminal, unsigned rows, unsigned columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    ck_assert_int_eq(ioctl(terminal->master, TIOCSWINSZ, &size), 0);
    terminal->rows = rows ? rows : 24;
    terminal->columns = columns ? columns : 80;
    terminal->top = 1;
    terminal->bottom = terminal->rows;
    go(terminal, terminal->row, terminal->column);
}

void terminal_open(struct terminal *terminal, unsigned rows, unsigned columns)
{
    memset(terminal, 0, sizeof(*terminal));
    ck_assert_int_eq(openpty(&terminal->master, &terminal->slave, NULL, NULL, NULL), 0);
    pthread_mutex_init(&terminal->mutex, NULL);
    terminal->visible = terminal->wraps = true;
    terminal->row = terminal->column = 1;
    for (unsigned row = 0; row < TERMINAL_MOST; row++)
        for (unsigned column = 0; column < TERMINAL_MOST; column++)
            strcpy(terminal->cell[row][column], "#"); /* what others left there */
    terminal_resize(terminal, rows, columns);
    terminal_read(terminal);
}

void terminal_close(struct terminal *terminal)
{
    if (terminal->reading)
        terminal_stop(terminal);
    close(terminal->master);
    close(terminal->slave);
    pthread_mutex_destroy(&terminal->mutex);
    free(terminal->data);
}

/* What was read up to the mark, or 0 if it has not come yet. */
static size_t marked(struct terminal *terminal)
{
    const char *mark = NULL;

    pthread_mutex_lock(&terminal->mutex);
    if (terminal->length > terminal->taken)
        mark = memchr(terminal->data + terminal->taken, MARK, terminal->length - terminal->taken);
    size_t length = mark ? (size_t)(mark - (terminal->data + terminal->taken)) + 1 : 0;
    pthread_mutex_unlock(&terminal->mutex);
    return length;
}

size_t terminal_settle(struct terminal *terminal)
{
    const struct timespec moment = {0, 1000000};
    const char mark = MARK;
    size_t length;

    ck_assert_int_eq(write(terminal->slave, &mark, 1), 1);
    while ((length = marked(terminal)) == 0)
        nanosleep(&moment, NULL);
    pthread_mutex_lock(&terminal->mutex);
    size_t taken = take(terminal, terminal->data + terminal->taken, length - 1);
    ck_assert_uint_eq(taken, length - 1);
    terminal->taken += length;
    pthread_mutex_unlock(&terminal->mutex);
    return taken;
}

const char *terminal_row(struct terminal *terminal, unsigned row)
{
    size_t used = 0, end = 0;

    ck_assert(row >= 1 && row <= TERMINAL_MOST);
    for (unsigned column = 0; column < terminal->columns && column < TERMINAL_MOST; column++) {
        size_t length = strlen(terminal->cell[row - 1][column]);
        memcpy(terminal->text + used, terminal->cell[row - 1][column], length);
        used += length;
        if (length && strcmp(terminal->cell[row - 1][column], " ") != 0)
            end = used;
    }
    terminal->text[end] = '\0';
    return terminal->text;
}

unsigned terminal_find(struct terminal *terminal, const char *beginning)
{
    for (unsigned row = 1; row <= terminal->rows && row <= TERMINAL_MOST; row++)
        if (strncmp(terminal_row(terminal, row), beginning, strlen(beginning)) == 0)
            return row;
    return 0;
}
