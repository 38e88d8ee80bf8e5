/* SPDX-License-Identifier: BSD-2-Clause */
/* A table of endpoints with little room, and records that mean one thing to a host and another to an endpoint.
 */
#include "tests/unit/engine_play.h"

#define ABOUT "era any mechanism udp-direct activity signalling source \"test\" proof \"test\" "

/* Messages by their third byte. */
enum { DECIDES = 2, SCANS = 0x12, NAMES = 0x22 };

static const char set[] =
    "signature s1 { id 1 transport udp " ABOUT "packet u8[2] == 2 weight 90 }\n"
    "signature s2 { id 2 transport udp scope host path nat-symmetric " ABOUT
    "packet u8[2] == 0x12 count 3 packets within 60 seconds weight 60 }\n"
    "signature s3 { id 3 transport udp scope host " ABOUT
    "packet u8[2] == 0x22 and len == 11 same skype.address count 2 packets within 60 seconds weight 60 }\n";

static void setup(void)
{
    play_begin();
    play_load(set);
    play_engine(8, 4); /* one set of eight places */
}

static struct place node(uint8_t number, uint16_t port)
{
    return place_4(203, 0, 113, number, port);
}

static skypedpi_flow *decided(struct place from, struct place to)
{
    skypedpi_flow *flow = play_open(from, to, 17);
    play_message(flow, 0, 1, DECIDES, 30);
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_FINAL);
    return flow;
}

static void scan(struct place from, struct place to)
{
    for (uint16_t i = 0; i < 4; i++, to.port++)
        play_message(play_open(from, to, 17), 0, 1, SCANS, 30);
}

/* Every telling is about something that is there: an endpoint or a host, of an application, with a reason. */
static void assert_tellings(void)
{
    for (unsigned i = 0; i < play.tellings && i < TOLD; i++) {
        const struct skypedpi_endpoint *e = &play.told[i];
        ck_assert_msg(e->transport == 17 || e->transport == 0, "transport %u", e->transport);
        ck_assert_uint_eq(e->application, SKYPEDPI_APPLICATION_SKYPE);
        ck_assert_uint_ne(e->signature, 0);
        ck_assert_msg(e->address[4] == 0 && e->address[8] == 0, "an address of IPv4 has four bytes");
    }
}

START_TEST(a_path_does_not_take_the_place_of_the_host_it_is_about)
{
    decided(node(1, 1), node(2, 1)); /* two endpoints and their hosts */
    decided(node(1, 2), node(3, 1)); /* two more, and a host: one place is left */
    scan(node(9, 1), node(10, 1));   /* the host takes it, and its pair needs one, too */
    assert_tellings();
}
END_TEST

START_TEST(a_path_that_could_not_be_kept_makes_no_call_relayed)
{
    decided(node(1, 1), node(2, 1));
    decided(node(1, 2), node(3, 1));
    skypedpi_flow *flow = decided(node(1, 3), node(4, 1)); /* full: all of it known */
    scan(node(1, 3), node(4, 10));
    play_voice(flow, 8); /* the scan found a way */
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    assert_tellings();
}
END_TEST

START_TEST(a_crowd_of_all_kinds_confuses_nobody)
{
    for (int round = 0; round < 3000; round++) {
        struct place from = node((uint8_t)play_below(12), (uint16_t)play_below(4)),
                     to = node((uint8_t)play_below(12), (uint16_t)play_below(4));
        static const uint8_t function[] = {DECIDES, SCANS, SCANS, SCANS, NAMES, DATA};
        skypedpi_flow *flow = play_open(from, to, 17);
        for (uint32_t i = 0; i < 3; i++)
            play_message(flow, i % 2 ? REVERSE : 0, 1, function[play_below(6)], 11 + play_below(3));
        if (play_below(4) == 0)
            skypedpi_flow_block(play.engine, flow);
        if (play_below(50) == 0)
            ck_assert_int_eq(skypedpi_engine_set_db(play.engine, play.db), SKYPEDPI_OK);
        play_verdict(flow);
        play_close(flow);
        play.now += play_below(2000) * MS;
        assert_tellings();
    }
}
END_TEST

START_TEST(two_hosts_of_ipv6_have_a_path_of_their_own)
{
    const struct place a = {6, {0x20, 0x01, 1}, 1}, b = {6, {0x20, 0x01, 2}, 1}, c = {6, {0x20, 0x01, 3}, 1};
    play_engine(64, 0);
    scan(a, b);
    ck_assert_uint_eq(play_verdict(decided(a, b)).path, SKYPEDPI_PATH_NAT_SYMMETRIC);
    ck_assert_uint_eq(play_verdict(decided(b, a)).path, SKYPEDPI_PATH_NAT_SYMMETRIC);
    ck_assert_uint_eq(play_verdict(decided(a, c)).path, SKYPEDPI_PATH_NONE);
    ck_assert_uint_eq(play_verdict(decided(c, b)).path, SKYPEDPI_PATH_NONE);
}
END_TEST

/* ---- a word of a record that is an address to one and a time to another ---- */

START_TEST(when_a_host_was_blocked_is_no_address)
{
    play_engine(64, 0);
    skypedpi_flow *flow = play_open(node(9, 1), node(8, 1), 17);
    ck_assert_int_eq(play_data(flow, 0, 30), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_flow_block(play.engine, flow), SKYPEDPI_OK);
    scan(node(9, 1), node(10, 1));
    ck_assert_uint_eq(play.tellings, 1); /* the host is known */
    ck_assert_uint_eq(play.told[0].transport, 0);
    static const uint8_t none[4];
    ck_assert_mem_eq(play.told[0].reported, none, 4);
}
END_TEST

START_TEST(what_a_host_is_named_is_no_block)
{
    uint32_t second = (uint32_t)(play.now / SECOND);
    struct place named =
        place_4((uint8_t)(second >> 24), (uint8_t)(second >> 16), (uint8_t)(second >> 8), (uint8_t)second, 0);
    play_engine(64, 0);
    ck_assert_int_eq(skypedpi_flow_block(play.engine, play_open(node(1, 1), node(2, 1), 17)), SKYPEDPI_OK);
    for (uint16_t i = 0; i < 2; i++) /* of another host than the one that was blocked */
        play_answer(play_open(node(9, 1), node(8, i), 17), 0, 1, NAMES, named);
    ck_assert_uint_eq(play.tellings, 1);
    decided(node(9, 2), node(7, 1));
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("crowd");
    tcase_add_checked_fixture(t, setup, play_end);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, a_path_does_not_take_the_place_of_the_host_it_is_about);
    tcase_add_test(t, a_path_that_could_not_be_kept_makes_no_call_relayed);
    tcase_add_test(t, a_crowd_of_all_kinds_confuses_nobody);
    tcase_add_test(t, two_hosts_of_ipv6_have_a_path_of_their_own);
    tcase_add_test(t, when_a_host_was_blocked_is_no_address);
    tcase_add_test(t, what_a_host_is_named_is_no_block);
    return suite_run("engine_crowd", t);
}
