/* SPDX-License-Identifier: BSD-2-Clause */
/* What outlives the set that taught it: flows, endpoints, blocks, and what hosts tried. */
#include "tests/unit/engine_play.h"

#define ABOUT "era any mechanism udp-direct activity signalling source \"test\" proof \"test\" "

/* Nodes are known by two messages, phones by their host. Number 7 stands last here and first below. */
static const char old_set[] =
    "application \"phone\"\n"
    "signature s3 { id 3 transport udp scope host application phone " ABOUT
    "packet u8[2] == 0x42 count 2 packets within 60 seconds weight 60 }\n"
    "signature s4 { id 4 transport udp application phone " ABOUT "packet u8[2] == 0x52 weight 60 }\n"
    "signature s7 { id 7 transport udp scope endpoint " ABOUT
    "packet u8[2] == 0x62 count 2 packets within 60 seconds weight 60 }\n";

static const char new_set[] =
    "application \"fax\"\napplication \"phone\"\n"
    "signature s7 { id 7 transport udp scope endpoint " ABOUT
    "packet u8[2] == 0x62 count 2 packets within 60 seconds weight 60 }\n"
    "signature s9 { id 9 transport udp application fax " ABOUT "packet u8[2] == 0x72 weight 60 }\n";

static void swap(skypedpi_db *db)
{
    ck_assert_int_eq(skypedpi_engine_set_db(play.engine, db), SKYPEDPI_OK);
}

static void swap_text(const char *text)
{
    skypedpi_db *db = play_compile(text);
    swap(db);
    skypedpi_db_unref(db);
}

static void begin_with(const char *text)
{
    play_load(text);
    play_engine(256, 16);
}

static struct place client(uint16_t port)
{
    return place_4(198, 51, 100, 7, port);
}

static struct place peer(uint16_t port)
{
    return place_4(203, 0, 113, 9, port);
}

static struct place third(uint16_t port)
{
    return place_4(192, 0, 2, 33, port);
}

static skypedpi_flow *say(struct place from, struct place to, uint8_t function)
{
    skypedpi_flow *flow = play_open(from, to, 17);
    play_message(flow, 0, (uint16_t)play_below(65536), function, 25);
    return flow;
}

static void block(skypedpi_flow *flow)
{
    ck_assert_int_eq(skypedpi_flow_block(play.engine, flow), SKYPEDPI_OK);
}

/* ---- blocks, pairs and hosts ---- */

START_TEST(a_block_outlives_its_set)
{
    block(play_syn(client(51000), peer(40009)));
    swap(play.db);
    skypedpi_flow *next = play_syn(client(51000), peer(443));
    ck_assert_uint_eq(play_verdict(next).signature, 2042); /* the same address */
    ck_assert_uint_eq(play.attempts, 1);
    ck_assert_uint_eq(play.attempt[0].number, 1);
    swap(play.db);
    play_syn(client(51000), peer(80));
    ck_assert_uint_eq(play.attempts, 2);
    ck_assert_uint_eq(play.attempt[1].number, 2);
}
END_TEST

START_TEST(an_attempt_that_began_before_a_swap_is_told_after_it)
{
    block(play_syn(client(51000), peer(40009)));
    play.now += 70 * SECOND;
    skypedpi_flow *flow = say(client(40000), third(1), COMMAND);
    swap(play.db);
    play_answer(flow, REVERSE, 1, NACK, client(0));
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play.attempts, 1);
}
END_TEST

START_TEST(a_block_outlives_what_its_host_was_known_for)
{
    begin_with(old_set);
    say(client(1), peer(1), 0x42);
    skypedpi_flow *flow = say(client(1), peer(2), 0x42);
    ck_assert_uint_ge(play_application(flow), SKYPEDPI_APPLICATION_CUSTOM);
    block(flow);
    skypedpi_db *db;
    ck_assert_int_eq(skypedpi_db_builtin(&db), SKYPEDPI_OK); /* nothing of phones in it */
    swap(db);
    skypedpi_db_unref(db);
    play_udp(client(40000), third(1));
    ck_assert_uint_eq(play.attempts, 1);
}
END_TEST

START_TEST(what_a_host_tried_outlives_a_swap)
{
    play_udp(client(40000), third(1)); /* now an endpoint of that host is known */
    play_syn(client(51000), peer(40009));
    play.now += 1600 * MS;
    swap(play.db);
    ck_assert_uint_eq(play_verdict(play_syn(client(51000), peer(443))).signature, 4010);
}
END_TEST

START_TEST(a_scan_outlives_a_swap)
{
    for (uint16_t i = 0; i < 6; i++)
        say(client(40000), peer((uint16_t)(30000 + i)), COMMAND);
    swap(play.db);
    ck_assert_uint_eq(play_verdict(play_udp(client(40000), peer(30006))).path, SKYPEDPI_PATH_NAT_SYMMETRIC);
    skypedpi_flow *flow = play_udp(client(40000), third(1));
    play_voice(flow, 6);
    ck_assert_uint_eq(play_verdict(flow).path, SKYPEDPI_PATH_RELAYED);
}
END_TEST

START_TEST(a_relay_is_found_across_a_swap)
{
    skypedpi_flow *a = play_udp(client(1), peer(5000)), *b = play_udp(third(1), peer(5000));
    for (uint32_t i = 0; i < 14; i++, play.now += 30 * MS) {
        play_data(a, 0, 60 + i);
        play_data(b, REVERSE, 60 + i);
        if (i == 7) {
            ck_assert_uint_eq(play_verdict(a).role, SKYPEDPI_ROLE_NODE);
            swap(play.db);
        }
    }
    ck_assert_uint_eq(play_verdict(a).role, SKYPEDPI_ROLE_RELAY);
    swap(play.db);
    ck_assert_uint_eq(play_verdict(a).role, SKYPEDPI_ROLE_RELAY);
}
END_TEST

/* ---- endpoints ---- */

START_TEST(what_was_proven_stays_and_counting_begins_anew)
{
    for (uint16_t i = 0; i < 4; i++) {
        play_message(play_open(client(40000), third(i), 17), 0, (uint16_t)(100 + 2 * i), COMMAND, 30);
        if (i < 3)
            play_message(play_open(client(41000), third(i), 17), 0, (uint16_t)(500 + 2 * i), COMMAND, 30);
    }
    ck_assert_uint_eq(play.tellings, 1);
    swap(play.db);
    ck_assert_uint_eq(play_application(say(client(40000), third(9), DATA)), SKYPEDPI_APPLICATION_SKYPE);
    play_message(play_open(client(41000), third(3), 17), 0, 506, COMMAND, 30);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

START_TEST(an_endpoints_reason_is_carried_by_its_number)
{
    begin_with(old_set);
    say(client(1), peer(1), 0x62);
    say(client(1), peer(2), 0x62);
    ck_assert_uint_eq(play_verdict(say(client(1), third(1), DATA)).signature, 7);
    swap_text(new_set);
    ck_assert_uint_eq(play_verdict(say(client(1), third(2), DATA)).signature, 7);
}
END_TEST

START_TEST(an_application_is_carried_by_its_name)
{
    begin_with(old_set);
    skypedpi_flow *flow = say(client(1), peer(1), 0x52);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_CUSTOM);
    swap_text(new_set);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_CUSTOM + 1);
    ck_assert_uint_eq(play_application(say(client(2), peer(2), 0x72)), SKYPEDPI_APPLICATION_CUSTOM);
}
END_TEST

/* ---- flows that are followed ---- */

START_TEST(a_call_goes_on_across_a_swap)
{
    skypedpi_flow *flow = play_udp(client(1), peer(1));
    play_voice(flow, 2);
    swap(play.db);
    play_voice(flow, 2);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_le(play_verdict(flow).call_start, BEGIN + 100 * MS);
    swap_text(old_set); /* not even its signature is there */
    play_voice(flow, 4);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
    ck_assert_uint_ge(play_verdict(flow).call_end, BEGIN + 6 * SECOND);
    ck_assert_uint_eq(play_verdict(flow).signature, 0);
    play_close(flow);
}
END_TEST

START_TEST(many_swaps_lose_no_record)
{
    play_engine(256, 2);
    for (uint16_t i = 0; i < 50; i++) {
        skypedpi_flow *flow = play_udp(client(i), peer(i));
        swap(play.db);
        ck_assert_uint_eq(play_verdict(flow).flags & SKYPEDPI_FLAG_SHORT_POOL, 0);
        play_voice(flow, 1);
        play_close(flow);
    }
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("swap");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, a_block_outlives_its_set);
    tcase_add_test(t, an_attempt_that_began_before_a_swap_is_told_after_it);
    tcase_add_test(t, a_block_outlives_what_its_host_was_known_for);
    tcase_add_test(t, what_a_host_tried_outlives_a_swap);
    tcase_add_test(t, a_scan_outlives_a_swap);
    tcase_add_test(t, a_relay_is_found_across_a_swap);
    tcase_add_test(t, what_was_proven_stays_and_counting_begins_anew);
    tcase_add_test(t, an_endpoints_reason_is_carried_by_its_number);
    tcase_add_test(t, an_application_is_carried_by_its_name);
    tcase_add_test(t, a_call_goes_on_across_a_swap);
    tcase_add_test(t, many_swaps_lose_no_record);
    return suite_run("engine_swap", t);
}
