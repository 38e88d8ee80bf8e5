/* SPDX-License-Identifier: BSD-2-Clause */
/* Ways through NAT: what peers report, who opens together, and port scans with what follows them. */
#include "tests/unit/engine_play.h"

static unsigned path_of(skypedpi_flow *flow)
{
    return play_verdict(flow).path;
}

/* ---- what peers say ---- */

/* Three peers tell a client at `own` that it is seen at `named`. */
static skypedpi_flow *told_by_three(struct place own, struct place named)
{
    skypedpi_flow *flow = NULL;
    for (uint8_t peer = 1; peer <= 3; peer++) {
        flow = play_open(own, place_4(192, 0, 2, peer, 30000), 17);
        play_answer(flow, REVERSE, (uint16_t)play_below(65536), ACK, named);
    }
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    return flow;
}

START_TEST(another_address_than_its_own_is_behind_nat)
{
    const struct place own = place_4(198, 51, 100, 7, 40000);
    skypedpi_flow *flow = told_by_three(own, place_4(203, 0, 113, 9, 0));
    ck_assert_uint_eq(path_of(flow), SKYPEDPI_PATH_NAT_ONE);
    skypedpi_flow *inbound = play_open(place_4(8, 8, 8, 8, 9), own, 17); /* whoever opens it */
    ck_assert_uint_eq(path_of(inbound), SKYPEDPI_PATH_NAT_ONE);
}
END_TEST

START_TEST(its_own_address_is_not_behind_nat)
{
    const struct place own = place_4(198, 51, 100, 7, 40000);
    ck_assert_uint_lt(path_of(told_by_three(own, own)), SKYPEDPI_PATH_NAT_ONE);
}
END_TEST

START_TEST(a_nack_with_the_senders_address_is_direct)
{
    skypedpi_flow *flow = play_udp(place_4(198, 51, 100, 7, 40000), place_4(203, 0, 113, 9, 30000));
    ck_assert_uint_eq(path_of(flow), SKYPEDPI_PATH_DIRECT);
}
END_TEST

START_TEST(who_open_together_are_both_behind_nat) /* EHL06 5.2.1: both ask before either is answered */
{
    const struct place a = place_4(198, 51, 100, 7, 40000), b = place_4(203, 0, 113, 9, 30000);
    skypedpi_flow *flow = play_open(a, b, 17);
    play_message(flow, 0, 0x1111, COMMAND, 24);
    play.now += 10 * MS;
    play_message(flow, REVERSE, 0x2222, COMMAND, 27);
    play.now += MS;
    play_answer(flow, 0, 0x2222, NACK, b);
    play.now += 90 * MS;
    play_answer(flow, REVERSE, 0x1111, NACK, a);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(path_of(flow), SKYPEDPI_PATH_NAT_BOTH);
}
END_TEST

START_TEST(who_are_asked_one_after_the_other_are_not)
{
    const struct place a = place_4(198, 51, 100, 7, 40000), b = place_4(203, 0, 113, 9, 30000);
    skypedpi_flow *flow = play_open(a, b, 17);
    play_message(flow, 0, 0x1111, COMMAND, 24);
    play_answer(flow, REVERSE, 0x1111, NACK, a);
    play_message(flow, REVERSE, 0x2222, COMMAND, 27);
    play_answer(flow, 0, 0x2222, NACK, b);
    ck_assert_uint_eq(path_of(flow), SKYPEDPI_PATH_DIRECT);
}
END_TEST

/* ---- port scans ---- */

static struct place seeker(uint16_t port)
{
    return place_4(198, 51, 100, 7, port);
}

static struct place sought(uint16_t port)
{
    return place_4(203, 0, 113, 9, port);
}

static struct place third(uint16_t port)
{
    return place_4(192, 0, 2, 33, port);
}

/* One message to each of ten ports of an address. */
static void scan(struct place from, struct place to)
{
    for (uint16_t i = 0; i < 10; i++, to.port++, play.now += 15 * MS)
        play_message(play_open(from, to, 17), 0, (uint16_t)play_below(65536), COMMAND, 20 + play_below(10));
}

/* Is a call to that place, which begins so many seconds after a scan, taken for relayed? */
static bool relayed_after(uint64_t seconds, struct place from, struct place to)
{
    play_engine(1024, 16);
    scan(seeker(40000), sought(30000));
    play.now += seconds * SECOND;
    skypedpi_flow *flow = play_udp(from, to);
    play_voice(flow, 8);
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_int_eq(v.activity == SKYPEDPI_ACTIVITY_RELAYED, v.path == SKYPEDPI_PATH_RELAYED);
    ck_assert_int_eq(v.activity == SKYPEDPI_ACTIVITY_RELAYED, v.mechanism == SKYPEDPI_MECHANISM_UDP_RELAYED);
    return v.activity == SKYPEDPI_ACTIVITY_RELAYED;
}

START_TEST(a_scan_is_about_all_flows_between_two_hosts)
{
    skypedpi_flow *before = play_udp(seeker(1), sought(2));
    ck_assert_uint_eq(path_of(before), SKYPEDPI_PATH_DIRECT);
    scan(seeker(40000), sought(30000));
    ck_assert_uint_eq(path_of(before), SKYPEDPI_PATH_NAT_SYMMETRIC);
    ck_assert_uint_eq(path_of(play_udp(seeker(40000), sought(30010))), SKYPEDPI_PATH_NAT_SYMMETRIC);
    ck_assert_uint_eq(path_of(play_udp(seeker(3), sought(4))), SKYPEDPI_PATH_NAT_SYMMETRIC);
    ck_assert_uint_eq(path_of(play_udp(sought(5), seeker(6))), SKYPEDPI_PATH_NAT_SYMMETRIC);
}
END_TEST

START_TEST(a_scan_is_about_no_others)
{
    scan(seeker(40000), sought(30000));
    ck_assert_uint_eq(path_of(play_udp(seeker(40000), third(1))), SKYPEDPI_PATH_DIRECT);
    ck_assert_uint_eq(path_of(play_udp(third(2), sought(30000))), SKYPEDPI_PATH_DIRECT);
    ck_assert_uint_eq(path_of(play_udp(third(3), seeker(40000))), SKYPEDPI_PATH_DIRECT);
}
END_TEST

START_TEST(five_ports_are_no_scan_and_six_are)
{
    for (uint16_t i = 0; i < 4; i++)
        play_message(play_open(seeker(40000), sought((uint16_t)(30000 + i)), 17), 0, 1, COMMAND, 20);
    skypedpi_flow *fifth = play_udp(seeker(40000), sought(30004));
    ck_assert_uint_eq(path_of(fifth), SKYPEDPI_PATH_DIRECT);
    play_message(play_open(seeker(40000), sought(30005), 17), 0, 1, COMMAND, 20);
    ck_assert_uint_eq(path_of(fifth), SKYPEDPI_PATH_NAT_SYMMETRIC);
}
END_TEST

START_TEST(six_hosts_are_no_scan)
{
    for (uint8_t i = 0; i < 12; i++)
        play_message(play_open(seeker(40000), place_4(203, 0, 113, i, 30000), 17), 0, (uint16_t)(i * 99),
                     COMMAND, 20);
    ck_assert_uint_lt(path_of(play_udp(seeker(1), sought(2))), SKYPEDPI_PATH_NAT_SYMMETRIC);
}
END_TEST

START_TEST(a_call_to_a_third_soon_after_a_scan_is_relayed)
{
    ck_assert(relayed_after(0, seeker(40000), third(1)));
    ck_assert(relayed_after(30, seeker(40000), third(1)));
    ck_assert(relayed_after(30, third(1), seeker(40000))); /* whoever opens the flow */
}
END_TEST

START_TEST(a_minute_after_a_scan_a_call_is_its_own)
{
    ck_assert(relayed_after(60, seeker(40000), third(1))); /* it begins within the minute */
    ck_assert(!relayed_after(61, seeker(40000), third(1)));
    ck_assert(!relayed_after(3600, seeker(40000), third(1)));
}
END_TEST

START_TEST(when_a_flow_is_closed_does_not_make_its_call_another)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    scan(seeker(40000), sought(30000));
    skypedpi_flow *flow = play_udp(seeker(40000), third(1));
    play_voice(flow, 2);
    play.now += 120 * SECOND;
    play_udp(place_4(8, 8, 8, 8, 8),
             place_4(9, 9, 9, 9, 9)); /* what others do while it waits for its timeout */
    ck_assert_int_eq(skypedpi_flow_close(play.engine, flow, &v), SKYPEDPI_OK);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_RELAYED);
}
END_TEST

START_TEST(a_call_to_whom_was_scanned_is_not_relayed)
{
    ck_assert(!relayed_after(1, seeker(40000), sought(30010)));
    ck_assert(!relayed_after(1, sought(30010), seeker(40000)));
}
END_TEST

START_TEST(calls_of_others_are_not_relayed)
{
    ck_assert(!relayed_after(1, third(1), sought(30000)));
    ck_assert(!relayed_after(1, third(1), place_4(192, 0, 2, 44, 2)));
}
END_TEST

START_TEST(a_call_that_goes_on_is_not_relayed_by_a_later_scan)
{
    skypedpi_flow *flow = play_udp(seeker(1), third(1));
    play_voice(flow, 6);
    scan(seeker(40000), sought(30000));
    play_voice(flow, 6);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
}
END_TEST

START_TEST(without_memory_there_are_no_scans)
{
    play_engine(0, 16);
    scan(seeker(40000), sought(30000));
    ck_assert_uint_eq(path_of(play_udp(seeker(1), sought(2))), SKYPEDPI_PATH_DIRECT);
    ck_assert_uint_eq(path_of(play_udp(place_4(10, 0, 0, 1, 1), sought(2))), SKYPEDPI_PATH_NAT_ONE);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("nat");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, another_address_than_its_own_is_behind_nat);
    tcase_add_test(t, its_own_address_is_not_behind_nat);
    tcase_add_test(t, a_nack_with_the_senders_address_is_direct);
    tcase_add_test(t, who_open_together_are_both_behind_nat);
    tcase_add_test(t, who_are_asked_one_after_the_other_are_not);
    tcase_add_test(t, a_scan_is_about_all_flows_between_two_hosts);
    tcase_add_test(t, a_scan_is_about_no_others);
    tcase_add_test(t, five_ports_are_no_scan_and_six_are);
    tcase_add_test(t, six_hosts_are_no_scan);
    tcase_add_test(t, a_call_to_a_third_soon_after_a_scan_is_relayed);
    tcase_add_test(t, a_minute_after_a_scan_a_call_is_its_own);
    tcase_add_test(t, when_a_flow_is_closed_does_not_make_its_call_another);
    tcase_add_test(t, a_call_to_whom_was_scanned_is_not_relayed);
    tcase_add_test(t, calls_of_others_are_not_relayed);
    tcase_add_test(t, a_call_that_goes_on_is_not_relayed_by_a_later_scan);
    tcase_add_test(t, without_memory_there_are_no_scans);
    return suite_run("engine_nat", t);
}
