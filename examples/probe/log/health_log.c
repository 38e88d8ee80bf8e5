/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include "examples/probe/complain.h"
#include "examples/probe/log/health_log.h"

#define PAUSE       (600 * SECOND)
#define FULL        90  /* per cent of a queue */
#define ONE_WAY     80  /* per cent of the flows with payload: scans and lost answers alone are not so many */
#define FLOWS_LEAST 100 /* that a share is made of */

enum warning { DROPPED, EVICTED, REFUSED, ONE_DIRECTION, QUEUES, CLOCK, WARNINGS };

/* A number stands between the words. */
static const struct {
    const char *kind, *before, *after;
} warnings[WARNINGS] = {
    {"kernel-dropped", "the kernel dropped ",
     " frames for want of room: more --workers, a larger --buffer or a --filter help"},
    {"flows-evicted", "the flow table was full: ", " flows ended early; a larger --max-flows helps"},
    {"flows-refused", "the flow table was full: ", " packets were in no flow; a larger --max-flows helps"},
    {"one-direction", "",
     "% of the flows were seen in one direction only: does the other one take another way?"},
    {"queues-full", "queues are ", "% full: more --workers may help"},
    {"clock-back", "the clock went back ", " times"},
};

struct health_log {
    struct health_log_settings settings;
    struct health now;            /* as told last */
    struct health told[WARNINGS]; /* ... when each warning was given */
    bool given[WARNINGS];
    uint32_t queue_fill; /* the most since that warning */
};

/* Per cent of the flows that ended since the last such warning; 0 where they are few. */
static unsigned one_way_share(const struct health_log *log)
{
    uint64_t one = log->now.one_way - log->told[ONE_DIRECTION].one_way;
    uint64_t both = log->now.two_way - log->told[ONE_DIRECTION].two_way;

    return one + both < FLOWS_LEAST ? 0 : (unsigned)(one * 100 / (one + both));
}

/* What there is to warn of; 0: nothing. */
static uint64_t count_of(const struct health_log *log, enum warning warning)
{
    const struct health *now = &log->now, *told = &log->told[warning];

    switch (warning) {
    case DROPPED:
        return now->kernel_dropped - told->kernel_dropped;
    case EVICTED:
        return now->flows_evicted - told->flows_evicted;
    case REFUSED:
        return now->flows_refused - told->flows_refused;
    case ONE_DIRECTION:
        return one_way_share(log) >= ONE_WAY ? one_way_share(log) : 0;
    case QUEUES:
        return log->settings.live && log->queue_fill >= FULL ? log->queue_fill : 0;
    default:
        return now->clock_back - told->clock_back;
    }
}

static void say(void *user, const struct health_warning *warning, const struct health *health)
{
    (void)user;
    (void)health;
    complain("%s", warning->text);
}

static void warn(struct health_log *log, enum warning number, uint64_t count)
{
    struct health_warning warning = {.kind = warnings[number].kind, .count = count};

    snprintf(warning.text, sizeof(warning.text), "%s%" PRIu64 "%s", warnings[number].before, count,
             warnings[number].after);
    log->settings.tell(log->settings.user, &warning, &log->now);
    log->told[number] = log->now;
    log->given[number] = true;
    if (number == QUEUES)
        log->queue_fill = 0;
}

/* What is due; at the end, whatever is left. */
static void warn_all(struct health_log *log, bool at_end)
{
    for (enum warning w = 0; w < WARNINGS; w++) {
        uint64_t count = count_of(log, w);
        if (count && (at_end || !log->given[w] || log->now.time - log->told[w].time >= PAUSE))
            warn(log, w, count);
    }
}

static void take_health(void *state, const struct health *health)
{
    struct health_log *log = state;

    log->now = *health;
    if (log->queue_fill < health->queue_fill)
        log->queue_fill = health->queue_fill;
    warn_all(log, false);
    log->now.set_name = log->now.set_version = NULL; /* they do not stay */
}

static bool close_log(void *state)
{
    struct health_log *log = state;

    warn_all(log, true);
    free(log);
    return true;
}

bool health_log_open(const struct health_log_settings *settings, struct sink *sink)
{
    struct health_log *log = calloc(1, sizeof(*log));

    if (!log) {
        complain("out of memory");
        return false;
    }
    log->settings = *settings;
    if (!log->settings.tell)
        log->settings.tell = say;
    *sink = (struct sink){.name = "health_log", .state = log, .health = take_health, .close = close_log};
    return true;
}
