/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"
#include "tests/api/heap.h"

/* From skypedpi_engine_new() to skypedpi_engine_free() nothing is allocated and nothing freed. */

static void *counting_allocate(void *user, size_t bytes)
{
    ++*(long *)user;
    return malloc(bytes);
}

static void counting_release(void *user, void *memory)
{
    ++*(long *)user;
    free(memory);
}

static unsigned heard; /* so that the callbacks are there */

static void on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *verdict)
{
    (void)user;
    (void)flow;
    heard += verdict->confidence;
}

static void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *evidence)
{
    (void)user;
    (void)flow;
    heard += evidence->weight;
}

/* Packets of every kind: in order, early, lost, short, for readers and for natives. */
static void traffic(skypedpi_engine *engine, skypedpi_db *other, unsigned round)
{
    static const char get[] =
        "GET /ui/2/1.2.0.18/en/getlatestversion?ver=1.2.0.18 HTTP/1.1\r\nHost: ui.skype.com\r\n\r\n";
    struct skypedpi_tuple tuple = tuple_of(round % 2 ? TCP : UDP);
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    struct skypedpi_stats stats = {.size = sizeof stats};
    skypedpi_flow *flow = NULL;
    tuple.destination_port = round % 3 ? 12340 : 80;
    if (skypedpi_flow_open(engine, &tuple, &flow) != SKYPEDPI_OK)
        abort();
    for (uint32_t i = 0; i < 40; i++) {
        uint32_t step = 1 + (round * 7 + i) % 20;
        struct skypedpi_packet p = packet_of((round + i) % 2, round * 100 + i * 10, get, sizeof get - 1);
        p.sequence = i * step * 5 % 300;
        p.acknowledgement = i * 3;
        p.tcp_flags = i % 3 ? SKYPEDPI_TCP_ACK : 0;
        p.captured = p.length - (i % 4 == 3 ? 20 : 0);
        if (skypedpi_flow_feed(engine, flow, &p) < 0 ||
            skypedpi_flow_verdict(engine, flow, &verdict) != SKYPEDPI_OK)
            abort();
    }
    skypedpi_engine_tick(engine, round * 1000000000ull);
    skypedpi_engine_set_db(engine, other);
    skypedpi_engine_stats(engine, &stats);
    if (round % 5) /* some stay open */
        skypedpi_flow_close(engine, flow, &verdict);
}

START_TEST(nothing_is_allocated_while_packets_flow)
{
    long asked = 0;
    const struct skypedpi_allocator allocator = {&asked, counting_allocate, counting_release};
    struct skypedpi_settings settings = settings_small();
    skypedpi_db *db = db_builtin(), *other = db_builtin();
    settings.allocator = &allocator;
    settings.max_flows = 100;
    settings.on_verdict = on_verdict;
    settings.on_evidence = on_evidence;
    skypedpi_engine *engine = engine_of(db, &settings);
    long before = asked;
    ck_assert_int_gt(before, 0);
    heap_arm(0);
    for (unsigned round = 0; round < 300; round++)
        traffic(engine, round % 2 ? db : other, round);
    const struct heap quiet = heap;
    ck_assert_int_eq(quiet.asked, 0);
    ck_assert_int_eq(quiet.released, 0);
    ck_assert_int_eq(asked, before);
    ck_assert_uint_gt(heard, 0);
    heap_arm(0); /* and the watch works */
    skypedpi_engine_free(engine);
    ck_assert_int_gt(heap.released, 0);
    skypedpi_db_unref(db);
    skypedpi_db_unref(other);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {nothing_is_allocated_while_packets_flow};
    return run_tests("api/quiet", tests, COUNT(tests));
}
