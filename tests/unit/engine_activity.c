/* SPDX-License-Identifier: BSD-2-Clause */
/* What a flow is used for: calls and files by their sizes and gaps, from published measurements. */
#include <stdio.h>
#include "tests/unit/engine_play.h"

static skypedpi_flow *flow;

static struct place client(void)
{
    return place_4(10, 0, 0, 1, 40000);
}

static struct place peer(void)
{
    return place_4(192, 0, 2, 1, 30001);
}

static void setup(void)
{
    play_begin();
    flow = play_udp(client(), peer());
    play.verdicts = 0;
}

static unsigned activity(void)
{
    return play_verdict(flow).activity;
}

START_TEST(voice_is_a_call) /* 67 bytes every 30 ms (UMTS, BAS04) */
{
    play_voice(flow, 20);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_UDP_DIRECT);
    ck_assert_uint_eq(play.verdicts, 1);
    ck_assert_uint_le(v.call_start, BEGIN + 100 * MS);
    ck_assert_uint_ge(v.call_end, BEGIN + 16 * SECOND);
    ck_assert_uint_ge(v.rate, 4300);
    ck_assert_uint_le(v.rate, 4600);
}
END_TEST

START_TEST(a_call_has_an_end)
{
    play_voice(flow, 10);
    play_talk(flow, 60, 3, 20000, 3, 20000); /* keep-alives */
    play_message(flow, 0, 7, COMMAND, 18);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_ge(v.call_end, BEGIN + 8 * SECOND);
    ck_assert_uint_le(v.call_end, BEGIN + 11 * SECOND);
}
END_TEST

/* Its last packet leaves 10 milliseconds before it ends. */
START_TEST(a_second_of_silence_ends_a_call)
{
    play_voice(flow, 1);
    play.now += 990 * MS - 1 + (unsigned)_i;
    play_message(flow, 0, 7, COMMAND, 18);
    ck_assert_uint_eq(activity(), _i ? SKYPEDPI_ACTIVITY_CALL_AUDIO : SKYPEDPI_ACTIVITY_SIGNALLING);
}
END_TEST

START_TEST(the_rate_is_that_of_the_call)
{
    for (uint16_t i = 0; i < 60; i++, play.now += SECOND) {
        play_message(flow, 0, i, COMMAND, 200);
        play_message(flow, REVERSE, i, COMMAND, 200);
    }
    play_voice(flow, 20);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_ge(v.rate, 4300);
    ck_assert_uint_le(v.rate, 4600);
}
END_TEST

/* Captures say what they like. */
START_TEST(a_rate_beyond_32_bits_is_the_greatest)
{
    const struct skypedpi_packet huge = {.size = sizeof huge, .length = UINT32_MAX};
    for (int i = 0; i < 30; i++, play.now += SECOND / 10) {
        struct skypedpi_packet packet = huge;
        packet.time = play.now;
        ck_assert_int_eq(skypedpi_flow_feed(play.engine, flow, &packet), SKYPEDPI_OK);
    }
    ck_assert_uint_eq(play_verdict(flow).rate, UINT32_MAX);
}
END_TEST

/* Of less than a second nobody tells one. */
START_TEST(a_second_has_a_rate)
{
    play.now += SECOND - 1;
    play_data(flow, 0, 489);
    ck_assert_uint_eq(play_verdict(flow).rate, 0);
    play.now++;
    play_data(flow, 0, 500); /* and the 11 bytes that decided it */
    ck_assert_uint_eq(play_verdict(flow).rate, 1000);
}
END_TEST

START_TEST(a_short_call_is_found_at_close)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    play_voice(flow, 2);
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_SIGNALLING);
    ck_assert_int_eq(skypedpi_flow_close(play.engine, flow, &v), SKYPEDPI_OK);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_ge(v.call_end, BEGIN + 1900 * MS);
}
END_TEST

START_TEST(sizes_of_video_are_a_video_call)
{
    for (int i = 0; i < 100; i++) {
        play_voice(flow, 1);
        for (int k = 0; k < 8; k++)
            play_data(flow, k % 2 ? REVERSE : 0, 450);
    }
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_CALL_VIDEO);
    ck_assert_uint_ne(play_verdict(flow).call_start, 0);
}
END_TEST

START_TEST(full_packets_one_way_are_a_file)
{
    play_talk(flow, 10, 1300, 25, 40, 100);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_FILE_TRANSFER);
    ck_assert_uint_eq(v.call_start, 0);
}
END_TEST

START_TEST(voice_one_way_is_relayed) /* ADA09 3.1: nothing comes back */
{
    play_talk(flow, 10, 67, 30, 0, 0);
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_RELAYED);
    ck_assert_uint_eq(play_verdict(flow).mechanism, SKYPEDPI_MECHANISM_UDP_RELAYED);
    ck_assert_uint_eq(play_verdict(flow).path, SKYPEDPI_PATH_RELAYED);
    ck_assert_uint_ne(play_verdict(flow).call_start, 0);
}
END_TEST

START_TEST(a_constant_number_before_random_bytes_is_a_relayed_call) /* BON07 4.1 */
{
    uint8_t payload[67] = {0x12, 0x34, 0x50, 0x78}; /* no function of data: the number alone says it */
    for (int i = 0; i < 400; i++, play.now += 15 * MS) {
        play_fill(payload + 4, sizeof payload - 4);
        play_feed(flow, i % 2 ? REVERSE : 0, payload, sizeof payload);
    }
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_eq(play_verdict(flow).mechanism, SKYPEDPI_MECHANISM_UDP_RELAYED);
    ck_assert_uint_eq(play_verdict(flow).path, SKYPEDPI_PATH_RELAYED);
}
END_TEST

START_TEST(little_for_long_is_presence) /* SEED: up to 0.5 kB/s */
{
    for (int i = 0; i < 90; i++, play.now += SECOND) {
        play_message(flow, 0, (uint16_t)i, COMMAND, 40);
        play_message(flow, REVERSE, (uint16_t)i, COMMAND, 40);
    }
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_PRESENCE);
    ck_assert_uint_le(play_verdict(flow).rate, 100);
}
END_TEST

/* What a flow is used for that had so many bytes in so long. */
static unsigned used_for(uint64_t span, uint32_t bytes)
{
    const uint8_t head[30] = {0, 1, COMMAND};
    const uint32_t before = 11; /* the answer that decided it */
    struct skypedpi_verdict v = {.size = sizeof v};
    play_end();
    setup();
    const struct skypedpi_packet packet = {.size = sizeof packet,
                                           .time = play.now + span,
                                           .length = bytes - before,
                                           .captured = sizeof head,
                                           .payload = head};
    ck_assert_int_eq(skypedpi_flow_feed(play.engine, flow, &packet), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_flow_close(play.engine, flow, &v), SKYPEDPI_OK);
    return v.activity;
}

START_TEST(presence_takes_a_minute_below_500_bytes_a_second)
{
    ck_assert_uint_eq(used_for(60 * SECOND, 29999), SKYPEDPI_ACTIVITY_PRESENCE);
    ck_assert_uint_eq(used_for(60 * SECOND, 30000), SKYPEDPI_ACTIVITY_SIGNALLING);
    ck_assert_uint_eq(used_for(60 * SECOND - 1, 1000), SKYPEDPI_ACTIVITY_SIGNALLING);
}
END_TEST

/* 18,446,744,074 bytes times a thousand million are a few too many for 64 bits. */
START_TEST(much_for_long_is_no_presence)
{
    const uint8_t head[30] = {0, 1, COMMAND};
    struct skypedpi_packet packet = {
        .size = sizeof packet, .length = UINT32_C(1) << 30, .captured = sizeof head, .payload = head};
    for (int i = 0; i < 20; i++, play.now += 5 * SECOND) {
        packet.time = play.now;
        packet.length = i < 17 ? packet.length : i == 17 ? 193134000 : sizeof head;
        ck_assert_int_eq(skypedpi_flow_feed(play.engine, flow, &packet), SKYPEDPI_OK);
    }
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_SIGNALLING);
    ck_assert_uint_eq(play.verdicts, 0);
}
END_TEST

START_TEST(signalling_stays_signalling)
{
    for (int i = 0; i < 50; i++, play.now += 100 * MS) {
        play_message(flow, 0, (uint16_t)i, COMMAND, 346);
        play_message(flow, REVERSE, (uint16_t)i, COMMAND, 11);
    }
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_SIGNALLING);
    ck_assert_uint_eq(play.verdicts, 0);
}
END_TEST

/* What a flow of that mechanism is used for, on which messages that are no data go at the pace of voice. */
static unsigned paced_over(const char *mechanism)
{
    char set[200];
    (void)snprintf(set, sizeof set,
                   "signature s1 { id 1 transport udp era any mechanism %s activity signalling weight 90 "
                   "source \"test\" proof \"test\" packet len == 18 }",
                   mechanism);
    play_load(set);
    play_engine(64, 16);
    flow = play_open(client(), peer(), 17);
    play_message(flow, 0, 1, COMMAND, 18);
    for (int i = 0; i < 400; i++, play.now += 15 * MS)
        play_message(flow, i % 2 ? REVERSE : 0, (uint16_t)play_below(65536), COMMAND, 67);
    return activity();
}

START_TEST(only_where_there_is_a_header_it_tells_data)
{
    ck_assert_uint_eq(paced_over("udp-direct"), SKYPEDPI_ACTIVITY_SIGNALLING);
    ck_assert_uint_eq(paced_over("udp-relayed"), SKYPEDPI_ACTIVITY_SIGNALLING);
    ck_assert_uint_eq(paced_over("stun-ice"), SKYPEDPI_ACTIVITY_CALL_AUDIO);
}
END_TEST

START_TEST(four_bytes_are_a_keep_alive_and_five_are_data)
{
    play_talk(flow, 6, 4, 5, 4, 5);
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_SIGNALLING);
    play_talk(flow, 6, 5, 5, 5, 5);
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_CALL_AUDIO);
}
END_TEST

/* ---- slow files ---- */

START_TEST(a_slow_file_is_relayed) /* SEED: relays hold files to 1 kB/s */
{
    play_talk(flow, 40, 300, 400, 20, 1000);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_FILE_TRANSFER);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_UDP_RELAYED);
    ck_assert_uint_eq(v.path, SKYPEDPI_PATH_RELAYED);
    ck_assert_uint_eq(v.call_start, 0);
    ck_assert_uint_ge(v.rate, 700);
    ck_assert_uint_le(v.rate, 820);
}
END_TEST

START_TEST(a_short_burst_before_a_silence_is_no_slow_file)
{
    play_talk(flow, 3, 150, 130, 0, 0);
    play.now += 60 * SECOND;
    play_message(flow, 0, 7, COMMAND, 18);
    ck_assert_uint_ne(activity(), SKYPEDPI_ACTIVITY_FILE_TRANSFER);
    ck_assert_uint_eq(play_verdict(flow).mechanism, SKYPEDPI_MECHANISM_UDP_DIRECT);
}
END_TEST

START_TEST(a_call_is_no_slow_file)
{
    play_voice(flow, 6);
    play_talk(flow, 120, 300, 400, 20, 1000);
    ck_assert_uint_eq(activity(), SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_eq(play_verdict(flow).mechanism, SKYPEDPI_MECHANISM_UDP_DIRECT);
}
END_TEST

START_TEST(a_slow_file_may_end_before_its_window)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    play_talk(flow, 27, 300, 400, 20, 1000);
    ck_assert_int_eq(skypedpi_flow_close(play.engine, flow, &v), SKYPEDPI_OK);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_FILE_TRANSFER);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_UDP_RELAYED);
    ck_assert_uint_ge(v.rate, 700);
    ck_assert_uint_le(v.rate, 820);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("activity");
    tcase_add_checked_fixture(t, setup, play_end);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, voice_is_a_call);
    tcase_add_test(t, a_call_has_an_end);
    tcase_add_loop_test(t, a_second_of_silence_ends_a_call, 0, 2);
    tcase_add_test(t, the_rate_is_that_of_the_call);
    tcase_add_test(t, a_rate_beyond_32_bits_is_the_greatest);
    tcase_add_test(t, a_second_has_a_rate);
    tcase_add_test(t, a_short_call_is_found_at_close);
    tcase_add_test(t, sizes_of_video_are_a_video_call);
    tcase_add_test(t, full_packets_one_way_are_a_file);
    tcase_add_test(t, voice_one_way_is_relayed);
    tcase_add_test(t, a_constant_number_before_random_bytes_is_a_relayed_call);
    tcase_add_test(t, little_for_long_is_presence);
    tcase_add_test(t, presence_takes_a_minute_below_500_bytes_a_second);
    tcase_add_test(t, much_for_long_is_no_presence);
    tcase_add_test(t, signalling_stays_signalling);
    tcase_add_test(t, only_where_there_is_a_header_it_tells_data);
    tcase_add_test(t, four_bytes_are_a_keep_alive_and_five_are_data);
    tcase_add_test(t, a_slow_file_is_relayed);
    tcase_add_test(t, a_short_burst_before_a_silence_is_no_slow_file);
    tcase_add_test(t, a_call_is_no_slow_file);
    tcase_add_test(t, a_slow_file_may_end_before_its_window);
    return suite_run("engine_activity", t);
}
