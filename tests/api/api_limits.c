/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/sets.h"

/* What an engine spends on a flow: packets, stream buffers, and the counters that tell it. */

/* ---- budgets ---- */

static void check_budget(uint8_t transport, uint32_t udp_budget, uint32_t tcp_budget, unsigned expected)
{
    struct skypedpi_settings settings = settings_small();
    skypedpi_db *db = db_of(SET);
    settings.udp_budget = udp_budget;
    settings.tcp_budget = tcp_budget;
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *flow = flow_of(engine, transport);
    struct skypedpi_packet p = packet_of(0, 1, "abcd", 4), empty = packet_of(0, 1, NULL, 0);
    for (unsigned i = 1; i <= expected; i++) {
        ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &empty), SKYPEDPI_OK); /* costs nothing */
        ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &p), i < expected ? SKYPEDPI_OK : SKYPEDPI_DONE);
        p.sequence += 4;
        empty.sequence = p.sequence;
    }
    const struct skypedpi_verdict v = verdict_of(engine, flow);
    ck_assert_uint_eq(v.packets, expected);
    ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(v.decided_packet, 0);
    ck_assert(v.flags & SKYPEDPI_FLAG_BUDGET);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}

START_TEST(budgets)
{
    check_budget(UDP, 3, 7, 3);
    check_budget(TCP, 3, 7, 7);
    check_budget(UDP, 1, 1, 1);
    check_budget(UDP, 32, 48, 32);
    check_budget(TCP, 32, 48, 48);
}
END_TEST

/* What was likely when the budget ran out is final then. */
START_TEST(a_likely_verdict_outlives_its_budget)
{
    struct skypedpi_settings settings = settings_small();
    skypedpi_db *db = db_of(SET);
    settings.udp_budget = 3;
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "abcd"), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, flow, 0, 2, "ab"), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, flow, 0, 3, "abcd"), SKYPEDPI_DONE);
    const struct skypedpi_verdict v = verdict_of(engine, flow);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(v.confidence, 50);
    ck_assert_uint_eq(v.decided_packet, 2);
    ck_assert_uint_eq(v.flags, SKYPEDPI_FLAG_BUDGET | SKYPEDPI_FLAG_ONE_WAY);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

/* ---- counters ---- */

START_TEST(counters)
{
    skypedpi_engine *engine = engine_small();
    struct skypedpi_stats s = stats_of(engine);
    ck_assert_uint_gt(s.memory, 8 * 128);
    ck_assert(!s.flows_open && !s.flows_opened && !s.packets && !s.messages && !s.programs && !s.evidence);
    skypedpi_flow *flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 1, "abcd"); /* of no signature's length: no program runs */
    feed(engine, flow, 0, 2, "a");
    feed(engine, flow, 0, 3, "ab");
    s = stats_of(engine);
    ck_assert(s.flows_open == 1 && s.packets == 3 && s.messages == 3 && s.programs == 2 && s.evidence == 2);
    skypedpi_flow_close(engine, flow, NULL);
    s = stats_of(engine);
    ck_assert(s.flows_open == 0 && s.flows_opened == 1);
    ck_assert(!s.flows_refused && !s.packets_decided && !s.buffers_stolen && !s.natives_refused);
    skypedpi_engine_free(engine);
}
END_TEST

/* ---- stream buffers ---- */

static struct skypedpi_packet segment_of(uint32_t sequence, uint64_t ms)
{
    struct skypedpi_packet p = packet_of(0, ms, "abcd", 4);
    p.tcp_flags = SKYPEDPI_TCP_ACK;
    p.sequence = sequence;
    return p;
}

/* More flows wait for bytes than there are buffers: the oldest gives way, and says so. */
START_TEST(buffers_are_taken_from_the_oldest)
{
    struct skypedpi_settings settings = settings_small();
    skypedpi_db *db = db_of(SET);
    skypedpi_flow *flow[3];
    settings.stream_buffers = 2;
    skypedpi_engine *engine = engine_of(db, &settings);
    for (unsigned i = 0; i < COUNT(flow); i++) {
        flow[i] = flow_of(engine, TCP);
        const struct skypedpi_packet first = segment_of(100, 1 + i), early = segment_of(200, 1 + i);
        ck_assert_int_eq(skypedpi_flow_feed(engine, flow[i], &first), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_flow_feed(engine, flow[i], &early), SKYPEDPI_OK);
    }
    ck_assert_uint_eq(stats_of(engine).buffers_stolen, 1);
    ck_assert(verdict_of(engine, flow[0]).flags & SKYPEDPI_FLAG_SHORT_POOL);
    ck_assert(!(verdict_of(engine, flow[1]).flags & SKYPEDPI_FLAG_SHORT_POOL));
    ck_assert(!(verdict_of(engine, flow[2]).flags & SKYPEDPI_FLAG_SHORT_POOL));
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(tick_gives_buffers_of_silent_flows_back)
{
    struct skypedpi_settings settings = settings_small();
    skypedpi_db *db = db_of(SET);
    settings.stream_buffers = 1;
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *one = flow_of(engine, TCP), *two = flow_of(engine, TCP);
    const struct skypedpi_packet first = segment_of(100, 1), early = segment_of(200, 1);
    ck_assert_int_eq(skypedpi_engine_tick(engine, 0), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_flow_feed(engine, one, &first), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_flow_feed(engine, one, &early), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_engine_tick(engine, 60000 * MS), SKYPEDPI_OK);
    ck_assert_uint_eq(verdict_of(engine, one).flags & SKYPEDPI_FLAG_MISSING, 0); /* it still waits */
    ck_assert_int_eq(skypedpi_engine_tick(engine, 60002 * MS), SKYPEDPI_OK);
    ck_assert(verdict_of(engine, one).flags & SKYPEDPI_FLAG_MISSING);
    const struct skypedpi_packet later = segment_of(100, 61000), later_early = segment_of(200, 61000);
    ck_assert_int_eq(skypedpi_flow_feed(engine, two, &later), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_flow_feed(engine, two, &later_early), SKYPEDPI_OK);
    ck_assert_uint_eq(stats_of(engine).buffers_stolen, 0);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {budgets, a_likely_verdict_outlives_its_budget, counters,
                                  buffers_are_taken_from_the_oldest, tick_gives_buffers_of_silent_flows_back};
    return run_tests("api/limits", tests, COUNT(tests));
}
