/* SPDX-License-Identifier: BSD-2-Clause */
/* Nodes that pass on what they are sent, and those that only seem to. */
#include "tests/unit/engine_play.h"

#define GAP 30 /* milliseconds between packets of voice */

static struct place node(void)
{
    return place_4(198, 51, 100, 9, 5000);
}

static struct place guest(uint8_t number)
{
    return place_4(203, 0, 113, number, (uint16_t)(6000 + number));
}

/* A flow of a guest to the node that is decided. */
static skypedpi_flow *visit(uint8_t number)
{
    return play_udp(guest(number), node());
}

/* Was that endpoint told as a relay? */
static bool is_relay(struct place place)
{
    for (unsigned i = 0; i < play.tellings && i < TOLD; i++)
        if (play.told[i].role == SKYPEDPI_ROLE_RELAY && play.told[i].port == place.port &&
            memcmp(play.told[i].address, place.address, 4) == 0)
            return true;
    return false;
}

static void assert_relayed(skypedpi_flow *flow)
{
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_RELAYED);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_UDP_RELAYED);
    ck_assert_uint_eq(v.path, SKYPEDPI_PATH_RELAYED);
    ck_assert_uint_eq(v.role, SKYPEDPI_ROLE_RELAY);
}

static void assert_direct(skypedpi_flow *flow)
{
    const struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_UDP_DIRECT);
    ck_assert_uint_ne(v.path, SKYPEDPI_PATH_RELAYED);
    ck_assert_uint_eq(v.role, SKYPEDPI_ROLE_NODE);
}

/* What one says leaves to the other, the same length, `lag` milliseconds later; both say something each GAP. */
static void pass_on(skypedpi_flow *a, skypedpi_flow *b, unsigned packets, uint32_t low, uint32_t sizes,
                    uint32_t lag)
{
    for (unsigned i = 0; i < packets; i++) {
        uint64_t start = play.now;
        uint32_t there = low + play_below(sizes), back = low + play_below(sizes);
        play_data(a, 0, there);
        play.now = start + lag * MS;
        play_data(b, REVERSE, there);
        play.now = start + GAP / 2 * MS;
        play_data(b, 0, back);
        play.now += lag * MS;
        play_data(a, REVERSE, back);
        play.now = start + GAP * MS;
    }
}

START_TEST(who_passes_on_what_comes_is_a_relay)
{
    skypedpi_flow *a = visit(1), *b = visit(2);
    unsigned before = play.tellings;
    pass_on(a, b, 200, 60, 40, 2);
    assert_relayed(a);
    assert_relayed(b);
    ck_assert_uint_eq(play.tellings, before + 1); /* told once, and of nobody else */
    ck_assert(is_relay(node()));
    ck_assert_uint_eq(play.told[before].application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play.told[before].transport, 17);
}
END_TEST

START_TEST(who_opened_the_flows_does_not_matter)
{
    skypedpi_flow *a = visit(1), *b = play_udp(node(), guest(2));
    for (int i = 0; i < 300; i++) {
        uint32_t length = 60 + play_below(40);
        play_data(_i ? b : a, _i ? REVERSE : 0, length);
        play.now += 3 * MS;
        play_data(_i ? a : b, _i ? REVERSE : 0, length); /* one way only: out by the flow that the node
                                                            opened, or in */
        play.now += 27 * MS;
    }
    assert_relayed(a);
    assert_relayed(b);
    ck_assert(is_relay(node()));
    ck_assert(!is_relay(guest(1)));
    ck_assert(!is_relay(guest(2)));
}
END_TEST

START_TEST(two_sizes_in_turn_are_enough)
{
    skypedpi_flow *a = visit(1), *b = visit(2);
    for (uint32_t i = 0; i < 300; i++, play.now += GAP * MS) {
        play_data(a, 0, 67 + i % 2);
        play_data(b, REVERSE, 67 + i % 2);
    }
    ck_assert(is_relay(node()));
}
END_TEST

START_TEST(packets_of_one_size_tell_nothing)
{
    skypedpi_flow *a = visit(1), *b = visit(2);
    pass_on(a, b, 1000, 67, 1, 2);
    assert_direct(a);
    assert_direct(b);
    ck_assert(!is_relay(node()));
}
END_TEST

START_TEST(six_packets_passed_on_are_a_relayed_call)
{
    skypedpi_flow *a = visit(1), *b = visit(2);
    pass_on(visit(3), visit(4), 30, 60, 40, 2);
    for (uint32_t i = 1; i <= 6; i++) {
        play_data(a, 0, 100 + i);
        play_data(b, REVERSE, 100 + i);
        play_voice(a, 5);
        const struct skypedpi_verdict v = play_verdict(a);
        ck_assert_uint_eq(v.activity, i < 6 ? SKYPEDPI_ACTIVITY_CALL_AUDIO : SKYPEDPI_ACTIVITY_RELAYED);
    }
}
END_TEST

START_TEST(copies_leave_within_ten_milliseconds)
{
    skypedpi_flow *a = visit(1), *b = visit(2), *c = visit(3), *d = visit(4);
    pass_on(c, d, 300, 60, 200, 11);
    assert_direct(c);
    assert_direct(d);
    ck_assert(!is_relay(node()));
    pass_on(a, b, 300, 60, 200, 10);
    assert_relayed(a);
    assert_relayed(b);
}
END_TEST

START_TEST(what_comes_in_leaves_once) /* two get what one says: that is a conference, no relay */
{
    skypedpi_flow *a = visit(1), *b = visit(2), *c = visit(3);
    for (int i = 0; i < 500; i++, play.now += GAP * MS) {
        uint32_t length = 60 + play_below(200);
        play_data(a, 0, length);
        play_data(b, REVERSE, length);
        play_data(c, REVERSE, length);
    }
    ck_assert(!is_relay(node()));
}
END_TEST

START_TEST(an_echo_is_no_relay) /* what comes back by the flow it came by */
{
    skypedpi_flow *a = visit(1);
    for (int i = 0; i < 500; i++, play.now += GAP * MS) {
        uint32_t length = 60 + play_below(40);
        play_data(a, 0, length);
        play.now += MS;
        play_data(a, REVERSE, length);
    }
    assert_direct(a);
    ck_assert(!is_relay(node()));
}
END_TEST

/* ---- a conference: the node mixes, and sends each guest a stream of its own, of much the same sizes ---- */

/* Each of the guests' streams, both ways, goes its pace from a random moment on. */
static void mix(skypedpi_flow **flow, unsigned guests, unsigned seconds, uint32_t sizes)
{
    unsigned phase[2][8];
    for (unsigned i = 0; i < guests; i++)
        for (unsigned way = 0; way < 2; way++)
            phase[way][i] = play_below(GAP);
    for (unsigned ms = 0; ms < seconds * 1000; ms++, play.now += MS)
        for (unsigned i = 0; i < guests; i++)
            for (unsigned way = 0; way < 2; way++)
                if (ms % GAP == phase[way][i])
                    play_data(flow[i], way ? REVERSE : 0, 67 + play_below(sizes) - sizes / 2);
}

START_TEST(who_mixes_is_no_relay)
{
    for (uint32_t seed = 1; seed <= 20; seed++) {
        skypedpi_flow *flow[2];
        play_engine(1024, 16);
        play.noise = seed * 2654435761u;
        play.tellings = 0;
        for (uint8_t i = 0; i < 2; i++)
            flow[i] = visit((uint8_t)(1 + i));
        mix(flow, 2, 40, 3);
        ck_assert_msg(!is_relay(node()), "seed %u", seed);
        assert_direct(flow[0]);
        assert_direct(flow[1]);
    }
}
END_TEST

START_TEST(who_mixes_for_many_is_no_relay)
{
    skypedpi_flow *flow[8];
    for (uint8_t i = 0; i < 8; i++)
        flow[i] = visit((uint8_t)(1 + i));
    mix(flow, 8, 60, 21); /* iSAC: sizes spread */
    ck_assert(!is_relay(node()));
    for (unsigned i = 0; i < 8; i++)
        assert_direct(flow[i]);
}
END_TEST

START_TEST(two_calls_of_one_client_are_not_relayed) /* one on hold, one spoken: neither is the other's */
{
    skypedpi_flow *a = visit(1), *b = visit(2);
    for (unsigned ms = 0; ms < 60000; ms++, play.now += MS) {
        if (ms % 30 == 0)
            play_data(a, 0, 60 + play_below(40));
        if (ms % 20 == 7)
            play_data(b, REVERSE, 60 + play_below(40));
        if (ms % 30 == 11)
            play_data(a, REVERSE, 60 + play_below(40));
        if (ms % 20 == 13)
            play_data(b, 0, 60 + play_below(40));
    }
    assert_direct(a);
    assert_direct(b);
    ck_assert(!is_relay(node()));
}
END_TEST

/* ---- records are given back and taken again ---- */

START_TEST(who_takes_a_closed_flows_record_is_not_relayed)
{
    skypedpi_flow *a, *b = visit(2);
    pass_on(visit(4), visit(5), 30, 60, 40, 2);
    a = visit(1);
    for (uint32_t i = 0; i < 12; i++)
        play_data(a, 0, 100 + i);
    play_close(a);
    skypedpi_flow *other = visit(3); /* whom the relay passes nothing on of */
    for (uint32_t i = 0; i < 12; i++)
        play_data(b, REVERSE, 100 + i); /* copies of what came by the closed flow */
    ck_assert(is_relay(node()));
    play_voice(other, 10);
    ck_assert_uint_eq(play_verdict(other).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_eq(play_verdict(other).mechanism, SKYPEDPI_MECHANISM_UDP_DIRECT);
}
END_TEST

START_TEST(records_that_nobody_has_are_left_alone)
{
    play_engine(1024, 2);
    skypedpi_flow *b = visit(2);
    for (int round = 0; round < 50; round++) {
        skypedpi_flow *a = visit(1);
        for (uint32_t i = 0; i < 12; i++)
            play_data(a, 0, 100 + i);
        play_close(a);
        for (uint32_t i = 0; i < 12; i++)
            play_data(b, REVERSE, 100 + i);
        play.now += GAP * MS;
    }
    skypedpi_flow *last = play_udp(place_4(192, 0, 2, 1, 7001), place_4(192, 0, 2, 2, 7002));
    ck_assert_uint_eq(play_verdict(last).flags & SKYPEDPI_FLAG_SHORT_POOL, 0);
    play_voice(last, 10);
    assert_direct(last);
}
END_TEST

START_TEST(without_memory_nobody_is_a_relay)
{
    play_engine(0, 16);
    skypedpi_flow *a = visit(1), *b = visit(2);
    pass_on(a, b, 300, 60, 40, 2);
    assert_direct(a);
    assert_direct(b);
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("relay");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, who_passes_on_what_comes_is_a_relay);
    tcase_add_loop_test(t, who_opened_the_flows_does_not_matter, 0, 2);
    tcase_add_test(t, two_sizes_in_turn_are_enough);
    tcase_add_test(t, packets_of_one_size_tell_nothing);
    tcase_add_test(t, six_packets_passed_on_are_a_relayed_call);
    tcase_add_test(t, copies_leave_within_ten_milliseconds);
    tcase_add_test(t, what_comes_in_leaves_once);
    tcase_add_test(t, an_echo_is_no_relay);
    tcase_add_test(t, who_mixes_is_no_relay);
    tcase_add_test(t, who_mixes_for_many_is_no_relay);
    tcase_add_test(t, two_calls_of_one_client_are_not_relayed);
    tcase_add_test(t, who_takes_a_closed_flows_record_is_not_relayed);
    tcase_add_test(t, records_that_nobody_has_are_left_alone);
    tcase_add_test(t, without_memory_nobody_is_a_relay);
    return suite_run("engine_relay", t);
}
