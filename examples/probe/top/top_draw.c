/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <string.h>
#include "examples/probe/top/top_draw.h"
#include "examples/probe/top/top_view.h"

#define WIDE     76u /* columns that two tables need to stand side by side */
#define TALL     20u /* rows from which on an empty one stands before each section */
#define HEADER   3u
#define SECTIONS 5

/* ---- the header ---- */

static void draw_title(struct top_screen *screen, const struct top_data *data, const char *title)
{
    const struct top_figure clock = top_clock(data->time);
    unsigned right = (unsigned)strlen(clock.text) + TOP_GAP;
    char text[TOP_CELL];

    top_set(text, " skypedpi-probe: %s", title);
    if (!top_screen_row(screen, TOP_REVERSE))
        return;
    top_screen_left(screen, screen->columns > right ? screen->columns - right : 0, text);
    top_screen_right(screen, right - 1, clock.text);
    top_screen_left(screen, 1, "");
}

static void draw_traffic(struct top_screen *screen, const struct top_data *data)
{
    const struct skypedpi_usage *last = &data->last;
    uint64_t lost = data->health.kernel_dropped;
    char text[TOP_CELL];

    top_set(text, "%s frames/s, %s  dropped %" PRIu64 "  flows open %u of %u  total %s",
            top_per_second(last->packets[0] + last->packets[1], data->step).text,
            top_rate(last->bytes[0] + last->bytes[1], data->step).text, lost, data->health.flows_open,
            data->health.flows_room, top_bytes(data->total.bytes[0] + data->total.bytes[1]).text);
    if (top_screen_row(screen, lost ? TOP_BOLD : TOP_PLAIN))
        top_screen_left(screen, screen->columns, text);
}

static void draw_knowledge(struct top_screen *screen, const struct top_data *data)
{
    char text[TOP_CELL];

    top_set(text, "set %.40s %.20s  calls %u%s running, %" PRIu64 " ended (%s)  endpoints %" PRIu64,
            *data->set_name ? data->set_name : "-", data->set_version, data->calls,
            data->calls == TOP_CALLS ? "+" : "", data->accounted.calls,
            top_seconds(data->accounted.call_milliseconds / 1000).text, data->health.endpoints_known);
    if (top_screen_row(screen, TOP_PLAIN))
        top_screen_left(screen, screen->columns, text);
}

/* ---- sections share the rows ---- */

static void draw_applications(struct top_view *view, uint32_t rows)
{
    top_put_table(view, TOP_APPLICATIONS, rows);
}

static void draw_activities(struct top_view *view, uint32_t rows)
{
    top_put_table(view, TOP_ACTIVITIES, rows);
}

/* Hosts, as long as no user is known. */
static enum top_table people(const struct top_view *view)
{
    return view->count[TOP_USERS] ? TOP_USERS : TOP_HOSTS;
}

static void draw_people(struct top_view *view, uint32_t rows)
{
    top_put_table(view, people(view), rows);
}

struct section {
    uint32_t rows; /* it could fill */
    void (*draw)(struct top_view *view, uint32_t rows);
    uint32_t given;
};

/* One row each in turn, until none is left or wanted; a section without room for its first row is left out. */
static void share(struct section *section, uint32_t before, uint32_t left)
{
    bool more = true;

    for (int i = 0; i < SECTIONS; i++) {
        section[i].given = section[i].rows && left > before;
        left -= section[i].given ? before + 1 : 0;
    }
    while (left && more) {
        more = false;
        for (int i = 0; i < SECTIONS && left; i++) {
            if (!section[i].given || section[i].given == section[i].rows)
                continue;
            section[i].given++;
            left--;
            more = true;
        }
    }
}

static void draw_sections(struct top_view *view)
{
    const uint32_t *count = view->count;
    unsigned rows = view->screen->rows, empty = rows >= TALL;
    bool wide = view->screen->columns >= WIDE;
    uint32_t both =
        count[TOP_APPLICATIONS] > count[TOP_ACTIVITIES] ? count[TOP_APPLICATIONS] : count[TOP_ACTIVITIES];
    struct section section[SECTIONS] = {
        {wide ? both : count[TOP_APPLICATIONS], wide ? top_put_both : draw_applications, 0},
        {wide ? 0 : count[TOP_ACTIVITIES], draw_activities, 0},
        {count[people(view)], draw_people, 0},
        {view->data->calls, top_put_calls, 0},
        {view->data->knowns, top_put_endpoints, 0},
    };

    share(section, 1 + empty, rows > HEADER ? rows - HEADER : 0);
    for (int i = 0; i < SECTIONS; i++) {
        if (section[i].given && empty)
            top_screen_row(view->screen, TOP_PLAIN);
        if (section[i].given)
            section[i].draw(view, section[i].given);
    }
}

void top_draw(struct top_screen *screen, const struct top_data *data, const char *title)
{
    struct top_view view = {.screen = screen, .data = data};

    for (enum top_table table = 0; table < TOP_TABLES; table++)
        view.count[table] = top_rank_list(&data->rank[table], view.line[table], TOP_LINES);
    draw_title(screen, data, title);
    draw_traffic(screen, data);
    draw_knowledge(screen, data);
    draw_sections(&view);
}
