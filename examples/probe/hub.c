/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/hub.h"
#include "examples/probe/notify.h"

#define TICK SECOND

bool hub_open(struct hub *hub, struct worker *workers, unsigned count, const struct sinks *sinks,
              struct rulebook *rules)
{
    *hub = (struct hub){.streams = count, .sinks = sinks, .rules = rules};
    for (unsigned i = 0; i < count; i++)
        hub->stream[i].ring = &workers[i].out;
    hub->next_tick = clock_monotonic() + TICK;
    return gather_open(&hub->gather, count);
}

void hub_close(struct hub *hub)
{
    gather_close(&hub->gather);
    rulebook_free(hub->rules);
}

/* ---- telling ---- */

typedef void (*told_of_flow)(void *state, const struct connection *connection);

static told_of_flow listener(const struct sink *sink, enum event_kind kind)
{
    switch (kind) {
    case EVENT_BEGUN:
        return sink->begun;
    case EVENT_CHANGED:
        return sink->changed;
    case EVENT_GOES_ON:
        return sink->goes_on;
    case EVENT_SO_FAR:
        return sink->so_far;
    default:
        return sink->ended;
    }
}

static void tell_flow(struct hub *hub, const struct event_flow *event)
{
    const struct names names = names_of(hub->rules);
    struct connection connection = {.record = event->record,
                                    .attempt = event->attempt,
                                    .evidence_count = event->evidence_count,
                                    .evidence_lost = event->evidence_lost};

    memcpy(connection.evidence, event->evidence, event->evidence_count * sizeof(*event->evidence));
    names_fill(&names, &connection);
    for (const struct sink *sink = hub->sinks->item; sink < hub->sinks->item + hub->sinks->count; sink++) {
        told_of_flow tell = listener(sink, event->event.kind);
        if (tell)
            tell(sink->state, &connection);
    }
}

static void tell_endpoint(struct hub *hub, const struct skypedpi_endpoint *endpoint)
{
    const struct names names = names_of(hub->rules);
    const char *application = skypedpi_db_application_name(names.db, endpoint->application);
    const char *signature = names_signature(&names, endpoint->signature);

    for (const struct sink *sink = hub->sinks->item; sink < hub->sinks->item + hub->sinks->count; sink++)
        if (sink->endpoint)
            sink->endpoint(sink->state, endpoint, application, signature);
}

static uint64_t records_lost(const struct hub *hub)
{
    uint64_t lost = 0;

    for (const struct sink *sink = hub->sinks->item; sink < hub->sinks->item + hub->sinks->count; sink++)
        if (sink->lost)
            lost += sink->lost(sink->state);
    return lost;
}

static void tell_interval(struct hub *hub)
{
    const struct names names = names_of(hub->rules);
    struct skypedpi_db_info info = {.size = sizeof(info)};
    struct health *health = &hub->gather.health;

    skypedpi_db_info(names.db, &info);
    health->set_name = info.name;
    health->set_version = info.version;
    health->reloads = hub->reloads;
    health->reloads_refused = atomic_load(&hub->refused);
    health->records_lost = records_lost(hub);
    for (const struct sink *sink = hub->sinks->item; sink < hub->sinks->item + hub->sinks->count; sink++) {
        if (sink->interval)
            sink->interval(sink->state, &hub->gather.interval, &names);
        if (sink->health)
            sink->health(sink->state, health);
    }
    gather_clear(&hub->gather);
}

static void tell_tick(struct hub *hub)
{
    uint64_t now = clock_monotonic();

    if (now < hub->next_tick)
        return;
    hub->next_tick = now + TICK;
    if (hub->alive) /* word has come from all workers, and they had theirs from the reader */
        notify_alive();
    hub->alive = false;
    for (const struct sink *sink = hub->sinks->item; sink < hub->sinks->item + hub->sinks->count; sink++)
        if (sink->tick)
            sink->tick(sink->state);
}

static void close_sinks(struct hub *hub)
{
    for (const struct sink *sink = hub->sinks->item; sink < hub->sinks->item + hub->sinks->count; sink++)
        if (sink->close && !sink->close(sink->state))
            hub->lost = true;
}

/* ---- hearing ---- */

/* All workers say so at the same place. The first one's word changes the names; at the last one's nobody uses
 * the old ones any more, because each had told before what he found with them. */
static void take_rules(struct hub *hub, const struct event_rules *event, bool last)
{
    char text[256];

    if (hub->rules != event->rules) {
        hub->left = hub->rules;
        hub->rules = event->rules;
    }
    if (last) {
        rulebook_free(hub->left);
        hub->left = NULL;
        hub->reloads++;
        rulebook_describe(hub->rules, text, sizeof(text));
        complain("from now on: %s", text);
        notify_ready();
    }
}

static void take(struct hub *hub, struct hub_stream *stream)
{
    const struct event *event = stream->head;
    bool last = stream == &hub->stream[hub->streams - 1];

    switch (event->kind) {
    case EVENT_BEGUN:
    case EVENT_CHANGED:
    case EVENT_GOES_ON:
    case EVENT_SO_FAR:
    case EVENT_ENDED:
        tell_flow(hub, (const struct event_flow *)(const void *)event);
        break;
    case EVENT_ENDPOINT:
        tell_endpoint(hub, &((const struct event_endpoint *)(const void *)event)->endpoint);
        break;
    case EVENT_INTERVAL:
        gather_add(&hub->gather, (const struct event_interval *)(const void *)event);
        if (last)
            tell_interval(hub);
        break;
    case EVENT_RULES:
        take_rules(hub, (const struct event_rules *)(const void *)event, last);
        break;
    case EVENT_MARK:
        hub->alive |= last;
        break;
    case EVENT_END:
        stream->ended = true;
        hub->ended++;
        break;
    }
    stream->head = NULL;
}

/* The stream whose next event goes before those of the others; NULL if one has not told its next for so long
 * that the sinks are to be told that time passes. */
static struct hub_stream *choose(struct hub *hub)
{
    struct hub_stream *first = NULL;

    for (struct hub_stream *s = hub->stream; s < hub->stream + hub->streams; s++) {
        if (s->ended)
            continue;
        if (!s->head)
            s->head = ring_get(s->ring, TICK / MILLISECOND);
        if (!s->head)
            return NULL;
        if (!first || s->head->number < first->head->number)
            first = s;
    }
    return first;
}

void *hub_run(void *user)
{
    struct hub *hub = user;

    while (hub->ended < hub->streams) {
        struct hub_stream *stream = choose(hub);
        if (stream)
            take(hub, stream);
        tell_tick(hub);
    }
    close_sinks(hub);
    return NULL;
}
