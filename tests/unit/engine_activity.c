/* SPDX-License-Identifier: BSD-2-Clause */
/* What a decided flow is used for. Messages are synthetic, their sizes and gaps from published measurements. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <skypedpi/skypedpi.h>
#include "tests/unit/suite.h"

#define MS     ((uint64_t)1000000)
#define SECOND (1000 * MS)
#define BEGIN  (5000 * SECOND)

static skypedpi_db *db;
static skypedpi_engine *engine;
static skypedpi_flow *flow;
static uint64_t now;
static uint32_t noise;
static unsigned changes;

static void on_verdict(void *user, skypedpi_flow *f, const struct skypedpi_verdict *v)
{
    (void)user;
    (void)f;
    (void)v;
    changes++;
}

static int feed(unsigned reverse, const uint8_t *payload, uint32_t length)
{
    const struct skypedpi_packet p = {.size = sizeof p,
                                      .flags = reverse,
                                      .time = now,
                                      .length = length,
                                      .captured = length,
                                      .payload = payload};
    int result = skypedpi_flow_feed(engine, flow, &p);
    ck_assert_int_ge(result, 0);
    return result;
}

static int message(unsigned reverse, uint8_t function, uint32_t length)
{
    uint8_t payload[1400];
    for (uint32_t i = 0; i < length; i++) {
        noise = noise * 1664525u + 1013904223u;
        payload[i] = (uint8_t)(noise >> 24);
    }
    payload[2] = function;
    return feed(reverse, payload, length);
}

static void make(uint32_t records)
{
    struct skypedpi_settings settings;
    const struct skypedpi_tuple tuple = {.size = sizeof tuple,
                                         .family = 4,
                                         .transport = 17,
                                         .source_port = 40000,
                                         .destination_port = 30001,
                                         .source = {10, 0, 0, 1},
                                         .destination = {192, 0, 2, 1}};
    static const uint8_t nack[11] = {0x15, 0xf2, 0x77, 10, 0, 0, 1, 0x49, 0x9e, 0xb8, 0x31};
    skypedpi_settings_init(&settings);
    settings.max_flows = 4;
    settings.activity_records = records;
    settings.on_verdict = on_verdict;
    ck_assert_int_eq(skypedpi_engine_new(db, &settings, &engine), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_flow_open(engine, &tuple, &flow), SKYPEDPI_OK);
    now = BEGIN;
    noise = 1;
    message(0, 2, 18);
    /* carries the address it goes to: final */
    ck_assert_int_eq(feed(SKYPEDPI_PACKET_REVERSE, nack, sizeof nack), records ? SKYPEDPI_OK : SKYPEDPI_DONE);
    changes = 0;
}

static void setup(void)
{
    ck_assert_int_eq(skypedpi_db_builtin(&db), SKYPEDPI_OK);
    make(2);
}

static void teardown(void)
{
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}

static struct skypedpi_verdict verdict(void)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    ck_assert_int_eq(skypedpi_flow_verdict(engine, flow, &v), SKYPEDPI_OK);
    return v;
}

/* Both directions send, each with its size and gap; 0 sends nothing. */
static void run(uint32_t seconds, uint32_t there, uint32_t gap_there, uint32_t back, uint32_t gap_back,
                uint8_t function)
{
    uint64_t end = now + seconds * SECOND;
    for (uint32_t ms = 0; now < end; ms++, now += MS) {
        if (there && ms % gap_there == 0)
            message(0, function, there);
        if (back && ms % gap_back == 0)
            message(SKYPEDPI_PACKET_REVERSE, function, back);
    }
}

START_TEST(voice_is_a_call) /* 67 bytes every 30 ms (UMTS, BAS04) */
{
    run(20, 67, 30, 67, 30, 13);
    const struct skypedpi_verdict v = verdict();
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_eq(changes, 1);
    ck_assert_uint_le(v.call_start, BEGIN + 100 * MS);
    ck_assert_uint_ge(v.call_end, BEGIN + 16 * SECOND);
    ck_assert_uint_ge(v.rate, 4300);
    ck_assert_uint_le(v.rate, 4600);
}
END_TEST

START_TEST(a_call_has_an_end)
{
    run(10, 67, 30, 67, 30, 13);
    run(60, 3, 20000, 3, 20000, 13); /* keep-alives */
    message(0, 2, 18);
    const struct skypedpi_verdict v = verdict();
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_ge(v.call_end, BEGIN + 8 * SECOND);
    ck_assert_uint_le(v.call_end, BEGIN + 11 * SECOND);
}
END_TEST

START_TEST(sizes_of_video_are_a_video_call)
{
    for (int i = 0; i < 100; i++) {
        run(1, 67, 30, 67, 30, 13);
        for (int k = 0; k < 8; k++)
            message(k % 2 ? SKYPEDPI_PACKET_REVERSE : 0, 13, 450);
    }
    ck_assert_uint_eq(verdict().activity, SKYPEDPI_ACTIVITY_CALL_VIDEO);
}
END_TEST

START_TEST(full_packets_one_way_are_a_file)
{
    run(10, 1300, 25, 40, 100, 13);
    const struct skypedpi_verdict v = verdict();
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_FILE_TRANSFER);
    ck_assert_uint_eq(v.call_start, 0);
}
END_TEST

START_TEST(voice_one_way_is_relayed) /* ADA09 3.1: nothing comes back */
{
    run(10, 67, 30, 0, 0, 13);
    ck_assert_uint_eq(verdict().activity, SKYPEDPI_ACTIVITY_RELAYED);
}
END_TEST

START_TEST(little_for_long_is_presence) /* SEED: up to 0.5 kB/s */
{
    run(90, 40, 1000, 40, 1000, 2);
    ck_assert_uint_eq(verdict().activity, SKYPEDPI_ACTIVITY_PRESENCE);
    ck_assert_uint_le(verdict().rate, 100);
}
END_TEST

START_TEST(signalling_stays_signalling)
{
    run(5, 346, 100, 11, 100, 2);
    ck_assert_uint_eq(verdict().activity, SKYPEDPI_ACTIVITY_SIGNALLING);
    ck_assert_uint_eq(changes, 0);
}
END_TEST

START_TEST(time_going_back_harms_nothing)
{
    run(5, 67, 30, 67, 30, 13);
    now -= 4 * SECOND;
    run(10, 67, 30, 67, 30, 13);
    ck_assert_uint_eq(verdict().activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
}
END_TEST

START_TEST(without_records_the_flow_is_done)
{
    skypedpi_engine_free(engine);
    make(0);
    ck_assert_int_eq(message(0, 13, 67), SKYPEDPI_DONE);
    ck_assert_uint_eq(verdict().rate, 0);
}
END_TEST

START_TEST(records_come_back)
{
    for (int i = 0; i < 10; i++) {
        ck_assert_int_eq(skypedpi_flow_close(engine, flow, NULL), SKYPEDPI_OK);
        skypedpi_engine_free(engine);
        make(1);
        run(1, 67, 30, 67, 30, 13);
    }
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("activity");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, voice_is_a_call);
    tcase_add_test(t, a_call_has_an_end);
    tcase_add_test(t, sizes_of_video_are_a_video_call);
    tcase_add_test(t, full_packets_one_way_are_a_file);
    tcase_add_test(t, voice_one_way_is_relayed);
    tcase_add_test(t, little_for_long_is_presence);
    tcase_add_test(t, signalling_stays_signalling);
    tcase_add_test(t, time_going_back_harms_nothing);
    tcase_add_test(t, without_records_the_flow_is_done);
    tcase_add_test(t, records_come_back);
    return suite_run("engine_activity", t);
}
