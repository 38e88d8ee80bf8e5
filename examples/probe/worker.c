/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include "examples/probe/complain.h"
#include "examples/probe/flow.h"
#include "examples/probe/judge.h"
#include "examples/probe/post.h"
#include "examples/probe/sinks.h"
#include "examples/probe/worker.h"

#define IN_BATCHES       64
#define IN_BATCH         ((size_t)128 << 10) /* the longest packet fits */
#define OUT_BATCHES      64
#define OUT_BATCH        ((size_t)64 << 10)
#define ACCOUNTS         131072 /* of one interval; what is beyond is nobody's */
#define ACTIVITY_RECORDS 65535  /* as many as there can be */

static bool no_memory(const char *what)
{
    complain("%s: out of memory", what);
    return false;
}

/* The part of one worker, and with several an eighth more: hosts are not all alike. */
static uint32_t share(uint32_t all, uint32_t workers)
{
    uint32_t part = all / workers + (all % workers != 0);

    return workers == 1 || part == 0 ? part : part + part / 8 + 1;
}

static bool make_engine(struct worker *worker, const struct settings *wanted, const uint64_t seed[2])
{
    struct skypedpi_settings settings;
    bool live = wanted->interfaces.count > 0;

    skypedpi_settings_init(&settings);
    settings.max_flows = share(wanted->max_flows, wanted->workers);
    settings.max_endpoints = share(wanted->max_endpoints, wanted->workers);
    settings.activity_records = ACTIVITY_RECORDS;
    if (live) /* of a file every run is to say the same, and what an engine estimates hangs on its seed */
        memcpy(settings.hash_seed, seed, sizeof(settings.hash_seed));
    settings.user = worker;
    settings.on_verdict = flow_on_verdict;
    settings.on_evidence = flow_on_evidence;
    settings.on_attempt = flow_on_attempt;
    settings.on_endpoint = flow_on_endpoint;
    int result = skypedpi_engine_new(worker->rules->db, &settings, &worker->engine);
    if (result < 0)
        complain("the engine: %s", skypedpi_error_text(result));
    return result >= 0;
}

static bool make_table(struct worker *worker, const struct settings *wanted, const uint64_t seed[2])
{
    struct skypedpi_table_settings settings;

    skypedpi_table_settings_init(&settings);
    settings.capacity = share(wanted->max_flows, wanted->workers);
    memcpy(settings.hash_seed, seed, sizeof(settings.hash_seed));
    settings.user = worker;
    settings.on_end = flow_on_end;
    int result = skypedpi_table_new(&settings, &worker->table);
    if (result < 0)
        complain("the flow table: %s", skypedpi_error_text(result));
    return result >= 0 && (rows_open(&worker->rows, settings.capacity) || no_memory("the flow table"));
}

static bool make_accounts(struct worker *worker)
{
    for (unsigned i = 0; i < 2; i++)
        if (skypedpi_accounts_new(ACCOUNTS, NULL, &worker->accounts[i]) < 0)
            return no_memory("accounts");
    return true;
}

bool worker_open(struct worker *worker, const struct settings *settings, const struct rulebook *rules)
{
    uint64_t seed[2];

    *worker = (struct worker){.rules = rules,
                              .minute = UINT64_MAX,
                              .active = sinks_active(settings),
                              .looking = sinks_looking(settings)};
    sem_init(&worker->spare, 0, 1);
    bool in = ring_open(&worker->in, IN_BATCHES, IN_BATCH);
    bool out = ring_open(&worker->out, OUT_BATCHES, OUT_BATCH);
    if (!in || !out)
        return no_memory("queues");
    if (getrandom(seed, sizeof(seed), 0) != (ssize_t)sizeof(seed)) {
        complain("random numbers: %s", strerror(errno));
        return false;
    }
    return make_engine(worker, settings, seed) && make_table(worker, settings, seed) && make_accounts(worker);
}

void worker_close(struct worker *worker)
{
    skypedpi_accounts_free(worker->accounts[0]);
    skypedpi_accounts_free(worker->accounts[1]);
    rows_close(&worker->rows);
    skypedpi_table_free(worker->table);
    skypedpi_engine_free(worker->engine);
    ring_close(&worker->in);
    ring_close(&worker->out);
    sem_destroy(&worker->spare);
}

/* ---- orders ---- */

static void take_tick(struct worker *worker, const struct order_tick *tick)
{
    bool last = tick->order.kind == ORDER_END;

    worker->second = tick->time;
    if (last)
        skypedpi_table_flush(worker->table);
    else
        skypedpi_table_expire(worker->table, tick->time);
    skypedpi_engine_tick(worker->engine, tick->time);
    flow_look_around(worker);
    if (tick->news.end)
        post_interval(worker, tick);
    post_event(worker, last ? EVENT_END : EVENT_MARK);
    ring_flush(&worker->out);
}

/* The event goes first: what comes after it has the numbers of the new rules. */
static void take_rules(struct worker *worker, const struct order_rules *order)
{
    post_rules(worker, order->rules);
    worker->rules = order->rules;
    judge_result(worker, skypedpi_engine_set_db(worker->engine, worker->rules->db));
    worker->minute = UINT64_MAX;
    skypedpi_table_walk(worker->table, flow_judge_anew, worker);
    ring_flush(&worker->out);
}

static void take_mark(struct worker *worker)
{
    post_event(worker, EVENT_MARK);
    ring_flush(&worker->out);
}

static void take(struct worker *worker, struct order *order)
{
    worker->number = order->number;
    switch (order->kind) {
    case ORDER_PACKET:
        flow_packet(worker, (struct order_packet *)(void *)order);
        break;
    case ORDER_TICK:
    case ORDER_END:
        take_tick(worker, (const struct order_tick *)(const void *)order);
        break;
    case ORDER_RULES:
        take_rules(worker, (const struct order_rules *)(const void *)order);
        break;
    case ORDER_MARK:
        take_mark(worker);
        break;
    }
}

/* Announces the packets among the next orders; how many orders that were. */
static unsigned look_ahead(struct worker *worker, struct order *order)
{
    const struct skypedpi_frame *frames[FLOW_AHEAD];
    size_t packets = 0;
    unsigned orders = 0;

    for (; order && orders < FLOW_AHEAD; order = ring_behind(&worker->in, order), orders++)
        if (order->kind == ORDER_PACKET)
            frames[packets++] = &((const struct order_packet *)(const void *)order)->frame;
    flow_announce(worker, frames, packets);
    return orders;
}

void *worker_run(void *user)
{
    struct worker *worker = user;
    struct order *order;
    unsigned announced = 0;

    do {
        order = ring_get(&worker->in, 0);
        if (!order) { /* nothing to do: the hub may have what is there */
            ring_flush(&worker->out);
            order = ring_get(&worker->in, RING_FOREVER);
        }
        if (announced == 0)
            announced = look_ahead(worker, order);
        announced--;
        take(worker, order);
    } while (order->kind != ORDER_END);
    return NULL;
}
