/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include "examples/probe/complain.h"
#include "examples/probe/log/logsink.h"

static void tick(void *state)
{
    logfile_flush(state);
}

static uint64_t lost(void *state)
{
    return ((const struct logfile *)state)->lost;
}

static bool close_log(void *state)
{
    bool fine = logfile_close(state);

    free(state);
    return fine;
}

bool logsink_open(const struct log_settings *settings, const char *header, struct sink *sink)
{
    struct logfile *log = malloc(sizeof(*log));

    if (!log)
        complain("%s: out of memory", settings->path);
    if (!log || !logfile_open(log, settings, header)) {
        free(log);
        return false;
    }
    sink->state = log;
    sink->tick = tick;
    sink->close = close_log;
    sink->lost = lost;
    return true;
}
