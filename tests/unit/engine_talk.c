/* SPDX-License-Identifier: BSD-2-Clause */
/* What the talk of 2008 names as limits of its system: what holds of them here, and what does not. */
#include "tests/unit/engine_play.h"

#define PROBES 4

static struct place peer(uint8_t number)
{
    return place_4(198, 51, 100, number, 33033);
}

/* Behind one NAT all clients have its address. */
static struct place behind_nat(uint16_t port)
{
    return place_4(203, 0, 113, 1, port);
}

/* Requests to so many peers; nobody answers. The last flow. */
static skypedpi_flow *probe(struct place from, uint16_t id, uint8_t first_peer)
{
    skypedpi_flow *flow = NULL;
    for (uint8_t i = 0; i < PROBES; i++) {
        flow = play_open(from, peer((uint8_t)(first_peer + i)), 17);
        play_message(flow, 0, (uint16_t)(id + 2 * i), COMMAND, 30);
    }
    return flow;
}

START_TEST(an_open_call_is_known_by_its_endpoint)
{
    skypedpi_flow *call = play_open(behind_nat(40000), peer(200), 17);
    for (unsigned i = 0; i < 10; i++)
        play_data(call, i % 2, 67);
    ck_assert_uint_eq(play_application(call), SKYPEDPI_APPLICATION_UNKNOWN);
    probe(behind_nat(40000), 100, 1);
    ck_assert_uint_eq(play_application(call), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(an_open_call_that_used_its_budget_stays_unknown)
{
    skypedpi_flow *call = play_open(behind_nat(40000), peer(200), 17);
    play_voice(call, 1);
    probe(behind_nat(40000), 100, 1);
    ck_assert_uint_eq(play_application(call), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert(play_verdict(call).flags & SKYPEDPI_FLAG_BUDGET);
}
END_TEST

START_TEST(clients_behind_one_nat_are_told_apart)
{
    skypedpi_flow *one = probe(behind_nat(40000), 100, 1), *two = probe(behind_nat(50000), 7000, 1);
    skypedpi_flow *other = play_open(behind_nat(60000), peer(1), 17);
    play_message(other, 0, 9, DATA, 67);
    ck_assert_uint_eq(play.tellings, 2);
    ck_assert(play.told[0].port == 40000 && play.told[1].port == 50000);
    ck_assert_uint_eq(play_application(one), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play_application(two), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play_application(other), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

/* Their requests, mixed in time, do not spoil each other's chains of ids. */
START_TEST(clients_behind_one_nat_may_speak_at_the_same_time)
{
    for (uint8_t i = 0; i < PROBES; i++)
        for (uint8_t client = 0; client < 2; client++) {
            skypedpi_flow *flow =
                play_open(behind_nat((uint16_t)(40000 + client)), peer((uint8_t)(1 + 10 * client + i)), 17);
            play_message(flow, 0, (uint16_t)(100 + 30000 * client + 2 * i), COMMAND, 30);
        }
    ck_assert_msg(play.tellings == 2, "%u: %u", play.tellings, play.told[0].port);
}
END_TEST

/* Where only what comes back is seen: peers agree on the address the client has for them. */
START_TEST(the_way_back_alone_is_enough_for_an_endpoint)
{
    skypedpi_flow *flow = NULL;
    for (uint8_t i = 0; i < PROBES; i++) {
        ck_assert(!flow || i > 1 || play_application(flow) == SKYPEDPI_APPLICATION_UNKNOWN);
        flow = play_open(peer(i), behind_nat(40000), 17);
        play_answer(flow, 0, (uint16_t)(100 + 2 * i), NACK, place_4(10, 0, 0, 9, 0));
    }
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(the_way_there_alone_is_enough_for_an_endpoint)
{
    ck_assert_uint_eq(play_application(probe(behind_nat(40000), 100, 1)), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(a_connection_nobody_takes_is_unknown)
{
    skypedpi_flow *flow = play_syn(behind_nat(40000), peer(1));
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_UNKNOWN);
    probe(behind_nat(40000), 100, 1); /* and the client's UDP port says nothing of it */
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("talk");
    tcase_add_checked_fixture(tests, play_begin, play_end);
    tcase_add_test(tests, an_open_call_is_known_by_its_endpoint);
    tcase_add_test(tests, an_open_call_that_used_its_budget_stays_unknown);
    tcase_add_test(tests, clients_behind_one_nat_are_told_apart);
    tcase_add_test(tests, clients_behind_one_nat_may_speak_at_the_same_time);
    tcase_add_test(tests, the_way_back_alone_is_enough_for_an_endpoint);
    tcase_add_test(tests, the_way_there_alone_is_enough_for_an_endpoint);
    tcase_add_test(tests, a_connection_nobody_takes_is_unknown);
    return suite_run("engine/talk", tests);
}
