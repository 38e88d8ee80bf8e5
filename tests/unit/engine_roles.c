/* SPDX-License-Identifier: BSD-2-Clause */
/* What part endpoints play: supernodes by TCP and by UDP, and what their flows have of it. */
#include "tests/unit/engine_play.h"

static struct place server(void)
{
    return place_4(198, 51, 100, 9, 5000);
}

static struct place client(unsigned number, uint16_t port)
{
    return place_4(203, 0, 113, (uint8_t)number, port);
}

/* The answering side's opening and a record of `length` bytes that announces as many as it should (SN06, SOS2).
 */
static void answer(skypedpi_flow *flow, unsigned reverse, uint32_t length, uint32_t announced)
{
    uint8_t payload[14 + 200];
    play_fill(payload, sizeof payload);
    payload[14] = (uint8_t)((announced - 1) << 1 ^ payload[4]);
    play_segment(flow, reverse, 1, payload, 14 + length);
}

/* The old handshake: an opening of 14 bytes, and its answer. */
static skypedpi_flow *joined(struct place from, struct place to)
{
    uint8_t opening[14];
    skypedpi_flow *flow = play_syn(from, to);
    play_fill(opening, sizeof opening);
    play_segment(flow, 0, 1, opening, sizeof opening);
    answer(flow, REVERSE, 40, 40);
    play.now += SECOND;
    return flow;
}

static unsigned told_as_supernode(uint8_t transport)
{
    unsigned found = 0;
    for (unsigned i = 0; i < play.tellings && i < TOLD; i++)
        found += play.told[i].role == SKYPEDPI_ROLE_SUPERNODE && play.told[i].transport == transport;
    return found;
}

START_TEST(whom_five_join_is_a_supernode)
{
    skypedpi_flow *flow[5];
    for (unsigned i = 0; i < 5; i++) {
        ck_assert_uint_eq(told_as_supernode(6), 0);
        flow[i] = joined(client(i, 40000), server());
    }
    ck_assert_uint_eq(told_as_supernode(6), 1);
    const struct skypedpi_endpoint *told = &play.told[(play.tellings - 1) % TOLD];
    ck_assert_uint_eq(told->port, 5000);
    ck_assert_mem_eq(told->address, server().address, 16);
    ck_assert_uint_eq(told->application, SKYPEDPI_APPLICATION_SKYPE);
    for (unsigned i = 0; i < 5; i++) {
        const struct skypedpi_verdict v = play_verdict(flow[i]);
        ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_SKYPE);
        ck_assert_uint_eq(v.role, SKYPEDPI_ROLE_SUPERNODE);
        ck_assert_uint_eq(v.activity, SKYPEDPI_ACTIVITY_SUPERNODE);
        ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_TCP);
    }
}
END_TEST

START_TEST(whom_four_join_is_not)
{
    skypedpi_flow *flow = NULL;
    for (unsigned i = 0; i < 4; i++)
        flow = joined(client(i, 40000), server());
    ck_assert_uint_eq(told_as_supernode(6), 0);
    ck_assert_uint_eq(play_verdict(flow).role, SKYPEDPI_ROLE_NODE);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(one_client_that_joins_often_makes_no_supernode)
{
    for (uint16_t i = 0; i < 20; i++)
        joined(client(1, (uint16_t)(40000 + i)), server());
    ck_assert_uint_eq(told_as_supernode(6), 0);
}
END_TEST

START_TEST(who_joins_many_is_no_supernode)
{
    for (unsigned i = 0; i < 20; i++)
        joined(server(), client(i, 5000));
    ck_assert_uint_eq(told_as_supernode(6), 0);
}
END_TEST

START_TEST(five_at_five_ports_are_not_one_supernode)
{
    for (unsigned i = 0; i < 5; i++)
        joined(client(i, 40000), place_4(198, 51, 100, 9, (uint16_t)(5000 + i)));
    ck_assert_uint_eq(told_as_supernode(6), 0);
}
END_TEST

START_TEST(five_in_more_than_an_hour_are_too_few)
{
    for (unsigned i = 0; i < 5; i++) {
        joined(client(i, 40000), server());
        play.now += 1000 * SECOND;
    }
    ck_assert_uint_eq(told_as_supernode(6), 0);
}
END_TEST

START_TEST(an_answer_must_have_a_record_of_its_length)
{
    for (unsigned i = 0; i < 10; i++) {
        uint8_t opening[14];
        skypedpi_flow *flow = play_syn(client(i, 40000), server());
        play_fill(opening, sizeof opening);
        play_segment(flow, 0, 1, opening, sizeof opening);
        answer(flow, REVERSE, 40, 41);
    }
    ck_assert_uint_eq(told_as_supernode(6), 0);
}
END_TEST

/* The same of a flow whose tuple has the server first. */
static skypedpi_flow *joined_turned(struct place from, struct place to, unsigned reverse, uint32_t tcp_flags)
{
    uint8_t opening[14];
    skypedpi_flow *flow = play_open(to, from, 6);
    const struct skypedpi_packet begin = {.size = sizeof begin,
                                          .flags = reverse,
                                          .time = play.now,
                                          .acknowledgement = tcp_flags & SKYPEDPI_TCP_ACK ? 1 : 0,
                                          .tcp_flags = tcp_flags};
    ck_assert_int_ge(skypedpi_flow_feed(play.engine, flow, &begin), 0);
    play_fill(opening, sizeof opening);
    play_segment(flow, REVERSE, 1, opening, sizeof opening);
    answer(flow, 0, 40, 40);
    return flow;
}

START_TEST(who_serves_counts_where_the_answer_is_seen_first_too)
{
    skypedpi_flow *flow = NULL;
    for (unsigned i = 0; i < 5; i++)
        flow = joined_turned(client(i, 40000), server(), 0, SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK);
    ck_assert_uint_eq(told_as_supernode(6), 1);
    ck_assert_uint_eq(play_verdict(flow).role, SKYPEDPI_ROLE_SUPERNODE);
}
END_TEST

START_TEST(who_serves_counts_where_a_flow_table_puts_it_first_too)
{
    skypedpi_flow *flow = NULL;
    for (unsigned i = 0; i < 5; i++)
        flow = joined_turned(client(i, 40000), server(), REVERSE, SKYPEDPI_TCP_SYN);
    ck_assert_uint_eq(told_as_supernode(6), 1);
    ck_assert_uint_eq(play_verdict(flow).role, SKYPEDPI_ROLE_SUPERNODE);
}
END_TEST

START_TEST(whom_five_join_over_ipv6_is_a_supernode)
{
    struct place from = {6, {0x20, 0x01}, 40000}, to = {6, {0x20, 0x02}, 5000};
    for (uint8_t i = 0; i < 5; i++) {
        from.address[15] = i;
        joined(from, to);
    }
    ck_assert_uint_eq(told_as_supernode(6), 1);
    ck_assert_uint_eq(play.told[(play.tellings - 1) % TOLD].family, 6);
}
END_TEST

/* ---- what flows have of it ---- */

/* One message decides, by its third byte; two guests make a supernode. */
static const char set[] =
    "signature node { id 1 transport udp era any mechanism udp-direct activity signalling source \"test\""
    " proof \"test\" packet u8[2] == 2 weight 90 }\n"
    "signature foreign { id 2 transport udp application other era any mechanism none activity none source "
    "\"test\""
    " proof \"test\" packet u8[2] == 0x52 weight 90 }\n"
    "signature asked { id 3 transport udp scope endpoint received era any mechanism udp-direct activity "
    "supernode"
    " source \"test\" proof \"test\" packet u8[2] == 0x62 count 2 peers within 600 seconds weight 60 }\n";

static void ask(unsigned number)
{
    play_message(play_open(client(number, 40000), server(), 17), 0, 1, 0x62, 30);
}

START_TEST(flows_of_other_programs_have_no_role)
{
    play_load(set);
    play_engine(256, 16);
    ask(1);
    ask(2);
    ck_assert_uint_eq(told_as_supernode(17), 1);
    skypedpi_flow *flow = play_open(server(), client(3, 53), 17);
    play_message(flow, 0, 1, 0x52, 30);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_OTHER);
    ck_assert_uint_eq(play_verdict(flow).role, SKYPEDPI_ROLE_NODE);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_NONE);
    flow = play_open(server(), client(3, 54), 17);
    play_message(flow, 0, 1, 2, 30);
    ck_assert_uint_eq(play_verdict(flow).role, SKYPEDPI_ROLE_SUPERNODE);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_SUPERNODE);
}
END_TEST

/* Clients listen on TCP where they use UDP; from there they open nothing. */
START_TEST(a_supernode_is_one_where_it_listens)
{
    play_load(set);
    play_engine(256, 16);
    ask(1);
    ask(2);
    ck_assert_uint_eq(play_verdict(play_syn(client(3, 40000), server())).role, SKYPEDPI_ROLE_SUPERNODE);
    play_message(play_open(server(), client(4, 54), 17), 0, 1, 2, 30);
    ck_assert_uint_eq(play_verdict(play_syn(server(), client(4, 54))).role, SKYPEDPI_ROLE_NODE);
}
END_TEST

START_TEST(a_call_of_a_supernode_is_a_call)
{
    play_load(set);
    play_engine(256, 16);
    ask(1);
    ask(2);
    skypedpi_flow *flow = play_open(server(), client(3, 54), 17);
    play_message(flow, 0, 1, 2, 30);
    play_voice(flow, 6);
    ck_assert_uint_eq(play_verdict(flow).role, SKYPEDPI_ROLE_SUPERNODE);
    ck_assert_uint_eq(play_verdict(flow).activity, SKYPEDPI_ACTIVITY_CALL_AUDIO);
}
END_TEST

START_TEST(a_relay_that_many_ask_stays_a_relay) /* the more telling part */
{
    skypedpi_flow *flow[2];
    play_load(set);
    play_engine(256, 16);
    for (unsigned i = 0; i < 2; i++) {
        flow[i] = play_open(client(10 + i, 40000), server(), 17);
        play_message(flow[i], REVERSE, 1, 2, 30);
    }
    for (int i = 0; i < 100; i++, play.now += 30 * MS) {
        uint32_t length = 60 + play_below(40);
        play_data(flow[0], 0, length);
        play_data(flow[1], REVERSE, length);
    }
    ck_assert_uint_eq(play_verdict(flow[0]).role, SKYPEDPI_ROLE_RELAY);
    ask(1);
    ask(2);
    ck_assert_uint_eq(play_verdict(flow[0]).role, SKYPEDPI_ROLE_RELAY);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("roles");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_add_test(t, whom_five_join_is_a_supernode);
    tcase_add_test(t, whom_four_join_is_not);
    tcase_add_test(t, one_client_that_joins_often_makes_no_supernode);
    tcase_add_test(t, who_joins_many_is_no_supernode);
    tcase_add_test(t, five_at_five_ports_are_not_one_supernode);
    tcase_add_test(t, five_in_more_than_an_hour_are_too_few);
    tcase_add_test(t, an_answer_must_have_a_record_of_its_length);
    tcase_add_test(t, who_serves_counts_where_the_answer_is_seen_first_too);
    tcase_add_test(t, who_serves_counts_where_a_flow_table_puts_it_first_too);
    tcase_add_test(t, whom_five_join_over_ipv6_is_a_supernode);
    tcase_add_test(t, flows_of_other_programs_have_no_role);
    tcase_add_test(t, a_supernode_is_one_where_it_listens);
    tcase_add_test(t, a_call_of_a_supernode_is_a_call);
    tcase_add_test(t, a_relay_that_many_ask_stays_a_relay);
    return suite_run("engine_roles", t);
}
