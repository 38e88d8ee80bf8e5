/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/log_syslog.h"

#include <stdlib.h>

#include "examples/probe/complain.h"
#include "examples/probe/syslog/syslog_health.h"
#include "examples/probe/syslog/syslog_known.h"

struct log_syslog {
    bool all;
    struct syslog_known known;
    struct syslog_outlet outlet;
    struct syslog_health health;
};

static void tell(struct log_syslog *log, enum syslog_event event, const struct connection *connection)
{
    struct syslog_message message;
    uint32_t number = syslog_outlet_number(&log->outlet, connection->record.last);
    syslog_message_connection(&message, &log->outlet.origin, number, event, connection);
    syslog_outlet_send(&log->outlet, &message);
}

static bool wanted(const struct log_syslog *log, const struct connection *connection)
{
    return log->all || syslog_message_kind(connection) == SYSLOG_SKYPE;
}

/* What nobody wants is not begun; what was begun is told of to its end, whatever it became. */
static void on_begun_or_changed(void *state, const struct connection *connection)
{
    struct log_syslog *log = state;
    uint64_t id = connection->record.id;
    if (syslog_known_has(&log->known, id)) {
        tell(log, SYSLOG_CHANGE, connection);
    } else if (wanted(log, connection)) {
        syslog_known_add(&log->known, id);
        tell(log, SYSLOG_BEGIN, connection);
    }
}

static void on_ended(void *state, const struct connection *connection)
{
    struct log_syslog *log = state;
    uint64_t id = connection->record.id;
    if (!syslog_known_has(&log->known, id)) {
        if (!wanted(log, connection))
            return;
        tell(log, SYSLOG_BEGIN, connection);
    }
    tell(log, SYSLOG_END, connection);
    syslog_known_remove(&log->known, id);
}

static void on_health(void *state, const struct health *health)
{
    syslog_health_take(&((struct log_syslog *)state)->health, health);
}

static void on_tick(void *state)
{
    syslog_outlet_tick(&((struct log_syslog *)state)->outlet);
}

static bool on_close(void *state)
{
    struct log_syslog *log = state;
    syslog_health_close(&log->health);
    bool good = syslog_outlet_close(&log->outlet);
    syslog_known_free(&log->known);
    free(log);
    return good;
}

bool log_syslog_open(const struct log_syslog_settings *settings, struct sink *sink)
{
    struct log_syslog *log = calloc(1, sizeof *log);
    if (log == NULL) {
        complain("syslog: no memory");
        return false;
    }
    log->all = settings->all;
    bool watched = syslog_health_open(&log->health, &log->outlet, settings->live);
    if (!watched || !syslog_outlet_open(&log->outlet, settings)) {
        if (watched)
            syslog_health_close(&log->health); /* it has seen nothing, so it tells nothing */
        free(log);
        return false;
    }
    *sink = (struct sink){.name = "syslog",
                          .state = log,
                          .begun = on_begun_or_changed,
                          .changed = on_begun_or_changed,
                          .ended = on_ended,
                          .health = on_health,
                          .tick = on_tick,
                          .close = on_close};
    return true;
}
