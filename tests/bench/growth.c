/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include "tests/bench/flows.h"
#include "tests/bench/memory.h"
#include "tests/bench/sample.h"

/* bench-growth: what a packet costs with ever more flows open, in engines and tables that have room for the
 * most. Flows are drawn at random; each packet measured is the second of its flow. Packets come one at a time,
 * or in bursts: then the embedder announces a burst before it feeds it. */

#define MOST         10000000u
#define STRIDE       UINT64_C(2654435761) /* a prime: visits all flows in an order that looks like none */
#define BATCH        1024                 /* flows of which the second packet is timed in a row */
#define BATCHES      50
#define BURST        32
#define GROWTH_BOUND 2 /* times */
#define SECOND       UINT64_C(1000000000)
#define SECONDS      100 /* then time goes back: else flows would be idle */
#define BYTES        (UINT64_C(300) * MOST)

static const uint32_t sizes[] = {1000, 10000, 100000, 1000000, MOST};
enum { SIZES = sizeof(sizes) / sizeof(*sizes) };

struct field {
    uint32_t flows;
    uint64_t at; /* in the order of drawing */
    skypedpi_engine *engine;
    skypedpi_table *table; /* NULL: the flow is at hand */
    unsigned second, step; /* time, and what is added to it for each batch */
    skypedpi_flow **flow;
};

static skypedpi_flow **look_up(struct field *field, const struct skypedpi_frame *f)
{
    bool reverse;

    return (skypedpi_flow **)&skypedpi_table_find(field->table, f, f->length, field->second * SECOND, &reverse)
        ->user;
}

static skypedpi_flow **place(struct field *field, uint32_t number, const struct skypedpi_frame *f)
{
    return field->table ? look_up(field, f) : &field->flow[number];
}

static inline void feed(struct field *field, skypedpi_flow *flow, const struct skypedpi_frame *f)
{
    struct skypedpi_packet packet = {.size = sizeof(packet)};

    skypedpi_frame_packet(f, false, 0, &packet);
    skypedpi_flow_feed(field->engine, flow, &packet);
}

static void begin_flow(struct field *field, uint32_t number)
{
    const struct skypedpi_frame f = flows_frame(number, 0);
    const struct skypedpi_tuple tuple = flows_tuple(&f);
    skypedpi_flow **flow = place(field, number, &f);

    if (skypedpi_flow_open(field->engine, &tuple, flow) != SKYPEDPI_OK) {
        give_up("a flow cannot be opened");
    }
    feed(field, *flow, &f);
}

static void open_field(struct field *field, uint32_t flows, bool with_table)
{
    *field = (struct field){.flows = flows, .engine = contest_skypedpi.make(MOST)};
    if (with_table) {
        field->table = stream_table(MOST, NULL, NULL);
    } else {
        field->flow = checked(malloc(flows * sizeof(skypedpi_flow *)));
    }
    for (uint32_t i = 0; i < flows; i++) {
        begin_flow(field, i);
    }
}

static void close_field(struct field *field)
{
    skypedpi_engine_free(field->engine);
    skypedpi_table_free(field->table);
    free(field->flow);
}

static void announce(const struct field *field, void **flow, const struct skypedpi_frame *frame)
{
    const struct skypedpi_frame *frames[BURST];

    for (size_t i = 0; i < BURST; i++) {
        frames[i] = &frame[i];
    }
    if (field->table) {
        skypedpi_table_prefetch(field->table, frames, BURST, flow);
    }
    for (size_t i = 0; i < BURST; i++) {
        skypedpi_flow_prefetch(flow[i]);
    }
}

static void feed_batch(struct field *field, void **flow, const struct skypedpi_frame *frame, bool bursts)
{
    for (size_t i = 0; i < BATCH; i++) {
        if (bursts && i % BURST == 0) {
            announce(field, flow + i, frame + i);
        }
        feed(field, field->table ? *look_up(field, &frame[i]) : flow[i], &frame[i]);
    }
}

/* Without a table its flow comes with each packet: what finds it would be another's. Flows that were used begin
 * anew. Both outside the time. */
static uint64_t time_batch(struct field *field, bool bursts)
{
    static struct skypedpi_frame frame[BATCH];
    static uint32_t number[BATCH];
    static void *flow[BATCH];

    field->second = (field->second + field->step) % SECONDS;
    for (size_t i = 0; i < BATCH; i++) {
        number[i] = (uint32_t)(field->at++ * STRIDE % field->flows);
        frame[i] = flows_frame(number[i], 1);
        flow[i] = field->table ? NULL : field->flow[number[i]];
    }
    uint64_t begin = processor_nanoseconds();
    feed_batch(field, flow, frame, bursts);
    uint64_t time = processor_nanoseconds() - begin;
    for (size_t i = 0; i < BATCH; i++) {
        if (skypedpi_flow_close(field->engine, *place(field, number[i], &frame[i]), NULL) != SKYPEDPI_OK) {
            give_up("a flow cannot be closed");
        }
        begin_flow(field, number[i]);
    }
    return time;
}

static double time_field(struct field *field, bool bursts)
{
    uint64_t time = 0;

    for (int i = 0; i < BATCHES; i++) {
        time += time_batch(field, bursts);
    }
    return (double)time / (BATCH * BATCHES);
}

static void tell(const char *what, const char *how, const struct sample *sample, enum bound bound)
{
    for (size_t i = 0; i < SIZES; i++) {
        row_sample(&sample[i], "ns/packet", UNBOUNDED, 0, "growth/%s, %s/%u flows", what, how, sizes[i]);
    }
    struct sample growth = sample_ratio(&sample[SIZES - 1], &sample[1]);
    row_sample(&growth, "times", bound, GROWTH_BOUND, "growth/%s, %s/%u per %u flows", what, how, MOST,
               sizes[1]);
}

/* With a step of 0 a flow's last packet was in the same second, with 1 in another. */
static void measure(const char *what, bool with_table, unsigned step)
{
    struct field field[SIZES];
    struct sample single[SIZES], burst[SIZES];

    for (size_t i = 0; i < SIZES; i++) {
        open_field(&field[i], sizes[i], with_table);
        field[i].step = step;
    }
    for (int round = -1; round < ROUNDS; round++) {
        for (size_t i = 0; i < SIZES; i++) {
            double one_by_one = time_field(&field[i], false), in_bursts = time_field(&field[i], true);
            if (round >= 0) {
                single[i].value[round] = one_by_one;
                burst[i].value[round] = in_bursts;
            }
        }
    }
    tell(what, "one by one", single, UNBOUNDED);
    tell(what, "in bursts", burst, AT_MOST);
    for (size_t i = 0; i < SIZES; i++) {
        close_field(&field[i]);
    }
}

int main(void)
{
    if (memory_available() < BYTES) {
        fputs("bench-growth: too little free memory for 10 million flows: left out\n", stderr);
        return EXIT_SUCCESS;
    }
    measure("engine", false, 0);
    measure("engine and table", true, 0);
    measure("engine and table after a second", true, 1);
    return EXIT_SUCCESS;
}
