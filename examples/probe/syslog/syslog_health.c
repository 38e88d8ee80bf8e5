/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_health.h"

static void tell(void *user, const struct health_warning *warning, const struct health *now)
{
    struct syslog_outlet *outlet = user;
    struct syslog_message message;
    uint32_t number = syslog_outlet_number(outlet, now->time);
    syslog_message_health(&message, &outlet->origin, number, now->time, warning, now);
    syslog_outlet_send(outlet, &message);
}

/* Each time a count has grown. */
static void tell_news(struct syslog_health *health, const struct health *now, uint64_t *told, uint64_t count,
                      struct health_warning warning)
{
    warning.count = count - *told;
    if (count > *told)
        tell(health->outlet, &warning, now);
    *told = count;
}

void syslog_health_take(struct syslog_health *health, const struct health *now)
{
    tell_news(health, now, &health->reloads, now->reloads,
              (struct health_warning){.kind = "reloaded",
                                      .text = "signatures, subscribers and policy were read anew",
                                      .good = true});
    tell_news(health, now, &health->reloads_refused, now->reloads_refused,
              (struct health_warning){.kind = "reload-refused",
                                      .text =
                                          "signatures, subscribers and policy could not be read anew, and stay "
                                          "as they were"});
    tell_news(health, now, &health->records_lost, now->records_lost,
              (struct health_warning){.kind = "records-lost",
                                      .text = "records could not be written or sent elsewhere, and are lost"});
    health->watch.health(health->watch.state, now);
}

bool syslog_health_open(struct syslog_health *health, struct syslog_outlet *outlet, bool live)
{
    const struct health_log_settings watch = {.live = live, .tell = tell, .user = outlet};
    *health = (struct syslog_health){.outlet = outlet};
    return health_log_open(&watch, &health->watch);
}

void syslog_health_close(struct syslog_health *health)
{
    health->watch.close(health->watch.state);
}
