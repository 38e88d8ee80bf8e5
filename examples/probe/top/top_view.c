/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "examples/probe/text.h"
#include "examples/probe/top/top_view.h"

#define COLUMNS 5

/* ---- rows of cells ---- */

struct column {
    const char *heading; /* NULL: no more columns */
    unsigned width;      /* 0: what the others leave */
    bool right;
};

struct layout {
    struct column column[COLUMNS];
};

struct cells {
    char text[COLUMNS][TOP_CELL];
};

static const struct layout tables[TOP_TABLES] = {
    [TOP_APPLICATIONS] = {{{"APPLICATION", 0, false}, {"NOW", 11, true}, {"TOTAL", 8, true}}},
    [TOP_ACTIVITIES] = {{{"ACTIVITY", 0, false}, {"NOW", 11, true}, {"TOTAL", 8, true}}},
    [TOP_USERS] = {{{"USER", 0, false}, {"NOW", 12, true}, {"TOTAL", 8, true}}}, /* of many: "<" before it */
    [TOP_HOSTS] = {{{"HOST", 0, false}, {"ENDED CONNECTIONS", 17, true}}},
};
static const struct layout calls = {{{"CALL OF", 12, false},
                                     {"BETWEEN", 0, false},
                                     {"KIND", 5, false},
                                     {"LASTED", 8, true},
                                     {"RATE", 11, true}}};
static const struct layout endpoints = {{{"ENDPOINT", 0, false},
                                         {"ROLE", 9, false},
                                         {"APPLICATION", 13, false},
                                         {"SURE", 4, true},
                                         {"BECAUSE OF", 19, false}}};

/* What the others leave of `width`. */
static unsigned flexible(const struct layout *layout, unsigned width)
{
    unsigned used = 0;

    for (int i = 0; i < COLUMNS && layout->column[i].heading; i++)
        used += layout->column[i].width + (i ? TOP_GAP : 0);
    return width > used + TOP_GAP ? width - used : TOP_GAP;
}

/* Without cells: the headings. */
static void put_cells(struct top_screen *screen, const struct layout *layout, unsigned width,
                      const struct cells *cells)
{
    for (int i = 0; i < COLUMNS && layout->column[i].heading; i++) {
        const struct column *column = &layout->column[i];
        unsigned wide = column->width ? column->width : flexible(layout, width);
        const char *text = cells ? cells->text[i] : column->heading;
        top_screen_left(screen, i ? TOP_GAP : 0, "");
        (column->right ? top_screen_right : top_screen_left)(screen, wide, text);
    }
}

void top_set(char *cell, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(cell, TOP_CELL, format, arguments);
    va_end(arguments);
}

/* ---- tables ---- */

/* Before a figure that may be too high. */
static const char *mark(const struct top_sum *sum)
{
    return sum->error ? "<" : "";
}

static void fill_line(const struct top_view *view, enum top_table table, uint32_t row, struct cells *cells)
{
    const struct top_line *line = &view->line[table][row];
    char name[TOP_NAME];

    *cells = (struct cells){0};
    if (row >= view->count[table])
        return;
    (table == TOP_HOSTS ? top_rank_host : top_rank_name)(line, name);
    top_set(cells->text[0], "%s", name);
    if (table != TOP_HOSTS)
        top_set(cells->text[1], "%s%s", mark(&line->now), top_rate(line->now.bytes, view->data->step).text);
    top_set(cells->text[table == TOP_HOSTS ? 1 : 2], "%s%s", mark(&line->total),
            top_bytes(line->total.bytes).text);
}

void top_put_table(struct top_view *view, enum top_table table, uint32_t rows)
{
    struct top_screen *screen = view->screen;
    struct cells cells;

    top_screen_row(screen, TOP_BOLD);
    put_cells(screen, &tables[table], screen->columns, NULL);
    for (uint32_t i = 0; i < rows && top_screen_row(screen, TOP_PLAIN); i++) {
        fill_line(view, table, i, &cells);
        put_cells(screen, &tables[table], screen->columns, &cells);
    }
}

void top_put_both(struct top_view *view, uint32_t rows)
{
    struct top_screen *screen = view->screen;
    unsigned half = (screen->columns - 2 * TOP_GAP) / 2;
    struct cells cells;

    for (uint32_t i = 0; i <= rows && top_screen_row(screen, i ? TOP_PLAIN : TOP_BOLD); i++) {
        for (enum top_table table = TOP_APPLICATIONS; table <= TOP_ACTIVITIES; table++) {
            top_screen_left(screen, table ? 2 * TOP_GAP : 0, "");
            if (i)
                fill_line(view, table, i - 1, &cells);
            put_cells(screen, &tables[table], half, i ? &cells : NULL);
        }
    }
}

/* ---- calls and endpoints ---- */

/* With ports, if there is room. */
static void set_between(char *cell, const struct skypedpi_tuple *tuple, unsigned width)
{
    for (int ports = 1; ports >= 0; ports--) {
        top_set(cell, "%s - %s",
                text_endpoint(tuple->family, tuple->source, ports ? tuple->source_port : 0).text,
                text_endpoint(tuple->family, tuple->destination, ports ? tuple->destination_port : 0).text);
        if (strlen(cell) <= width)
            return;
    }
}

static void fill_call(const struct top_view *view, const struct top_call *call, struct cells *cells)
{
    uint64_t now = view->data->clock, start = call->start + call->behind;
    const char *kind = skypedpi_activity_name(call->activity);

    top_set(cells->text[0], "%s", *call->user ? call->user : "-");
    set_between(cells->text[1], &call->tuple, flexible(&calls, view->screen->columns));
    top_set(cells->text[2], "%s", strncmp(kind, "call-", 5) == 0 ? kind + 5 : kind);
    top_set(cells->text[3], "%s", top_duration(now > start ? now - start : 0).text);
    top_set(cells->text[4], "%s", top_rate(call->rate, SECOND).text);
}

void top_put_calls(struct top_view *view, uint32_t rows)
{
    struct cells cells;

    top_screen_row(view->screen, TOP_BOLD);
    put_cells(view->screen, &calls, view->screen->columns, NULL);
    for (uint32_t i = 0; i < rows && top_screen_row(view->screen, TOP_PLAIN); i++) {
        fill_call(view, &view->data->call[view->data->calls - 1 - i], &cells);
        put_cells(view->screen, &calls, view->screen->columns, &cells);
    }
}

static void fill_endpoint(const struct top_known *known, struct cells *cells)
{
    const struct skypedpi_endpoint *endpoint = &known->endpoint;
    const char *transport = endpoint->transport == 17 ? "/udp" : endpoint->transport == 6 ? "/tcp" : "";

    top_set(cells->text[0], "%s%s", text_endpoint(endpoint->family, endpoint->address, endpoint->port).text,
            transport);
    top_set(cells->text[1], "%s", skypedpi_role_name(endpoint->role));
    top_set(cells->text[2], "%s", known->application);
    top_set(cells->text[3], "%u%%", endpoint->confidence);
    top_set(cells->text[4], "%s", known->signature);
}

void top_put_endpoints(struct top_view *view, uint32_t rows)
{
    struct cells cells;

    top_screen_row(view->screen, TOP_BOLD);
    put_cells(view->screen, &endpoints, view->screen->columns, NULL);
    for (uint32_t i = 0; i < rows && top_screen_row(view->screen, TOP_PLAIN); i++) {
        fill_endpoint(&view->data->known[view->data->knowns - 1 - i], &cells);
        put_cells(view->screen, &endpoints, view->screen->columns, &cells);
    }
}
