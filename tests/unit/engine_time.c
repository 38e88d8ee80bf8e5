/* SPDX-License-Identifier: BSD-2-Clause */
/* Time is the caller's: any epoch, and going back is taken for standing still, as packets of several queues do.
 */
#include "tests/unit/engine_places.h"

#define MOMENT (1 * MS)

static void block(skypedpi_flow *flow)
{
    ck_assert_int_eq(skypedpi_flow_block(play.engine, flow), SKYPEDPI_OK);
}

/* Four messages of a sweep, the last one dated `back` before the one before it. */
static unsigned swept(uint64_t begin, uint64_t back)
{
    play_engine(64, 0);
    play.tellings = 0;
    play.now = begin;
    for (uint16_t i = 0; i < 4; i++) {
        play.now -= i == 3 ? back : 0;
        play_message(play_open(client(40000), third(i), 17), 0, (uint16_t)(100 + 2 * i), COMMAND, 30);
    }
    return play.tellings;
}

/* ---- going back ---- */

START_TEST(an_attempt_dated_a_moment_before_the_block_is_one)
{
    skypedpi_flow *first = play_syn(client(51000), peer(40009));
    block(first); /* at a full second */
    play.now -= MOMENT;
    play_syn(client(51000), peer(443));
    ck_assert_uint_eq(play.attempts, 1);
    ck_assert_uint_eq(play.attempt[0].since, 0);
}
END_TEST

START_TEST(a_message_dated_a_moment_earlier_does_not_undo_a_count)
{
    play.noise = 2; /* four vectors that do not collide in the few bits kept of them */
    for (uint64_t second = 0; second < 12; second++) {
        ck_assert_uint_eq(swept(BEGIN + second * SECOND, 0), 1);
        ck_assert_msg(swept(BEGIN + second * SECOND, MOMENT) == 1, "second %u", (unsigned)second);
    }
}
END_TEST

START_TEST(a_flood_dated_a_moment_earlier_pushes_out_nobody)
{
    play_engine(8, 0);
    skypedpi_flow *known = play_udp(client(40000), peer(30000));
    play_close(known);
    play.now -= MOMENT;
    for (uint16_t i = 0; i < 1000; i++) {
        skypedpi_flow *forged = play_open(third(i), third((uint16_t)(i * 3)), 17);
        play_message(forged, 0, (uint16_t)(i * 777), COMMAND, 30);
        play_close(forged);
    }
    play.now += 2 * MOMENT;
    skypedpi_flow *next = play_open(client(40000), third(1), 17);
    play_message(next, 0, 1, DATA, 30);
    ck_assert_uint_eq(play_application(next), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(a_clock_that_is_set_back_leaves_a_call_a_call)
{
    skypedpi_flow *flow = play_udp(client(1), peer(1));
    play_voice(flow, 5);
    play.now -= 4 * SECOND;
    play_voice(flow, 10);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_ge(v.call_end, v.call_start);
}
END_TEST

START_TEST(no_call_ends_before_it_began)
{
    skypedpi_flow *flow = play_udp(client(1), peer(1));
    play_voice(flow, 8);
    ck_assert_uint_ge(play_verdict(flow).rate, 4000);
    play.now -= 3600 * SECOND;
    play_voice(flow, 10);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_ge(v.call_end, v.call_start);
    ck_assert_uint_ge(v.rate, 1000);
}
END_TEST

START_TEST(packets_out_of_order_leave_a_call_a_call)
{
    skypedpi_flow *flow = play_udp(client(1), peer(1));
    for (int i = 0; i < 400; i++, play.now += 15 * MS) {
        uint64_t jitter = play_below(4) * MS; /* up to 3 ms early, both directions from queues of their own */
        play.now -= jitter;
        play_data(flow, i % 2 ? REVERSE : 0, 67);
        play.now += jitter;
    }
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_ge(v.call_end, v.call_start);
}
END_TEST

/* ---- any epoch ---- */

START_TEST(time_may_begin_at_zero)
{
    play.now = 0;
    skypedpi_flow *flow = play_udp(client(1), peer(1));
    play_voice(flow, 8);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_ge(play_verdict(flow).call_end, 6 * SECOND);
}
END_TEST

START_TEST(a_block_in_the_first_second_is_watched)
{
    play.now = 200 * MS;
    block(play_syn(client(51000), peer(40009)));
    play.now = 700 * MS;
    play_syn(client(51000), peer(443));
    ck_assert_uint_eq(play.attempts, 1);
    ck_assert_uint_eq(play.attempt[0].since, 0);
}
END_TEST

START_TEST(milliseconds_that_wrap_leave_a_call_a_call)
{
    play.now = (((uint64_t)1 << 32) - 1500) * MS;
    skypedpi_flow *a = play_udp(client(1), peer(1)), *b = play_udp(third(1), peer(1));
    for (int i = 0; i < 200; i++, play.now += 30 * MS) {
        uint32_t length = 60 + play_below(20);
        play_data(a, 0, length);
        play_data(b, REVERSE, length);
    }
    ck_assert_uint_eq(play_verdict(a).activity, SKYPEDPI_ACTIVITY_RELAYED);
    ck_assert_uint_eq(play_verdict(a).role, SKYPEDPI_ROLE_RELAY);
}
END_TEST

START_TEST(seconds_that_wrap_leave_a_block_watched)
{
    play.now = (((uint64_t)1 << 32) - 5) * SECOND;
    block(play_syn(client(51000), peer(40009)));
    play.now += 20 * SECOND;
    play_syn(client(51000), peer(443));
    ck_assert_uint_eq(play.attempts, 1);
    ck_assert_uint_eq(play.attempt[0].since, 20 * SECOND);
}
END_TEST

START_TEST(the_last_moment_of_all_harms_nothing)
{
    play.now = UINT64_MAX - 8 * SECOND;
    skypedpi_flow *flow = play_udp(client(1), peer(1));
    play_voice(flow, 7);
    block(flow);
    play.now = UINT64_MAX;
    play_data(flow, 0, 67);
    play.now = 0;
    play_data(flow, 0, 67);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    play_close(flow);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("time");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, an_attempt_dated_a_moment_before_the_block_is_one);
    tcase_add_test(t, a_message_dated_a_moment_earlier_does_not_undo_a_count);
    tcase_add_test(t, a_flood_dated_a_moment_earlier_pushes_out_nobody);
    tcase_add_test(t, a_clock_that_is_set_back_leaves_a_call_a_call);
    tcase_add_test(t, no_call_ends_before_it_began);
    tcase_add_test(t, packets_out_of_order_leave_a_call_a_call);
    tcase_add_test(t, time_may_begin_at_zero);
    tcase_add_test(t, a_block_in_the_first_second_is_watched);
    tcase_add_test(t, milliseconds_that_wrap_leave_a_call_a_call);
    tcase_add_test(t, seconds_that_wrap_leave_a_block_watched);
    tcase_add_test(t, the_last_moment_of_all_harms_nothing);
    return suite_run("engine_time", t);
}
