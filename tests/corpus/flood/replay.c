/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <skypedpi/kit/table.h>
#include "tests/corpus/flood/replay.h"

#define TIMEOUT (3600 * SECOND) /* flows of the capture end with it */
#define BATCH   1024

struct open_forged {
    skypedpi_flow *flow;
    enum forge_kind kind;
};

struct run {
    struct replay *replay;
    skypedpi_engine *engine;
    skypedpi_table *table;
    struct skypedpi_allocator allocator;
    uint64_t taken; /* bytes, through it */
    uint64_t forged;
    bool failed;
    struct forged batch[BATCH];
    struct open_forged open[REPLAY_FORGED_OPEN]; /* a ring */
};

static bool check(struct run *run, int result)
{
    if (result < 0 && !run->failed) {
        run->failed = true;
        complain("the engine: %s", skypedpi_error_text(result));
    }
    return result >= 0;
}

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_nsec;
}

static void close_forged(struct run *run, struct open_forged *open)
{
    struct skypedpi_verdict verdict = {.size = sizeof(verdict)};

    if (open->flow) {
        check(run, skypedpi_flow_close(run->engine, open->flow, &verdict));
        run->replay->called[open->kind] += verdict.application == SKYPEDPI_APPLICATION_SKYPE;
        open->flow = NULL;
    }
}

static void feed_forged(struct run *run, const struct forged *forged, uint64_t time)
{
    struct open_forged *open = &run->open[run->forged++ % REPLAY_FORGED_OPEN];
    const struct skypedpi_packet packet = {.size = sizeof(packet),
                                           .time = time,
                                           .length = forged->length,
                                           .captured = forged->length,
                                           .payload = forged->payload};

    close_forged(run, open);
    open->kind = forged->kind;
    if (check(run, skypedpi_flow_open(run->engine, &forged->tuple, &open->flow))) {
        check(run, skypedpi_flow_feed(run->engine, open->flow, &packet));
    }
}

/* The forged packets between two of the capture. They are made outside the time that is measured. */
static void flood(struct run *run, uint64_t count, uint64_t from, uint64_t to)
{
    uint64_t step = to > from ? (to - from) / (count + 1) : 0;

    for (uint64_t done = 0; done < count;) {
        size_t part = count - done < BATCH ? (size_t)(count - done) : BATCH;
        for (size_t i = 0; i < part; i++) {
            forge_make(&run->replay->forge, &run->batch[i]);
            run->replay->made[run->batch[i].kind]++;
        }
        uint64_t begin = now();
        for (size_t i = 0; i < part; i++) {
            feed_forged(run, &run->batch[i], from + ++done * step);
        }
        run->replay->nanoseconds += now() - begin;
    }
}

static void on_ended(void *user, struct skypedpi_table_entry *entry, unsigned why)
{
    struct run *run = user;
    struct replay_flow *flow = entry->user;

    (void)why;
    if (flow) {
        flow->verdict.size = sizeof(flow->verdict);
        check(run, skypedpi_flow_close(run->engine, flow->flow, &flow->verdict));
    }
}

static bool open_flow(struct run *run, struct skypedpi_table_entry *entry)
{
    if (run->replay->flows == REPLAY_FLOWS) {
        run->failed = true;
        return complain("more than %d flows in the capture", REPLAY_FLOWS);
    }
    struct replay_flow *flow = &run->replay->flow[run->replay->flows++];
    flow->tuple = entry->tuple;
    entry->user = flow;
    return check(run, skypedpi_flow_open(run->engine, &entry->tuple, &flow->flow));
}

static void feed_own(struct run *run, const struct packets *capture, const struct packet *p)
{
    struct skypedpi_frame f = {.size = sizeof(f)};
    bool reverse;

    if (skypedpi_frame_decode(capture->link, p->data, p->captured, p->length, &f) != SKYPEDPI_FRAME_OK) {
        return;
    }
    struct skypedpi_table_entry *entry = skypedpi_table_find(run->table, &f, p->length, p->time, &reverse);
    if (!entry || (!entry->user && !open_flow(run, entry))) {
        return;
    }
    struct skypedpi_packet packet = {.size = sizeof(packet)};
    check(run, skypedpi_frame_packet(&f, reverse, p->time, &packet));
    const struct replay_flow *flow = entry->user;
    check(run, skypedpi_flow_feed(run->engine, flow->flow, &packet));
}

static void feed_all(struct run *run, const struct packets *capture)
{
    uint64_t before = capture->count ? capture->at[0].time : 0;

    memory_read(&run->replay->before, run->engine, run->taken);
    for (size_t i = 0; i < capture->count && !run->failed; i++) {
        const struct packet *p = &capture->at[i];
        flood(run, run->replay->count * (i + 1) / capture->count - run->forged, before, p->time);
        feed_own(run, capture, p);
        before = p->time > before ? p->time : before;
    }
    for (size_t i = 0; i < REPLAY_FORGED_OPEN; i++) {
        close_forged(run, &run->open[i]);
    }
    skypedpi_table_flush(run->table);
    memory_read(&run->replay->after, run->engine, run->taken);
}

static bool make_engine(struct run *run)
{
    struct skypedpi_settings settings;
    skypedpi_db *db;

    skypedpi_settings_init(&settings);
    settings.max_flows = REPLAY_FORGED_OPEN + REPLAY_FLOWS;
    settings.hash_seed[0] = UINT64_C(0x243f6a8885a308d3); /* pi: random enough, and the same every time */
    settings.hash_seed[1] = UINT64_C(0x13198a2e03707344);
    settings.allocator = &run->allocator;
    if (!check(run, skypedpi_db_builtin(&db))) {
        return false;
    }
    bool good = check(run, skypedpi_engine_new(db, &settings, &run->engine));
    skypedpi_db_unref(db);
    return good;
}

static bool make_table(struct run *run)
{
    struct skypedpi_table_settings settings;

    skypedpi_table_settings_init(&settings);
    settings.capacity = REPLAY_FLOWS;
    settings.udp_timeout = settings.tcp_timeout = settings.closed_timeout = TIMEOUT;
    settings.user = run;
    settings.on_end = on_ended;
    settings.allocator = &run->allocator;
    return skypedpi_table_new(&settings, &run->table) == SKYPEDPI_OK || complain("out of memory");
}

bool replay_run(struct replay *replay, const struct packets *capture)
{
    uint64_t unused = 0;
    struct run *run = memory_allocate(&unused, sizeof(*run));

    if (!run) {
        return complain("out of memory");
    }
    memset(run, 0, sizeof(*run));
    run->replay = replay;
    run->allocator = (struct skypedpi_allocator){&run->taken, memory_allocate, memory_release};
    if (make_engine(run) && make_table(run)) {
        feed_all(run, capture);
    } else {
        run->failed = true;
    }
    bool good = !run->failed;
    skypedpi_table_free(run->table);
    skypedpi_engine_free(run->engine);
    free(run);
    return good;
}
