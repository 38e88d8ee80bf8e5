/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/folder.h"
#include "examples/probe/graphs/graphs_child.h"
#include "examples/probe/graphs/graphs_draw.h"
#include "examples/probe/graphs/graphs_scope.h"

/* Most processes that draw in the end; ticks after which a disk that failed is tried again. */
#define SHARES 4
#define AGAIN  30

struct graphs {
    char *directory;
    int lock;            /* on what is counted on: two would mix what they write */
    uint64_t draw_every; /* seconds, as all times here */
    struct graphs_disk disk;
    struct graphs_scopes scopes;
    bool begun;
    bool back_told;
    uint64_t end;       /* of all intervals so far, and of what the directory has */
    uint64_t draw_next; /* when to draw again */
    pid_t child;        /* who draws; 0: nobody */
    bool spoilt;        /* the last one could not write a picture */
    unsigned ticks;
};

static void add(struct graphs *graphs, enum graphs_of of, const char *scope_name, int by, const char *name,
                const struct skypedpi_usage *usage)
{
    const uint64_t values[GRAPHS_VALUES] = {usage->bytes[0], usage->bytes[1],
                                            usage->packets[0] + usage->packets[1]};
    if (!(values[0] | values[1] | values[2]))
        return;
    struct graphs_scope *scope = graphs_scopes_find(&graphs->scopes, of, scope_name);
    struct graphs_series *series = scope ? graphs_scope_series(&graphs->scopes, scope, by, name) : NULL;
    if (series) {
        graphs_series_add(series, values);
        return;
    }
    graphs_disk_complain(&graphs->disk, graphs->directory, "no memory");
    graphs->disk.lost = true;
}

static void add_account(struct graphs *graphs, const struct skypedpi_account *account,
                        const struct names *names)
{
    const struct skypedpi_account_key *key = &account->key;
    const char *application = skypedpi_db_application_name(names->db, key->application);
    const char *activity = skypedpi_activity_name(key->activity);
    struct skypedpi_subscriber user = {.size = sizeof(user)};
    const char *scopes[] = {"", "", ""}; /* in the order of enum graphs_of */
    if (key->user != SKYPEDPI_NOBODY && !skypedpi_subscribers_user(names->subscribers, key->user, &user))
        scopes[GRAPHS_OF_USER] = user.name;
    if (key->group != SKYPEDPI_NOBODY)
        scopes[GRAPHS_OF_GROUP] = skypedpi_subscribers_group_name(names->subscribers, key->group);
    for (int of = GRAPHS_OF_TOTAL; of <= GRAPHS_OF_GROUP; of++) {
        if (of != GRAPHS_OF_TOTAL && !*scopes[of])
            continue;
        add(graphs, (enum graphs_of)of, scopes[of], GRAPHS_BY_APPLICATION, application, &account->usage);
        add(graphs, (enum graphs_of)of, scopes[of], GRAPHS_BY_ACTIVITY, activity, &account->usage);
    }
}

struct span {
    uint64_t start, end;
};

static void series_interval(struct graphs_series *series, void *user)
{
    const struct span *span = user;
    graphs_series_interval(series, span->start, span->end);
}

static void series_reach(struct graphs_series *series, void *user)
{
    graphs_series_reach(series, *(const uint64_t *)user);
}

static void series_resume(struct graphs_series *series, void *user)
{
    graphs_series_resume(series, *(const uint64_t *)user);
}

/* Told once. A run that ended within its last interval is gone on with in that one. */
static void look_back(struct graphs *graphs, const struct span *span)
{
    if (graphs->back_told)
        return;
    graphs->back_told = true;
    if (!graphs->begun && span->end < graphs->end)
        complain(
            "graphs: %s has later times; what is used now is shown behind them: older captures, or the same "
            "ones again, need another directory",
            graphs->directory);
    else if ((graphs->begun && span->start < graphs->end) || span->end == span->start)
        complain("graphs: time went back, or is before 1980; what is used then is shown where time goes on");
    else
        graphs->back_told = false;
}

/* Takes the interval's place in time: after a hole, behind, or as it should be. */
static void place(struct graphs *graphs, struct span *span)
{
    look_back(graphs, span);
    if (graphs->begun && span->start <= graphs->end + GRAPHS_SILENCE)
        return;
    if (graphs->begun)
        graphs_scopes_walk(&graphs->scopes, series_reach, &graphs->end);
    graphs_scopes_walk(&graphs->scopes, series_resume, &span->start);
    graphs->disk.begin = span->start;
    graphs->begun = true;
}

static void add_interval(void *state, const struct interval *interval, const struct names *names)
{
    struct graphs *graphs = state;
    struct span span = {interval->start / SECOND, interval->end / SECOND};
    if (span.start < GRAPHS_EARLIEST)
        span.start = GRAPHS_EARLIEST;
    if (span.end < span.start)
        span.end = span.start;
    place(graphs, &span);
    for (uint32_t i = 0; i < skypedpi_accounts_count(interval->accounts); i++)
        add_account(graphs, skypedpi_accounts_at(interval->accounts, i), names);
    add(graphs, GRAPHS_OF_TOTAL, "", GRAPHS_BY_APPLICATION, GRAPHS_NO_FLOW, &interval->unfollowed);
    add(graphs, GRAPHS_OF_TOTAL, "", GRAPHS_BY_ACTIVITY, GRAPHS_NO_FLOW, &interval->unfollowed);
    add(graphs, GRAPHS_OF_TOTAL, "", GRAPHS_FRAMES, "", &interval->total);
    graphs_scopes_walk(&graphs->scopes, series_interval, &span);
    if (graphs->end < span.end)
        graphs->end = span.end;
    if (graphs->draw_next == 0)
        graphs->draw_next = graphs->end + graphs->draw_every;
}

/* ---- now and then ---- */

static void series_flush(struct graphs_series *series, void *user)
{
    bool *good = user;
    *good &= graphs_series_flush(series);
}

static void series_again(struct graphs_series *series, void *user)
{
    (void)user;
    series->waiting = false;
}

/* Looks after who draws, and begins to draw again if it is time: then all that is known has to reach up to now.
 */
static void draw(struct graphs *graphs)
{
    if (graphs->child) {
        enum graphs_child state = graphs_child_state(graphs->child, false);
        if (state == GRAPHS_CHILD_BUSY)
            return;
        graphs->child = 0;
        graphs->spoilt = state == GRAPHS_CHILD_FAILED;
        graphs->disk.complained |= graphs->spoilt;
    }
    if (!graphs->draw_every || graphs->end < graphs->draw_next)
        return;
    graphs_scopes_walk(&graphs->scopes, series_reach, &graphs->end);
    bool good = true;
    graphs_scopes_walk(&graphs->scopes, series_flush, &good);
    graphs->draw_next = graphs->end + graphs->draw_every;
    graphs->child = graphs_child_draw(graphs->directory, graphs->disk.step, graphs->end,
                                      (struct graphs_share){0, 1}, graphs->spoilt);
}

static void tick(void *state)
{
    struct graphs *graphs = state;
    bool good = true;
    if (!graphs->begun)
        return;
    if (++graphs->ticks % AGAIN == 0)
        graphs_scopes_walk(&graphs->scopes, series_again, NULL);
    graphs_scopes_walk(&graphs->scopes, series_flush, &good);
    draw(graphs);
    if (good && !graphs->spoilt)
        graphs_disk_well(&graphs->disk);
}

/* Draws all that is left, by as many as there are processors; one of them complains. */
static bool draw_all(struct graphs *graphs)
{
    pid_t children[SHARES] = {0};
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned shares = processors < 1 ? 1 : processors > SHARES ? SHARES : (unsigned)processors;
    bool good = true;
    if (graphs->child)
        graphs_child_state(graphs->child, true);
    for (unsigned i = 0; i < shares; i++)
        children[i] = graphs_child_draw(graphs->directory, graphs->disk.step, graphs->end,
                                        (struct graphs_share){i, shares}, i > 0);
    for (unsigned i = 0; i < shares; i++)
        good &= children[i] && graphs_child_state(children[i], true) == GRAPHS_CHILD_DONE;
    return good;
}

/* ---- begin and end ---- */

struct ending {
    uint64_t now;
    bool good;
};

static void series_end(struct graphs_series *series, void *user)
{
    struct ending *ending = user;
    ending->good &= graphs_series_end(series, ending->now);
}

static void release(struct graphs *graphs)
{
    graphs_scopes_free(&graphs->scopes);
    if (graphs->lock >= 0)
        close(graphs->lock);
    free(graphs->directory);
    free(graphs);
}

static bool finish(void *state)
{
    struct graphs *graphs = state;
    struct ending ending = {graphs->end, true};
    if (graphs->begun)
        graphs_scopes_walk(&graphs->scopes, series_end, &ending);
    if (!ending.good)
        complain("graphs: %s: some of what was used is not written", graphs->directory);
    bool drawn = !graphs->begun || draw_all(graphs);
    if (!drawn)
        complain("graphs: %s: not all pictures are drawn", graphs->directory);
    bool good = ending.good && drawn && !graphs->disk.lost;
    release(graphs);
    return good;
}

static bool folder_make(const char *path)
{
    bool ready = folder_ready(path);
    if (!ready)
        complain("graphs: %s: %s", path, strerror(errno));
    return ready;
}

static bool folder_lock(struct graphs *graphs, const char *path)
{
    graphs->lock = folder_take(path);
    if (graphs->lock < 0)
        complain("graphs: %s: %s", graphs->directory,
                 errno == EWOULDBLOCK ? "another probe uses it" : strerror(errno));
    return graphs->lock >= 0;
}

static void series_newest(struct graphs_series *series, void *user)
{
    uint64_t *newest = user;
    if (*newest < series->last)
        *newest = series->last;
}

/* What is there is read, so that it is counted on. */
static bool load(struct graphs *graphs)
{
    char *folder = graphs_join(graphs->directory, "/rrd");
    bool good = folder && folder_make(graphs->directory) && folder_make(folder) &&
                folder_lock(graphs, folder) && graphs_scopes_load(&graphs->scopes);
    free(folder);
    graphs_scopes_walk(&graphs->scopes, series_newest, &graphs->end);
    return good;
}

bool graphs_open(const struct graphs_settings *settings, struct sink *sink)
{
    uint64_t step = settings->step / SECOND;
    if (settings->step % SECOND || step < 1 || step > 3600) {
        complain("graphs: a step has whole seconds, from one to 3600");
        return false;
    }
    struct graphs *graphs = calloc(1, sizeof(*graphs));
    char *directory = strdup(settings->directory);
    if (!graphs || !directory) {
        complain("graphs: no memory");
        free(graphs);
        free(directory);
        return false;
    }
    graphs->directory = directory;
    graphs->lock = -1;
    graphs->draw_every = settings->draw_every / SECOND;
    graphs->disk.step = step;
    graphs->scopes =
        (struct graphs_scopes){.directory = directory, .disk = &graphs->disk, .most = settings->users_most};
    if (!load(graphs)) {
        release(graphs);
        return false;
    }
    *sink = (struct sink){
        .name = "graphs", .state = graphs, .interval = add_interval, .tick = tick, .close = finish};
    return true;
}
