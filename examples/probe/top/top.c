/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/top/top.h"
#include "examples/probe/top/top_draw.h"

struct top {
    struct top_data data;
    struct top_screen screen;
    const char *title;
};

static void begun(void *state, const struct connection *connection)
{
    top_data_connection(&((struct top *)state)->data, connection, false);
}

static void ended(void *state, const struct connection *connection)
{
    top_data_connection(&((struct top *)state)->data, connection, true);
}

static void endpoint(void *state, const struct skypedpi_endpoint *endpoint, const char *application,
                     const char *signature)
{
    top_data_endpoint(&((struct top *)state)->data, endpoint, application, signature);
}

static void interval(void *state, const struct interval *interval, const struct names *names)
{
    top_data_interval(&((struct top *)state)->data, interval, names);
}

static void health(void *state, const struct health *health)
{
    top_data_health(&((struct top *)state)->data, health);
}

static void tick(void *state)
{
    struct top *top = state;

    if (!top_screen_begin(&top->screen))
        return; /* there may be memory in a second */
    top_draw(&top->screen, &top->data, top->title);
    top_screen_show(&top->screen);
}

static void give_up(struct top *top)
{
    top_screen_close(&top->screen);
    top_data_close(&top->data);
    free(top);
}

/* The last picture stays. */
static bool close_top(void *state)
{
    struct top *top = state;

    if (top->data.told)
        tick(top);
    give_up(top);
    return true;
}

static bool is_terminal(int fd)
{
    const char *kind = getenv("TERM");

    return isatty(fd) && kind && *kind && strcmp(kind, "dumb") != 0;
}

bool top_open(const struct top_settings *settings, struct sink *sink)
{
    int fd = settings->fd ? settings->fd : STDOUT_FILENO;

    *sink = (struct sink){.name = "top"};
    if (!settings->force && !is_terminal(fd)) {
        complain("--top: this is no terminal that can be drawn on: nothing is shown");
        return true;
    }
    struct top *top = calloc(1, sizeof(*top));
    if (!top || !top_data_open(&top->data) || !top_screen_open(&top->screen, fd)) {
        complain("--top: out of memory");
        if (top)
            give_up(top);
        return false;
    }
    top->title = settings->title ? settings->title : "";
    *sink = (struct sink){.name = "top",
                          .state = top,
                          .begun = begun,
                          .changed = begun,
                          .ended = ended,
                          .endpoint = endpoint,
                          .interval = interval,
                          .health = health,
                          .tick = tick,
                          .close = close_top};
    return true;
}

void top_leave(void)
{
    struct top_screen screen;

    if (!is_terminal(STDOUT_FILENO))
        return;
    bool room = top_screen_open(&screen, STDOUT_FILENO);
    screen.drawn = room;
    top_screen_close(&screen);
}
