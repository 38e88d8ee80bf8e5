/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include "tests/bench/flows.h"
#include "tests/bench/memory.h"
#include "tests/bench/sample.h"

/* bench-growth: what a packet costs with ever more flows open, in engines and tables that have room for the
 * most. Flows are drawn at random; each packet measured is the second of its flow. */

#define MOST         10000000u
#define STRIDE       UINT64_C(2654435761) /* a prime: visits all flows in an order that looks like none */
#define BATCH        1000                 /* flows of which the second packet is timed in a row */
#define BATCHES      100
#define GROWTH_BOUND 2 /* times */
#define BYTES        (UINT64_C(300) * MOST)

static const uint32_t sizes[] = {1000, 10000, 100000, 1000000, MOST};
enum { SIZES = sizeof(sizes) / sizeof(*sizes) };

struct field {
    uint32_t flows;
    uint64_t at; /* in the order of drawing */
    skypedpi_engine *engine;
    skypedpi_table *table; /* NULL: the flow is at hand */
    skypedpi_flow **flow;
};

static skypedpi_flow **place(struct field *field, uint32_t number, const struct skypedpi_frame *f)
{
    bool reverse;

    if (!field->table) {
        return &field->flow[number];
    }
    return (skypedpi_flow **)&skypedpi_table_find(field->table, f, f->length, 0, &reverse)->user;
}

static inline void feed(struct field *field, uint32_t number, const struct skypedpi_frame *f)
{
    const struct skypedpi_packet packet = skypedpi_frame_packet(f, false, 0);

    skypedpi_flow_feed(field->engine, *place(field, number, f), &packet);
}

static void begin_flow(struct field *field, uint32_t number)
{
    const struct skypedpi_frame f = flows_frame(number, 0);
    const struct skypedpi_tuple tuple = flows_tuple(&f);

    if (skypedpi_flow_open(field->engine, &tuple, place(field, number, &f)) != SKYPEDPI_OK) {
        give_up("a flow cannot be opened");
    }
    feed(field, number, &f);
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

/* Flows that were used begin anew, outside the time. */
static uint64_t time_batch(struct field *field)
{
    static struct skypedpi_frame frame[BATCH];
    static uint32_t number[BATCH];

    for (size_t i = 0; i < BATCH; i++) {
        number[i] = (uint32_t)(field->at++ * STRIDE % field->flows);
        frame[i] = flows_frame(number[i], 1);
    }
    uint64_t begin = clock_nanoseconds();
    for (size_t i = 0; i < BATCH; i++) {
        feed(field, number[i], &frame[i]);
    }
    uint64_t time = clock_nanoseconds() - begin;
    for (size_t i = 0; i < BATCH; i++) {
        skypedpi_flow **flow = place(field, number[i], &frame[i]);
        if (skypedpi_flow_close(field->engine, *flow, NULL) != SKYPEDPI_OK) {
            give_up("a flow cannot be closed");
        }
        begin_flow(field, number[i]);
    }
    return time;
}

static double time_field(struct field *field)
{
    uint64_t time = 0;

    for (int i = 0; i < BATCHES; i++) {
        time += time_batch(field);
    }
    return (double)time / (BATCH * BATCHES);
}

static void measure(const char *what, bool with_table)
{
    struct field field[SIZES];
    struct sample sample[SIZES];

    for (size_t i = 0; i < SIZES; i++) {
        open_field(&field[i], sizes[i], with_table);
    }
    for (int round = -1; round < ROUNDS; round++) {
        for (size_t i = 0; i < SIZES; i++) {
            double time = time_field(&field[i]);
            if (round >= 0) {
                sample[i].value[round] = time;
            }
        }
    }
    for (size_t i = 0; i < SIZES; i++) {
        row_sample(&sample[i], "ns/packet", UNBOUNDED, 0, "growth/%s/%u flows", what, sizes[i]);
        close_field(&field[i]);
    }
    struct sample growth = sample_ratio(&sample[SIZES - 1], &sample[1]);
    row_sample(&growth, "times", AT_MOST, GROWTH_BOUND, "growth/%s/%u per %u flows", what, MOST, sizes[1]);
}

int main(void)
{
    if (memory_available() < BYTES) {
        fputs("bench-growth: too little free memory for 10 million flows: left out\n", stderr);
        return EXIT_SUCCESS;
    }
    measure("engine", false);
    measure("engine and table", true);
    return EXIT_SUCCESS;
}
