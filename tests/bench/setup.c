/* SPDX-License-Identifier: BSD-2-Clause */
#include <malloc.h>
#include <ndpi_api.h>
#include <stdlib.h>
#include <skypedpi/skypedpi.h>
#include "tests/bench/flows.h"
#include "tests/bench/sample.h"

/* bench-setup: what it takes to begin, to put another database in place, and to hold a flow and an endpoint. */

#define FLOW_BOUND     128 /* bytes */
#define ENDPOINT_BOUND 192
#define FLOWS          65536
#define SAMPLES        10000 /* flows that libndpi is asked to hold */

static void *take(void *user, size_t bytes)
{
    *(uint64_t *)user += bytes;
    return malloc(bytes);
}

static void give(void *user, void *memory)
{
    (void)user;
    free(memory);
}

/* Bytes an engine takes through its allocator. */
static uint64_t engine_bytes(skypedpi_db *db, uint32_t flows, uint32_t endpoints)
{
    uint64_t taken = 0;
    const struct skypedpi_allocator allocator = {&taken, take, give};
    struct skypedpi_settings settings;
    skypedpi_engine *engine;

    skypedpi_settings_init(&settings);
    settings.max_flows = flows;
    settings.max_endpoints = endpoints;
    settings.allocator = &allocator;
    if (skypedpi_engine_new(db, &settings, &engine) != SKYPEDPI_OK) {
        give_up("the engine cannot be made");
    }
    skypedpi_engine_free(engine);
    return taken;
}

static void tell_state(skypedpi_db *db)
{
    double least = (double)engine_bytes(db, FLOWS, FLOWS);
    double flow = ((double)engine_bytes(db, 2 * FLOWS, FLOWS) - least) / FLOWS;
    double endpoint = ((double)engine_bytes(db, FLOWS, 2 * FLOWS) - least) / FLOWS;

    row_value(flow, "bytes", AT_MOST, FLOW_BOUND, "state/libskypedpi/flow");
    row_value(endpoint, "bytes", AT_MOST, ENDPOINT_BOUND, "state/libskypedpi/endpoint");
}

/* libndpi's allocator is one for all, and takes no pointer of the caller's. */
static uint64_t ndpi_bytes;

static void *ndpi_take(size_t bytes)
{
    void *memory = malloc(bytes);

    ndpi_bytes += malloc_usable_size(memory);
    return memory;
}

static void ndpi_give(void *memory)
{
    ndpi_bytes -= malloc_usable_size(memory);
    free(memory);
}

/* Undecided flows of one packet each. */
static void tell_ndpi_state(void)
{
    static struct slot slot[SAMPLES];
    struct stream stream = {0};

    for (uint32_t i = 0; i < SAMPLES; i++) {
        const struct skypedpi_frame f = flows_frame(i, 0);
        stream_add(&stream, &f, 0);
    }
    stream_finish(&stream);
    set_ndpi_malloc(ndpi_take);
    set_ndpi_free(ndpi_give);
    set_ndpi_flow_malloc(ndpi_take);
    set_ndpi_flow_free(ndpi_give);
    void *module = contest_ndpi.make(SAMPLES);
    uint64_t before = ndpi_bytes;
    for (uint32_t i = 0; i < SAMPLES; i++) {
        contest_ndpi.open(module, &slot[i], &stream.tuple[i]);
        contest_ndpi.feed(module, &slot[i], &stream.packet[i]);
    }
    row_value((double)(ndpi_bytes - before) / SAMPLES, "bytes", UNBOUNDED, 0, "state/libndpi/flow");
    for (uint32_t i = 0; i < SAMPLES; i++) {
        contest_ndpi.close(module, &slot[i]);
    }
    contest_ndpi.free(module);
    stream_free(&stream);
}

static double time_make(const struct contestant *who)
{
    uint64_t begin = clock_nanoseconds();
    void *self = who->make(FLOWS);
    uint64_t time = clock_nanoseconds() - begin;

    who->free(self);
    return (double)time / 1e6;
}

static void tell_setup(void)
{
    struct sample sample[FLOOR];

    for (int round = -1; round < ROUNDS; round++) {
        for (unsigned i = 0; i < FLOOR; i++) {
            double time = time_make(contestants[i]);
            if (round >= 0) {
                sample[i].value[round] = time;
            }
        }
    }
    for (unsigned i = 0; i < FLOOR; i++) {
        row_sample(&sample[i], "ms", UNBOUNDED, 0, "setup/%s", contestants[i]->name);
    }
}

/* Another database under open flows. */
static void tell_swap(skypedpi_db *db)
{
    skypedpi_engine *engine = contest_skypedpi.make(FLOWS);
    struct sample swap;
    skypedpi_flow *flow;
    skypedpi_db *other;

    if (skypedpi_db_builtin(&other) != SKYPEDPI_OK) {
        give_up("no second database");
    }
    for (uint32_t i = 0; i < FLOWS; i++) {
        const struct skypedpi_frame f = flows_frame(i, 0);
        const struct skypedpi_tuple tuple = flows_tuple(&f);
        struct skypedpi_packet packet = {.size = sizeof(packet)};
        if (skypedpi_frame_packet(&f, false, 0, &packet) != SKYPEDPI_OK ||
            skypedpi_flow_open(engine, &tuple, &flow) != SKYPEDPI_OK ||
            skypedpi_flow_feed(engine, flow, &packet) < 0) {
            give_up("a flow cannot be opened");
        }
    }
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t begin = clock_nanoseconds();
        skypedpi_engine_set_db(engine, round % 2 ? db : other);
        swap.value[round] = (double)(clock_nanoseconds() - begin) / 1e6;
    }
    row_sample(&swap, "ms", UNBOUNDED, 0, "swap/%d flows open", FLOWS);
    skypedpi_db_unref(other);
    skypedpi_engine_free(engine);
}

int main(void)
{
    skypedpi_db *db;

    if (skypedpi_db_builtin(&db) != SKYPEDPI_OK) {
        give_up("no database");
    }
    tell_state(db);
    tell_setup();
    tell_swap(db);
    tell_ndpi_state();
    skypedpi_db_unref(db);
    return EXIT_SUCCESS;
}
