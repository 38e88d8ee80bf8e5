/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdlib.h>
#include "examples/probe/complain.h"
#include "examples/probe/log/health_log.h"

#define PAUSE       (600 * SECOND)
#define FULL        90  /* per cent of a queue */
#define ONE_WAY     80  /* per cent of the flows with payload: scans and lost answers alone are not so many */
#define FLOWS_LEAST 100 /* that a share is made of */

enum warning { DROPPED, EVICTED, REFUSED, ONE_DIRECTION, QUEUES, CLOCK, WARNINGS };

struct health_log {
    bool live;
    struct health now;            /* as told last */
    struct health told[WARNINGS]; /* ... when each warning was given */
    bool given[WARNINGS];
    uint32_t queue_fill; /* the most since that warning */
};

static void warn_dropped(const struct health_log *log)
{
    uint64_t dropped = log->now.kernel_dropped - log->told[DROPPED].kernel_dropped;

    if (dropped)
        complain("the kernel dropped %" PRIu64
                 " frames for want of room: more --workers, a larger --buffer or a "
                 "--filter help",
                 dropped);
}

static void warn_evicted(const struct health_log *log)
{
    uint64_t evicted = log->now.flows_evicted - log->told[EVICTED].flows_evicted;

    if (evicted)
        complain("the flow table was full: %" PRIu64 " flows ended early; a larger --max-flows helps", evicted);
}

static void warn_refused(const struct health_log *log)
{
    uint64_t refused = log->now.flows_refused - log->told[REFUSED].flows_refused;

    if (refused)
        complain("the flow table was full: %" PRIu64 " packets were in no flow; a larger --max-flows helps",
                 refused);
}

/* Per cent of the flows that ended since the last such warning; 0 where they are few. */
static unsigned one_way_share(const struct health_log *log)
{
    uint64_t one = log->now.one_way - log->told[ONE_DIRECTION].one_way;
    uint64_t both = log->now.two_way - log->told[ONE_DIRECTION].two_way;

    return one + both < FLOWS_LEAST ? 0 : (unsigned)(one * 100 / (one + both));
}

static void warn_one_direction(const struct health_log *log)
{
    complain("%u%% of the flows were seen in one direction only: does the other one take another way?",
             one_way_share(log));
}

static void warn_queues(const struct health_log *log)
{
    complain("queues are %u%% full: more --workers may help", log->queue_fill);
}

static void warn_clock(const struct health_log *log)
{
    complain("the clock went back %" PRIu64 " times", log->now.clock_back - log->told[CLOCK].clock_back);
}

static bool is_due(const struct health_log *log, enum warning warning)
{
    const struct health *now = &log->now, *told = &log->told[warning];

    switch (warning) {
    case DROPPED:
        return now->kernel_dropped != told->kernel_dropped;
    case EVICTED:
        return now->flows_evicted != told->flows_evicted;
    case REFUSED:
        return now->flows_refused != told->flows_refused;
    case ONE_DIRECTION:
        return one_way_share(log) >= ONE_WAY;
    case QUEUES:
        return log->live && log->queue_fill >= FULL;
    default:
        return now->clock_back != told->clock_back;
    }
}

static void warn(struct health_log *log, enum warning warning)
{
    static void (*const warnings[WARNINGS])(const struct health_log *log) = {
        warn_dropped, warn_evicted, warn_refused, warn_one_direction, warn_queues, warn_clock,
    };

    warnings[warning](log);
    log->told[warning] = log->now;
    log->given[warning] = true;
    if (warning == QUEUES)
        log->queue_fill = 0;
}

static void take_health(void *state, const struct health *health)
{
    struct health_log *log = state;

    log->now = *health;
    log->now.set_name = log->now.set_version = NULL; /* they do not stay */
    if (log->queue_fill < health->queue_fill)
        log->queue_fill = health->queue_fill;
    for (enum warning w = 0; w < WARNINGS; w++)
        if (is_due(log, w) && (!log->given[w] || health->time - log->told[w].time >= PAUSE))
            warn(log, w);
}

static bool close_log(void *state)
{
    struct health_log *log = state;

    for (enum warning w = 0; w < WARNINGS; w++)
        if (is_due(log, w))
            warn(log, w);
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
    log->live = settings->live;
    *sink = (struct sink){.name = "health_log", .state = log, .health = take_health, .close = close_log};
    return true;
}
