/* SPDX-License-Identifier: BSD-2-Clause */
/* What a piece of a flow's time shows: each rule at its edge. */
#include "tests/unit/window_fill.h"

enum {
    NONE = SKYPEDPI_ACTIVITY_NONE,
    AUDIO = SKYPEDPI_ACTIVITY_CALL_AUDIO,
    VIDEO = SKYPEDPI_ACTIVITY_CALL_VIDEO,
    SENT_FILE = SKYPEDPI_ACTIVITY_FILE_TRANSFER,
    RELAYED = SKYPEDPI_ACTIVITY_RELAYED
};

static unsigned shown(void)
{
    return window_activity(&w);
}

/* ---- is it anything? ---- */

START_TEST(an_empty_window_shows_nothing)
{
    ck_assert_uint_eq(window_span(&w), 1);
    ck_assert_uint_eq(shown(), NONE);
    ck_assert(!window_relayed_file(&w));
}
END_TEST

START_TEST(thirty_packets_are_enough)
{
    add(0, 15, 67, 30);
    add(1, 14, 67, 30);
    span(1000);
    ck_assert_uint_eq(shown(), NONE);
    add(1, 1, 67, 30);
    span(1000);
    ck_assert_uint_eq(shown(), AUDIO);
}
END_TEST

START_TEST(keep_alives_are_no_packets_of_a_call)
{
    add(0, 29, 67, 30);
    for (unsigned i = 0; i < 100; i++)
        window_add(&w, i % 2, 3, 30, false, BEGIN);
    span(1000);
    ck_assert_uint_eq(shown(), NONE);
}
END_TEST

START_TEST(nine_tenths_of_a_second_are_enough)
{
    add(0, 20, 67, 30);
    add(1, 20, 67, 30);
    w.last = w.since + 900 * MS - 1;
    ck_assert_uint_eq(shown(), NONE);
    span(900);
    ck_assert_uint_eq(shown(), AUDIO);
}
END_TEST

START_TEST(fifteen_packets_a_second_are_enough)
{
    add(0, 24, 100, 60);
    add(1, 21, 100, 60);
    span(3000);
    ck_assert_uint_eq(shown(), AUDIO);
    span(3001);
    ck_assert_uint_eq(shown(), NONE);
}
END_TEST

START_TEST(five_hundred_bytes_a_second_are_enough)
{
    add(0, 25, 30, 60);
    add(1, 25, 30, 60);
    span(3000);
    ck_assert_uint_eq(shown(), AUDIO);
    w.bytes[0]--;
    ck_assert_uint_eq(shown(), NONE);
}
END_TEST

/* ---- pace ---- */

START_TEST(two_gaps_of_three_keep_the_pace)
{
    add(0, 40, 67, 30);
    add(1, 20, 67, 200);
    span(1000);
    ck_assert_uint_eq(shown(), AUDIO);
    add(1, 1, 67, 200);
    span(1000);
    ck_assert_uint_eq(shown(), NONE);
}
END_TEST

START_TEST(gaps_of_5_to_64_milliseconds_are_a_codecs)
{
    static const struct {
        uint32_t gap;
        unsigned shows;
    } cases[] = {{0, NONE},   {4, NONE},   {5, AUDIO}, {10, AUDIO},
                 {60, AUDIO}, {64, AUDIO}, {65, NONE}, {UINT32_MAX, NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setup();
        add(0, 30, 67, cases[i].gap);
        add(1, 30, 67, cases[i].gap);
        span(1000);
        ck_assert_msg(shown() == cases[i].shows, "gap %u: %u", cases[i].gap, shown());
    }
}
END_TEST

/* ---- balance: over a third, over a twentieth ---- */

START_TEST(voice_is_relayed_if_a_twentieth_or_less_comes_back)
{
    add(0, 57, 100, 30);
    add(1, 3, 100, 30);
    span(1000);
    ck_assert_uint_eq(shown(), RELAYED);
    w.bytes[1]++;
    ck_assert_uint_eq(shown(), AUDIO);
    w.bytes[0] = 19 * 301;
    w.bytes[1] = 301;
    ck_assert_uint_eq(shown(), RELAYED);
}
END_TEST

START_TEST(voice_that_only_comes_is_relayed_too)
{
    add(1, 60, 67, 30);
    span(1000);
    ck_assert_uint_eq(shown(), RELAYED);
}
END_TEST

START_TEST(what_keeps_no_pace_is_a_file_if_a_third_or_less_comes_back)
{
    add(0, 40, 300, 1);
    add(1, 20, 300, 1);
    span(1000);
    ck_assert_uint_eq(shown(), SENT_FILE);
    w.bytes[1]++;
    ck_assert_uint_eq(shown(), NONE);
    w.bytes[0] = 9500;
    w.bytes[1] = 500; /* a twentieth: nothing comes back */
    ck_assert_uint_eq(shown(), NONE);
    w.bytes[1] = 501;
    ck_assert_uint_eq(shown(), SENT_FILE);
}
END_TEST

/* ---- sizes ---- */

START_TEST(sizes_of_video_have_edges)
{
    static const struct {
        uint32_t length;
        unsigned shows;
    } cases[] = {{399, AUDIO}, {400, VIDEO}, {490, VIDEO}, {491, AUDIO},
                 {799, AUDIO}, {800, VIDEO}, {980, VIDEO}, {981, VIDEO}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setup();
        add(0, 30, cases[i].length, 30);
        add(1, 30, cases[i].length, 30);
        span(1000);
        ck_assert_msg(shown() == cases[i].shows, "length %u: %u", cases[i].length, shown());
    }
    ck_assert_uint_eq(w.large[0], 30); /* only 981 is more than video */
    ck_assert_uint_eq(w.video[0], 0);
}
END_TEST

START_TEST(more_than_a_tenth_of_video_is_a_video_call)
{
    add(0, 30, 67, 30);
    add(1, 24, 67, 30);
    add(1, 6, 450, 30);
    span(1000);
    ck_assert_uint_eq(shown(), AUDIO);
    add(0, 1, 450, 30);
    span(1000);
    ck_assert_uint_eq(shown(), VIDEO);
}
END_TEST

START_TEST(more_than_half_of_full_packets_one_way_is_a_file)
{
    add(0, 20, 1300, 10);
    add(0, 20, 200, 10);
    span(1000);
    ck_assert_uint_eq(shown(), RELAYED); /* a half is not enough */
    add(0, 1, 1300, 10);
    span(1000);
    ck_assert_uint_eq(shown(), SENT_FILE);
}
END_TEST

START_TEST(full_packets_both_ways_are_video)
{
    add(0, 40, 1300, 10);
    add(1, 20, 1300, 10);
    span(1000);
    ck_assert_uint_eq(shown(), SENT_FILE);
    w.bytes[1]++;
    ck_assert_uint_eq(shown(), VIDEO);
}
END_TEST

START_TEST(a_files_receiver_may_answer_with_anything)
{
    add(0, 60, 1300, 1);
    add(1, 60, 450, 1); /* of a size of video */
    span(1000);
    ck_assert_uint_eq(shown(), SENT_FILE);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("window");
    tcase_add_checked_fixture(t, setup, NULL);
    tcase_add_test(t, an_empty_window_shows_nothing);
    tcase_add_test(t, thirty_packets_are_enough);
    tcase_add_test(t, keep_alives_are_no_packets_of_a_call);
    tcase_add_test(t, nine_tenths_of_a_second_are_enough);
    tcase_add_test(t, fifteen_packets_a_second_are_enough);
    tcase_add_test(t, five_hundred_bytes_a_second_are_enough);
    tcase_add_test(t, two_gaps_of_three_keep_the_pace);
    tcase_add_test(t, gaps_of_5_to_64_milliseconds_are_a_codecs);
    tcase_add_test(t, voice_is_relayed_if_a_twentieth_or_less_comes_back);
    tcase_add_test(t, voice_that_only_comes_is_relayed_too);
    tcase_add_test(t, what_keeps_no_pace_is_a_file_if_a_third_or_less_comes_back);
    tcase_add_test(t, sizes_of_video_have_edges);
    tcase_add_test(t, more_than_a_tenth_of_video_is_a_video_call);
    tcase_add_test(t, more_than_half_of_full_packets_one_way_is_a_file);
    tcase_add_test(t, full_packets_both_ways_are_video);
    tcase_add_test(t, a_files_receiver_may_answer_with_anything);
    return suite_run("engine_window", t);
}
