/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/sets.h"

/* Engines and flows: settings, the cap, lives of flows, and what a caller may get wrong. */

/* ---- settings ---- */

START_TEST(defaults_are_those_of_the_header)
{
    struct skypedpi_settings s;
    memset(&s, 0xa5, sizeof s);
    skypedpi_settings_init(&s);
    ck_assert_uint_eq(s.size, sizeof s);
    ck_assert_uint_eq(s.max_flows, 65536);
    ck_assert_uint_eq(s.max_endpoints, 16384);
    ck_assert_uint_eq(s.stream_buffers, 1024);
    ck_assert_uint_eq(s.native_records, 1024);
    ck_assert_uint_eq(s.activity_records, 0);
    ck_assert_uint_eq(s.udp_budget, 32);
    ck_assert_uint_eq(s.tcp_budget, 48);
    ck_assert_uint_eq(s.likely, 50);
    ck_assert_uint_eq(s.final, 90);
    ck_assert(s.hash_seed[0] == 0 && s.hash_seed[1] == 0);
    ck_assert(!s.require_verified && !s.oldest_release && !s.no_rollback && !s.without);
    ck_assert(!s.user && !s.allocator);
    ck_assert(!s.on_verdict && !s.on_evidence && !s.on_endpoint && !s.on_attempt && !s.on_count);
}
END_TEST

static int engine_with(skypedpi_db *db, const struct skypedpi_settings *settings)
{
    skypedpi_engine *engine = NULL;
    int result = skypedpi_engine_new(db, settings, &engine);
    ck_assert(result == SKYPEDPI_OK ? engine != NULL : engine == NULL);
    skypedpi_engine_free(engine);
    return result;
}

#define RANGE(field, low, high)                                                                                \
    {                                                                                                          \
#field, offsetof(struct skypedpi_settings, field), low, high                                           \
    }

static void *give_nothing(void *user, size_t bytes)
{
    (void)user;
    (void)bytes;
    return NULL;
}

static void take_nothing(void *user, void *memory)
{
    (void)user;
    (void)memory;
}

/* The values at the ends are taken, those beyond are not. What would take more memory than there is gets none.
 */
START_TEST(settings_have_ranges)
{
    static const struct skypedpi_allocator poor = {NULL, give_nothing, take_nothing};
    static const struct {
        const char *name;
        size_t offset;
        uint32_t low, high;
    } ranges[] = {RANGE(max_flows, 1, 1u << 31),
                  RANGE(max_endpoints, 0, 1u << 28),
                  RANGE(stream_buffers, 0, 65535),
                  RANGE(native_records, 0, 65535),
                  RANGE(activity_records, 0, 65535),
                  RANGE(udp_budget, 1, 65535),
                  RANGE(tcp_budget, 1, 65535),
                  RANGE(likely, 1, 90),
                  RANGE(final, 50, 100)};
    skypedpi_db *db = db_of(SET);
    for (size_t i = 0; i < COUNT(ranges); i++) {
        const uint32_t low = ranges[i].low, high = ranges[i].high;
        const uint32_t values[] = {low, high, low - 1, high + 1};
        const bool huge = high > 65535;
        for (size_t k = 0; k < COUNT(values); k++) {
            struct skypedpi_settings s = settings_small();
            memcpy((char *)&s + ranges[i].offset, &values[k], sizeof values[k]);
            s.allocator = huge ? &poor : NULL;
            int expected = k >= 2 ? SKYPEDPI_E_ARGUMENT : huge ? SKYPEDPI_E_MEMORY : SKYPEDPI_OK;
            ck_assert_msg(engine_with(db, &s) == expected, "%s %u", ranges[i].name, values[k]);
        }
    }
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(an_allocator_has_both_functions)
{
    static const struct skypedpi_allocator half[] = {{NULL, give_nothing, NULL}, {NULL, NULL, take_nothing}};
    skypedpi_db *db = db_of(SET);
    for (size_t i = 0; i < COUNT(half); i++) {
        struct skypedpi_settings s = settings_small();
        s.allocator = &half[i];
        ck_assert_int_eq(engine_with(db, &s), SKYPEDPI_E_ARGUMENT);
    }
    skypedpi_db_unref(db);
}
END_TEST

/* ---- flows ---- */

START_TEST(hard_cap)
{
    struct skypedpi_settings settings = settings_small();
    const struct skypedpi_tuple tuple = tuple_of(UDP);
    skypedpi_db *db = db_of(SET);
    settings.max_flows = 2;
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_flow *one = flow_of(engine, UDP), *two = flow_of(engine, TCP), *three = one;
    ck_assert_ptr_ne(one, two);
    for (unsigned refused = 1; refused <= 3; refused++) {
        ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &three), SKYPEDPI_E_FULL);
        ck_assert_ptr_null(three);
        ck_assert_uint_eq(stats_of(engine).flows_refused, refused);
    }
    ck_assert_int_eq(skypedpi_flow_close(engine, one, NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &three), SKYPEDPI_OK);
    ck_assert_uint_eq(stats_of(engine).flows_open, 2);
    ck_assert_uint_eq(stats_of(engine).flows_opened, 3);
    skypedpi_engine_free(engine); /* with two open flows */
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(done_is_sticky)
{
    skypedpi_engine *engine = engine_small();
    skypedpi_flow *flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "a"), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, flow, 0, 2, "abc"), SKYPEDPI_DONE);
    const struct skypedpi_verdict first = verdict_of(engine, flow);
    for (uint32_t i = 0; i < 100; i++)
        ck_assert_int_eq(feed(engine, flow, i % 2, 3, "ab"), SKYPEDPI_DONE);
    const struct skypedpi_verdict last = verdict_of(engine, flow);
    ck_assert_int_eq(memcmp(&first, &last, sizeof first), 0);
    ck_assert_uint_eq(last.packets, 2);
    ck_assert_uint_eq(last.signature, 3);
    ck_assert_uint_eq(stats_of(engine).packets, 2);
    ck_assert_uint_eq(stats_of(engine).packets_decided, 100);
    skypedpi_engine_free(engine);
}
END_TEST

START_TEST(a_new_flow_knows_nothing_of_an_old_one)
{
    skypedpi_engine *engine = engine_small();
    for (int i = 0; i < 20; i++) { /* more than there are records */
        skypedpi_flow *flow = flow_of(engine, UDP);
        const struct skypedpi_verdict fresh = verdict_of(engine, flow);
        ck_assert(fresh.application == SKYPEDPI_APPLICATION_UNKNOWN && fresh.stage == SKYPEDPI_STAGE_OPEN);
        ck_assert(!fresh.flags && !fresh.confidence && !fresh.signature && !fresh.packets &&
                  !fresh.decided_packet);
        ck_assert_uint_eq(fresh.era_first.part[0], SKYPEDPI_RELEASE_ANY);
        ck_assert_uint_eq(fresh.era_last.part[3], SKYPEDPI_RELEASE_ANY);
        ck_assert_ptr_null(skypedpi_flow_user(flow));
        skypedpi_flow_set_user(flow, engine);
        ck_assert_int_eq(feed(engine, flow, 0, 1, "abc"), SKYPEDPI_DONE);
        ck_assert_int_eq(skypedpi_flow_close(engine, flow, NULL), SKYPEDPI_OK);
    }
    skypedpi_engine_free(engine);
}
END_TEST

START_TEST(user_pointer)
{
    int one = 1, two = 2;
    skypedpi_engine *engine = engine_small();
    skypedpi_flow *a = flow_of(engine, UDP), *b = flow_of(engine, TCP);
    skypedpi_flow_set_user(a, &one);
    skypedpi_flow_set_user(b, &two);
    feed(engine, a, 0, 1, "abc"); /* final or not, it stays */
    ck_assert_ptr_eq(skypedpi_flow_user(a), &one);
    ck_assert_ptr_eq(skypedpi_flow_user(b), &two);
    skypedpi_flow_set_user(b, NULL);
    ck_assert_ptr_null(skypedpi_flow_user(b));
    skypedpi_engine_free(engine);
}
END_TEST

START_TEST(close_gives_the_last_word)
{
    skypedpi_engine *engine = engine_small();
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    skypedpi_flow *flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "ab"), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_flow_close(engine, flow, &verdict), SKYPEDPI_OK);
    ck_assert_uint_eq(verdict.signature, 2);
    ck_assert_uint_eq(verdict.stage, SKYPEDPI_STAGE_LIKELY);
    ck_assert_uint_eq(verdict.flags, SKYPEDPI_FLAG_ONE_WAY);
    skypedpi_engine_free(engine);
}
END_TEST

START_TEST(a_closed_flow_is_none_any_more)
{
    skypedpi_engine *engine = engine_small();
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    skypedpi_flow *flow = flow_of(engine, UDP), *other = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1, "ab"), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_flow_close(engine, flow, NULL), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, flow, 0, 2, "a"), SKYPEDPI_E_STATE);
    ck_assert_int_eq(skypedpi_flow_verdict(engine, flow, &verdict), SKYPEDPI_E_STATE);
    ck_assert_int_eq(skypedpi_flow_block(engine, flow), SKYPEDPI_E_STATE);
    ck_assert_int_eq(skypedpi_flow_close(engine, flow, &verdict), SKYPEDPI_E_STATE);
    ck_assert(stats_of(engine).packets == 1 && stats_of(engine).flows_open == 1);
    ck_assert_int_eq(skypedpi_flow_close(engine, other, &verdict), SKYPEDPI_OK);
    skypedpi_engine_free(engine);
}
END_TEST

/* A segment that waits for the one before it is looked at when the flow ends. */
START_TEST(close_looks_at_what_waits)
{
    skypedpi_engine *engine = engine_small();
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    skypedpi_flow *flow = flow_of(engine, TCP);
    struct skypedpi_packet p = packet_of(0, 1, NULL, 0);
    p.tcp_flags = SKYPEDPI_TCP_SYN;
    p.sequence = 100;
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &p), SKYPEDPI_OK);
    p = packet_of(SKYPEDPI_PACKET_REVERSE, 2, NULL, 0);
    p.tcp_flags = SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK;
    p.sequence = 500, p.acknowledgement = 101;
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &p), SKYPEDPI_OK);
    p = packet_of(SKYPEDPI_PACKET_REVERSE, 3, "abc", 3);
    p.tcp_flags = SKYPEDPI_TCP_ACK;
    p.sequence = 511, p.acknowledgement = 101; /* ten bytes are missing before it */
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &p), SKYPEDPI_OK);
    ck_assert_uint_eq(verdict_of(engine, flow).packets, 1);
    ck_assert_uint_eq(stats_of(engine).messages, 0);
    ck_assert_int_eq(skypedpi_flow_close(engine, flow, &verdict), SKYPEDPI_OK);
    ck_assert_uint_eq(verdict.flags, SKYPEDPI_FLAG_MISSING | SKYPEDPI_FLAG_ONE_WAY);
    skypedpi_engine_free(engine);
}
END_TEST

/* Time that goes back is taken for standing still. */
START_TEST(time_going_back)
{
    skypedpi_db *db = db_of(SIGNATURE("soon", 1, "transport udp packet reverse.age <= 5 weight 100"));
    skypedpi_engine *engine = engine_of(db, NULL);
    skypedpi_flow *flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1000, "a"), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, flow, SKYPEDPI_PACKET_REVERSE, 900, "b"), SKYPEDPI_DONE);
    flow = flow_of(engine, UDP);
    ck_assert_int_eq(feed(engine, flow, 0, 1000, "a"), SKYPEDPI_OK);
    ck_assert_int_eq(feed(engine, flow, SKYPEDPI_PACKET_REVERSE, 1006, "b"), SKYPEDPI_OK);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(wrong_arguments)
{
    skypedpi_engine *engine = engine_small(), *none = engine;
    skypedpi_db *db = db_of(SET);
    skypedpi_flow *flow = flow_of(engine, UDP), *other = flow;
    struct skypedpi_tuple tuple = tuple_of(UDP);
    struct skypedpi_packet packet = packet_of(0, 1, "abc", 3);
    struct skypedpi_verdict verdict = {.size = sizeof verdict};
    struct skypedpi_stats stats = {.size = sizeof stats};
    ck_assert_int_eq(skypedpi_engine_new(NULL, NULL, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(skypedpi_engine_new(db, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_engine_set_db(NULL, db), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_engine_set_db(engine, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_engine_tick(NULL, 0), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_engine_stats(NULL, &stats), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_engine_stats(engine, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_open(NULL, &tuple, &other), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(skypedpi_flow_open(engine, NULL, &other), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, NULL), SKYPEDPI_E_ARGUMENT);
    tuple.family = 5;
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &other), SKYPEDPI_E_ARGUMENT);
    tuple.family = 6, tuple.transport = 1;
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &other), SKYPEDPI_E_ARGUMENT);
    tuple.transport = UDP, tuple.reserved = 1;
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &other), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_feed(NULL, flow, &packet), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_feed(engine, NULL, &packet), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, NULL), SKYPEDPI_E_ARGUMENT);
    packet.captured = 4;
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &packet), SKYPEDPI_E_ARGUMENT);
    packet.captured = 3, packet.payload = NULL;
    ck_assert_int_eq(skypedpi_flow_feed(engine, flow, &packet), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_verdict(NULL, flow, &verdict), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_verdict(engine, NULL, &verdict), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_verdict(engine, flow, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_block(NULL, flow), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_block(engine, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_close(NULL, flow, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_flow_close(engine, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(skypedpi_flow_user(NULL));
    skypedpi_flow_set_user(NULL, engine);
    skypedpi_flow_prefetch(NULL);
    ck_assert_int_eq(skypedpi_settings_default(NULL), SKYPEDPI_E_ARGUMENT);
    skypedpi_engine_free(NULL);
    stats = stats_of(engine);
    ck_assert(stats.flows_open == 1 && stats.packets == 0); /* none of it left a trace */
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {defaults_are_those_of_the_header,
                                  settings_have_ranges,
                                  an_allocator_has_both_functions,
                                  hard_cap,
                                  done_is_sticky,
                                  a_new_flow_knows_nothing_of_an_old_one,
                                  user_pointer,
                                  close_gives_the_last_word,
                                  a_closed_flow_is_none_any_more,
                                  close_looks_at_what_waits,
                                  time_going_back,
                                  wrong_arguments};
    return run_tests("api/engine", tests, COUNT(tests));
}
