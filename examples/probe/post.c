/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <string.h>
#include "examples/probe/clock.h"
#include "examples/probe/post.h"
#include "examples/probe/usage.h"

static struct event event_of(const struct worker *worker, enum event_kind kind)
{
    return (struct event){worker->number, kind};
}

void post_event(struct worker *worker, enum event_kind kind)
{
    *(struct event *)ring_put(&worker->out, sizeof(struct event)) = event_of(worker, kind);
}

static void shift_verdict(struct skypedpi_verdict *verdict, uint64_t ahead)
{
    if (verdict->call_start) {
        verdict->call_start = clock_shown(verdict->call_start, ahead);
        verdict->call_end = clock_shown(verdict->call_end, ahead);
    }
}

static void fill_record(struct skypedpi_record *record, const struct row *row,
                        const struct skypedpi_verdict *verdict, bool ended)
{
    *record = (struct skypedpi_record){.size = sizeof(*record),
                                       .user = row->key.user,
                                       .id = row->id,
                                       .first = clock_shown(row->first, row->ahead),
                                       .last = clock_shown(row->last, row->ahead),
                                       .verdict = *verdict,
                                       .decision = row->decision,
                                       .group = row->key.group,
                                       .ended = ended};
    memcpy(record->usage.packets, row->packets, sizeof(row->packets));
    memcpy(record->usage.bytes, row->bytes, sizeof(row->bytes));
    record->usage.flows = ended;
    if (ended)
        usage_add_calls(&record->usage, verdict);
    shift_verdict(&record->verdict, row->ahead);
}

static void fill_evidence(struct event_flow *event, const struct row *row)
{
    for (uint32_t i = 0; row->evidence && i < event->evidence_count; i++) {
        event->evidence[i] = row->evidence->item[i];
        event->evidence[i].time = clock_shown(event->evidence[i].time, row->ahead);
    }
}

void post_flow(struct worker *worker, enum event_kind kind, const struct skypedpi_tuple *tuple,
               const struct row *row, const struct skypedpi_verdict *verdict, unsigned why)
{
    uint32_t count = row->evidence ? row->evidence->count : 0;
    struct event_flow *event = ring_put(&worker->out, sizeof(*event) + count * sizeof(*event->evidence));

    *event = (struct event_flow){.event = event_of(worker, kind),
                                 .attempt = row->attempt,
                                 .evidence_count = count,
                                 .evidence_lost = row->evidence_lost};
    fill_record(&event->record, row, verdict, kind == EVENT_ENDED);
    event->record.tuple = *tuple;
    event->record.why = (uint16_t)why;
    fill_evidence(event, row);
}

void post_endpoint(struct worker *worker, const struct skypedpi_endpoint *endpoint)
{
    struct event_endpoint *event = ring_put(&worker->out, sizeof(*event));

    *event = (struct event_endpoint){event_of(worker, EVENT_ENDPOINT), *endpoint};
    event->endpoint.first = clock_shown(endpoint->first, worker->ahead);
    event->endpoint.time = clock_shown(endpoint->time, worker->ahead);
}

static struct worker_news news_of(const struct worker *worker)
{
    struct skypedpi_table_stats table = {.size = sizeof(table)};
    struct skypedpi_stats engine = {.size = sizeof(engine)};

    skypedpi_table_stats(worker->table, &table);
    skypedpi_engine_stats(worker->engine, &engine);
    return (struct worker_news){.opened = table.opened,
                                .evicted = table.evicted,
                                .refused = table.refused,
                                .endpoints_known = engine.endpoints_known,
                                .one_way = worker->one_way,
                                .two_way = worker->two_way,
                                .open = table.open,
                                .room = worker->rows.capacity};
}

/* The hub takes the accounts along; what comes now goes to the other ones, when it has given them back. */
void post_interval(struct worker *worker, const struct order_tick *tick)
{
    struct event_interval *event = ring_put(&worker->out, sizeof(*event));

    *event = (struct event_interval){.event = event_of(worker, EVENT_INTERVAL),
                                     .time = tick->time,
                                     .reader = tick->news,
                                     .unfollowed = worker->unfollowed,
                                     .worker = news_of(worker),
                                     .accounts = worker->accounts[worker->filling],
                                     .spare = &worker->spare};
    worker->unfollowed = (struct skypedpi_usage){0};
    worker->filling = !worker->filling;
    ring_flush(&worker->out);
    while (sem_wait(&worker->spare) != 0 && errno == EINTR)
        ;
}

void post_rules(struct worker *worker, struct rulebook *rules)
{
    struct event_rules *event = ring_put(&worker->out, sizeof(*event));

    *event = (struct event_rules){event_of(worker, EVENT_RULES), rules};
}
