/* SPDX-License-Identifier: BSD-2-Clause */
/* Which flows are followed, with what records, and what becomes of that when their verdict changes. */
#include "tests/unit/engine_play.h"

#define SIGNATURE(id, transport, mechanism, activity, rest)                                                    \
    "signature s" id " { id " id " transport " transport " era any mechanism " mechanism " activity " activity \
    " source \"test\" proof \"test\" " rest " }\n"

/* Messages that decide a flow, by their functions: none of them is one of data. */
enum { FINAL = 2, LIKELY = 0x42, MORE = 0x62, OTHER = 0x43, ICE = 0x52, LOGIN = 0x63 };

static const char set[] = SIGNATURE("1", "udp", "udp-direct", "signalling", "packet u8[2] == 2 weight 90")
    SIGNATURE("2", "udp", "udp-direct", "signalling", "packet u8[2] == 0x42 weight 50")
        SIGNATURE("3", "udp", "udp-direct", "signalling", "packet u8[2] == 0x62 weight 45")
            SIGNATURE("4", "udp", "none", "none", "application other packet u8[2] == 0x43 weight 100")
                SIGNATURE("5", "udp", "stun-ice", "call", "packet u8[2] == 0x52 weight 90")
                    SIGNATURE("6", "udp", "udp-direct", "login", "packet u8[2] == 0x63 weight 90")
                        SIGNATURE("7", "tcp", "tcp", "signalling", "packet client and len == 14 weight 90");

static void setup(void)
{
    play_begin();
    play_load(set);
    play_engine(64, 4);
}

static struct place client(uint16_t port)
{
    return place_4(203, 0, 113, 1, port);
}

static skypedpi_flow *decided(uint16_t port, uint8_t function)
{
    skypedpi_flow *flow = play_open(client(port), place_4(192, 0, 2, 1, 30000), 17);
    play_message(flow, 0, 1, function, 30);
    return flow;
}

/* A TCP flow's sides send in turn, each its size every `gap` milliseconds. */
static skypedpi_flow *tcp(uint32_t seconds, uint32_t there, uint32_t back, uint32_t gap)
{
    uint8_t payload[1400];
    uint32_t sequence[2] = {1, 1};
    uint64_t end = play.now + seconds * SECOND;
    skypedpi_flow *flow = play_syn(client(4000), place_4(192, 0, 2, 1, 30000));
    play_fill(payload, sizeof payload);
    play_segment(flow, 0, sequence[0], payload, 14);
    sequence[0] += 14;
    for (; play.now < end; play.now += gap * MS)
        for (unsigned direction = 0; direction < 2; direction++) {
            uint32_t length = direction ? back : there;
            play_segment(flow, direction ? REVERSE : 0, sequence[direction], payload, length);
            sequence[direction] += length;
        }
    return flow;
}

START_TEST(likely_flows_are_followed)
{
    play.settings.udp_budget = 1000;
    play_renew();
    skypedpi_flow *flow = decided(1, LIKELY);
    play_voice(flow, 6);
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_LIKELY);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    play_message(flow, 0, 1, MORE, 30);
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
}
END_TEST

START_TEST(a_likely_flow_that_is_given_up_is_followed_on)
{
    skypedpi_flow *flow = decided(1, LIKELY);
    play_voice(flow, 6);
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(play_verdict(flow).flags, SKYPEDPI_FLAG_BUDGET);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
}
END_TEST

START_TEST(becoming_final_keeps_what_was_measured)
{
    play.settings.udp_budget = 1000;
    play_renew();
    skypedpi_flow *flow = decided(1, LIKELY);
    play_talk(flow, 7, 67, 30, 0, 0);
    ck_assert_uint_eq(play_verdict(flow).mechanism, SKYPEDPI_MECHANISM_UDP_RELAYED);
    play_message(flow, 0, 1, MORE, 30);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_RELAYED);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_UDP_RELAYED);
}
END_TEST

START_TEST(what_turns_out_to_be_another_program_makes_no_call)
{
    play.settings.udp_budget = 1000;
    play_renew();
    skypedpi_flow *flow = decided(1, LIKELY);
    play_voice(flow, 6);
    play_message(flow, 0, 1, OTHER, 30);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_OTHER);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_NONE);
    play_voice(flow, 6);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_NONE);
}
END_TEST

START_TEST(other_programs_and_logins_are_not_followed)
{
    ck_assert_int_eq(play_data(decided(1, OTHER), 0, 67), SKYPEDPI_DONE);
    ck_assert_int_eq(play_data(decided(2, LOGIN), 0, 67), SKYPEDPI_DONE);
    ck_assert_int_eq(play_data(decided(3, FINAL), 0, 67), SKYPEDPI_OK);
}
END_TEST

/* ---- what was published of files and video is about UDP without ICE (docs/limits.md) ---- */

START_TEST(voice_over_tcp_is_a_call)
{
    const struct skypedpi_verdict v = play_verdict(tcp(8, 67, 67, 30));
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_TCP);
    ck_assert_uint_ge(v.rate, 4300);
}
END_TEST

START_TEST(full_segments_over_tcp_are_no_file)
{
    ck_assert_uint_eq(play_verdict(tcp(8, 1300, 30, 10)).activity, SKYPEDPI_ACTIVITY_SIGNALLING);
}
END_TEST

START_TEST(slow_segments_over_tcp_are_no_file)
{
    const struct skypedpi_verdict v = play_verdict(tcp(70, 400, 30, 500));
    ck_assert_uint_ne(v.activity, SKYPEDPI_ACTIVITY_FILE_TRANSFER);
    ck_assert_uint_eq(v.path, SKYPEDPI_PATH_NONE);
}
END_TEST

START_TEST(slow_data_over_ice_is_no_file)
{
    skypedpi_flow *flow = decided(1, ICE);
    play_talk(flow, 40, 300, 400, 20, 1000);
    ck_assert_uint_ne(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_FILE_TRANSFER);
}
END_TEST

/* ---- records ---- */

START_TEST(without_records_the_flow_is_done)
{
    play_engine(64, 0);
    skypedpi_flow *flow = decided(1, FINAL);
    ck_assert_int_eq(play_data(flow, 0, 67), SKYPEDPI_DONE);
    play_voice(flow, 6);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_SIGNALLING);
    ck_assert_uint_eq(v.rate, 0);
    ck_assert_uint_eq(v.call_start, 0);
    ck_assert_uint_eq(v.flags, SKYPEDPI_FLAG_ONE_WAY); /* not short-pool: none was asked for */
}
END_TEST

START_TEST(who_gets_no_record_says_so)
{
    play_engine(64, 1);
    skypedpi_flow *first = decided(1, FINAL), *second = decided(2, FINAL);
    ck_assert_uint_eq(play_verdict(first).flags & SKYPEDPI_FLAG_SHORT_POOL, 0);
    ck_assert_uint_eq(play_verdict(second).flags & SKYPEDPI_FLAG_SHORT_POOL, SKYPEDPI_FLAG_SHORT_POOL);
    ck_assert_int_eq(play_data(second, 0, 67), SKYPEDPI_DONE);
    play_voice(first, 6);
    ck_assert_uint_eq(play_verdict(first).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_eq(play_verdict(second).activity, SKYPEDPI_ACTIVITY_SIGNALLING);
}
END_TEST

START_TEST(a_closed_flows_record_comes_back_empty)
{
    play_engine(64, 1);
    for (uint16_t i = 0; i < 10; i++) {
        skypedpi_flow *flow = decided(i, FINAL);
        ck_assert_uint_eq(play_verdict(flow).flags & SKYPEDPI_FLAG_SHORT_POOL, 0);
        ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_SIGNALLING);
        ck_assert_uint_eq(play_verdict(flow).call_start, 0);
        play_voice(flow, 4);
        ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
        play_close(flow);
    }
}
END_TEST

START_TEST(a_flow_without_a_record_gives_none_back)
{
    play_engine(64, 1);
    skypedpi_flow *first = decided(1, FINAL);
    for (uint16_t i = 2; i < 20; i++)
        play_close(decided(i, FINAL));
    ck_assert_uint_eq(play_verdict(decided(20, FINAL)).flags & SKYPEDPI_FLAG_SHORT_POOL,
                      SKYPEDPI_FLAG_SHORT_POOL);
    play_close(first);
    ck_assert_uint_eq(play_verdict(decided(21, FINAL)).flags & SKYPEDPI_FLAG_SHORT_POOL, 0);
}
END_TEST

START_TEST(a_close_that_is_refused_keeps_the_record)
{
    struct skypedpi_verdict v = {.size = 3};
    play_engine(64, 1);
    skypedpi_flow *flow = decided(1, FINAL);
    play_voice(flow, 2);
    ck_assert_int_eq(skypedpi_flow_close(play.engine, flow, &v), SKYPEDPI_E_SIZE);
    play_voice(flow, 6);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    play_close(flow);
    ck_assert_uint_eq(play_verdict(decided(2, FINAL)).flags & SKYPEDPI_FLAG_SHORT_POOL, 0);
}
END_TEST

/* What came early hangs on to a SYN that came late; nothing more was said until the tick. */
START_TEST(a_flow_that_a_tick_decides_is_followed)
{
    uint8_t payload[67];
    skypedpi_flow *flow = play_syn(client(4000), place_4(192, 0, 2, 1, 30000));
    const struct skypedpi_packet syn = {
        .size = sizeof syn, .time = play.now, .sequence = 100, .tcp_flags = SKYPEDPI_TCP_SYN};
    play_fill(payload, sizeof payload);
    play_segment(flow, 0, 101, payload, 14);
    ck_assert_int_eq(skypedpi_flow_feed(play.engine, flow, &syn), SKYPEDPI_OK);
    play.now += 61 * SECOND;
    ck_assert_int_eq(skypedpi_engine_tick(play.engine, play.now), SKYPEDPI_OK);
    ck_assert_uint_eq(play.verdicts, 1);
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_FINAL);
    for (uint32_t i = 0; i < 4; i++, play.now += SECOND)
        ck_assert_int_eq(play_segment(flow, 0, 115 + 67 * i, payload, sizeof payload), SKYPEDPI_OK);
    ck_assert_uint_gt(play_verdict(flow).rate, 0);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("follow");
    tcase_add_checked_fixture(t, setup, play_end);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, likely_flows_are_followed);
    tcase_add_test(t, a_likely_flow_that_is_given_up_is_followed_on);
    tcase_add_test(t, becoming_final_keeps_what_was_measured);
    tcase_add_test(t, what_turns_out_to_be_another_program_makes_no_call);
    tcase_add_test(t, other_programs_and_logins_are_not_followed);
    tcase_add_test(t, voice_over_tcp_is_a_call);
    tcase_add_test(t, full_segments_over_tcp_are_no_file);
    tcase_add_test(t, slow_segments_over_tcp_are_no_file);
    tcase_add_test(t, slow_data_over_ice_is_no_file);
    tcase_add_test(t, without_records_the_flow_is_done);
    tcase_add_test(t, who_gets_no_record_says_so);
    tcase_add_test(t, a_closed_flows_record_comes_back_empty);
    tcase_add_test(t, a_flow_without_a_record_gives_none_back);
    tcase_add_test(t, a_close_that_is_refused_keeps_the_record);
    tcase_add_test(t, a_flow_that_a_tick_decides_is_followed);
    return suite_run("engine_follow", t);
}
