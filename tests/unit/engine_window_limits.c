/* SPDX-License-Identifier: BSD-2-Clause */
/* Windows of relayed files at their edges, and windows of more packets, bytes and time than there should be. */
#include "tests/unit/window_fill.h"

/* ---- a file through a relay: 500 to 1500 bytes a second, one way, packets of 150 bytes and more ---- */

START_TEST(a_relayed_file_has_500_bytes_a_second)
{
    add(0, 75, 200, 400);
    span(30000);
    ck_assert(window_relayed_file(&w));
    span(30001);
    ck_assert(!window_relayed_file(&w));
}
END_TEST

START_TEST(a_relayed_file_has_1500_bytes_a_second_at_most)
{
    add(1, 225, 200, 130);
    span(30000);
    ck_assert(window_relayed_file(&w));
    w.bytes[1]++;
    ck_assert(!window_relayed_file(&w));
}
END_TEST

START_TEST(a_relayed_file_has_twenty_packets)
{
    add(0, 19, 1000, 1500);
    span(30000);
    ck_assert(!window_relayed_file(&w));
    add(0, 1, 1000, 1500);
    span(30000);
    ck_assert(window_relayed_file(&w));
}
END_TEST

START_TEST(a_relayed_files_packets_have_150_bytes)
{
    add(0, 120, 149, 250);
    span(30000);
    ck_assert(!window_relayed_file(&w));
    setup();
    add(0, 120, 150, 250);
    span(30000);
    ck_assert(window_relayed_file(&w));
}
END_TEST

START_TEST(signalling_does_not_make_a_files_packets_longer)
{
    add(0, 30, 67, 1000);
    for (int i = 0; i < 60; i++)
        window_add(&w, 0, 300, 500, false, w.last);
    span(30000);
    ck_assert(!window_relayed_file(&w));
}
END_TEST

START_TEST(a_relayed_file_goes_one_way)
{
    add(0, 100, 200, 300);
    add(1, 50, 200, 300);
    span(30000);
    ck_assert(window_relayed_file(&w));
    w.bytes[1]++;
    ck_assert(!window_relayed_file(&w));
}
END_TEST

START_TEST(a_short_burst_is_no_relayed_file) /* window.h: half a minute or more */
{
    add(0, 20, 150, 100);
    span(2500);
    ck_assert(!window_relayed_file(&w));
}
END_TEST

START_TEST(bytes_without_data_are_no_file)
{
    for (int i = 0; i < 100; i++)
        window_add(&w, 0, 250, 300, false, BEGIN);
    span(30000);
    ck_assert(!window_relayed_file(&w));
    add(1, 30, 4, 1000); /* the other way is data, the heavy one is not */
    span(30000);
    ck_assert(!window_relayed_file(&w));
}
END_TEST

/* ---- more than fits ---- */

START_TEST(more_packets_than_16_bits_count_are_a_file_still)
{
    static const unsigned packets[] = {65534, 65535, 65536, 65540, 65536 + 30, 131072, 131073, 200000};
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        setup();
        add(0, packets[i], 1300, 0);
        span(2990);
        ck_assert_msg(window_activity(&w) == SKYPEDPI_ACTIVITY_FILE_TRANSFER, "%u packets: %u", packets[i],
                      window_activity(&w));
    }
}
END_TEST

START_TEST(more_short_packets_than_16_bits_count_are_no_call)
{
    for (unsigned packets = 65530; packets < 65600; packets++) {
        setup();
        add(0, packets, 100, 0); /* no pace: neither voice nor a file that is answered */
        add(1, 50, 100, 30);
        span(2990);
        ck_assert_msg(window_activity(&w) == SKYPEDPI_ACTIVITY_NONE, "%u packets: %u", packets,
                      window_activity(&w));
    }
}
END_TEST

START_TEST(more_bytes_than_32_bits_count_keep_their_balance)
{
    add(0, 40, 40000000, 30); /* 1.6e9 both ways: three times that does not fit */
    add(1, 40, 40000000, 30);
    span(2990);
    ck_assert_uint_eq(window_activity(&w), SKYPEDPI_ACTIVITY_CALL_VIDEO);
    setup();
    add(0, 40, 110000000, 30); /* 4.4e9 */
    add(1, 40, 105000000, 30);
    span(2990);
    ck_assert_uint_eq(window_activity(&w), SKYPEDPI_ACTIVITY_CALL_VIDEO);
}
END_TEST

START_TEST(more_bytes_than_32_bits_count_are_not_slow)
{
    add(0, 100, 42949673, 300); /* 4 and 20,000 more */
    add(0, 80, 250, 300);
    span(30000);
    ck_assert(!window_relayed_file(&w));
    setup();
    add(0, 3, UINT32_MAX, 0);
    add(0, 57, UINT32_MAX, 1);
    span(2990);
    ck_assert_uint_eq(window_activity(&w), SKYPEDPI_ACTIVITY_FILE_TRANSFER);
}
END_TEST

/* ---- time ---- */

START_TEST(time_standing_still_is_no_call)
{
    add(0, 1000, 67, 30);
    add(1, 1000, 67, 30);
    ck_assert_uint_eq(window_span(&w), 1);
    ck_assert_uint_eq(window_activity(&w), SKYPEDPI_ACTIVITY_NONE);
    ck_assert(!window_relayed_file(&w));
}
END_TEST

START_TEST(time_going_back_is_taken_for_standing_still) /* the promise of struct skypedpi_packet */
{
    add(0, 30, 67, 30);
    span(1000);
    window_add(&w, 1, 67, 30, true, BEGIN - 4 * SECOND);
    ck_assert_uint_le(window_span(&w), 1000);
    window_add(&w, 1, 67, 30, true, BEGIN + 2 * SECOND);
    ck_assert_uint_eq(window_span(&w), 2000);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("window-limits");
    tcase_add_checked_fixture(t, setup, NULL);
    tcase_add_test(t, a_relayed_file_has_500_bytes_a_second);
    tcase_add_test(t, a_relayed_file_has_1500_bytes_a_second_at_most);
    tcase_add_test(t, a_relayed_file_has_twenty_packets);
    tcase_add_test(t, a_relayed_files_packets_have_150_bytes);
    tcase_add_test(t, signalling_does_not_make_a_files_packets_longer);
    tcase_add_test(t, a_relayed_file_goes_one_way);
    tcase_add_test(t, a_short_burst_is_no_relayed_file);
    tcase_add_test(t, bytes_without_data_are_no_file);
    tcase_add_test(t, more_packets_than_16_bits_count_are_a_file_still);
    tcase_add_test(t, more_short_packets_than_16_bits_count_are_no_call);
    tcase_add_test(t, more_bytes_than_32_bits_count_keep_their_balance);
    tcase_add_test(t, more_bytes_than_32_bits_count_are_not_slow);
    tcase_add_test(t, time_standing_still_is_no_call);
    tcase_add_test(t, time_going_back_is_taken_for_standing_still);
    return suite_run("engine_window_limits", t);
}
