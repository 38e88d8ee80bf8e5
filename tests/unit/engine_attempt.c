/* SPDX-License-Identifier: BSD-2-Clause */
/* What a host tries after its flows were blocked. */
#include "tests/unit/engine_play.h"

static struct place client(uint16_t port)
{
    return place_4(10, 0, 0, 1, port);
}

static struct place node(uint16_t port)
{
    return place_4(198, 51, 100, 7, port);
}

static skypedpi_flow *syn(uint16_t port)
{
    return play_syn(client(51000), node(port));
}

static void block(skypedpi_flow *flow)
{
    ck_assert_int_eq(skypedpi_flow_block(play.engine, flow), SKYPEDPI_OK);
}

/* The first message of a new flow to somebody else: after a block it decides, else it does not. */
static skypedpi_flow *probe(uint8_t to)
{
    skypedpi_flow *flow = play_open(client(40000), place_4(192, 0, 2, to, 30000), 17);
    play_message(flow, 0, (uint16_t)play_below(65536), COMMAND, 22);
    return flow;
}

/* The client's first message of a key exchange. */
static void key_from(skypedpi_flow *flow, unsigned reverse)
{
    uint8_t payload[90];
    play_fill(payload, sizeof payload);
    payload[0] |= 0x80;
    play_segment(flow, reverse, 1, payload, sizeof payload);
}

static void key(skypedpi_flow *flow)
{
    key_from(flow, 0);
}

static const struct skypedpi_attempt *last(void)
{
    return &play.attempt[(play.attempts - 1) % TOLD];
}

START_TEST(the_next_attempts_are_known_earlier)
{
    skypedpi_flow *first = syn(40009);
    ck_assert_uint_eq(play_application(first), SKYPEDPI_APPLICATION_UNKNOWN);
    block(first);
    play.now += 5 * SECOND;
    skypedpi_flow *next = syn(443); /* the same address: known by its SYN */
    ck_assert_uint_eq(play_application(next), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play_verdict(next).signature, 2042);
    play.now += SECOND;
    skypedpi_flow *probed = probe(1); /* another address: known by its first message */
    ck_assert_uint_eq(play_verdict(probed).signature, 1040);
    ck_assert_uint_eq(play.attempts, 2);
    ck_assert_uint_eq(play.attempt[0].number, 1);
    ck_assert_uint_eq(play.attempt[0].port, 443);
    ck_assert_uint_eq(play.attempt[0].transport, 6);
    ck_assert_uint_eq(play.attempt[0].mechanism, SKYPEDPI_MECHANISM_TLS_443_MIMIC);
    ck_assert_uint_eq(play.attempt[0].since, 5 * SECOND);
    ck_assert_mem_eq(play.attempt[0].host, client(0).address, 16);
    ck_assert_mem_eq(play.attempt[0].address, node(0).address, 16);
    ck_assert_uint_eq(play.attempt[1].number, 2);
    ck_assert_uint_eq(play.attempt[1].transport, 17);
    ck_assert_uint_eq(play.attempt[1].since, 6 * SECOND);
    play.now += 400 * SECOND; /* later it is like any other */
    ck_assert_uint_eq(play_application(syn(80)), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(play.attempts, 2);
}
END_TEST

START_TEST(a_key_exchange_is_known_by_its_first_message)
{
    skypedpi_flow *flow[2];
    for (int blocked = 0; blocked < 2; blocked++) {
        if (blocked)
            block(play_open(client(40000), place_4(192, 0, 2, 9, 30000), 17));
        flow[blocked] = syn((uint16_t)(40009 + blocked));
        key(flow[blocked]);
    }
    ck_assert_uint_eq(play_application(flow[0]), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(play_verdict(flow[1]).signature, 2041);
    ck_assert_uint_eq(play.attempts, 1);
}
END_TEST

START_TEST(what_a_block_makes_known_teaches_nobody)
{
    block(play_syn(client(51000), place_4(192, 0, 2, 9, 40008)));
    skypedpi_flow *tried = syn(40009);
    key(tried);
    ck_assert_uint_eq(play_verdict(tried).signature, 2041);
    skypedpi_flow *other = play_syn(place_4(10, 0, 0, 2, 51001), node(40009));
    key(other);
    ck_assert_uint_eq(play_application(other), SKYPEDPI_APPLICATION_UNKNOWN);
    for (uint8_t to = 1; to < 4; to++)
        ck_assert_uint_eq(play_verdict(probe(to)).signature, 1040);
    skypedpi_flow *same_port = play_open(client(40000), place_4(203, 0, 113, 9, 9), 17);
    play_message(same_port, 0, 5, 9, 22);
    ck_assert_uint_eq(play_application(same_port), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(a_guess_makes_no_other)
{
    block(play_udp(client(40000), place_4(192, 0, 2, 9, 30000)));
    play.now += 100 * SECOND;
    skypedpi_flow *guessed = syn(40009);
    key(guessed);
    ck_assert_uint_eq(play_verdict(guessed).signature, 2041);
    block(guessed);
    play.now += SECOND;
    ck_assert_uint_eq(play_application(syn(40009)), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(play_application(syn(443)), SKYPEDPI_APPLICATION_UNKNOWN);
    play.now += 20 * SECOND; /* nor does it last longer by it */
    skypedpi_flow *late = syn(40010);
    key(late);
    ck_assert_uint_eq(play_application(late), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(a_guessed_probe_is_followed)
{
    block(syn(40009));
    skypedpi_flow *guessed = probe(1);
    ck_assert_uint_eq(play_verdict(guessed).signature, 1040);
    block(guessed);
    play.now += 5 * SECOND;
    skypedpi_flow *same = play_syn(client(51000), place_4(192, 0, 2, 1, 30000));
    ck_assert_uint_eq(play_verdict(same).signature, 2040);
}
END_TEST

START_TEST(a_block_of_another_program_tells_nothing)
{
    static const char ask[] = "GET / HTTP/1.1\r\nHost: www.example.org\r\n\r\n";
    skypedpi_flow *web = syn(80);
    play_segment(web, 0, 1, ask, sizeof ask - 1);
    ck_assert_uint_eq(play_application(web), SKYPEDPI_APPLICATION_OTHER);
    block(web);
    play.now += SECOND;
    ck_assert_uint_eq(play_application(syn(80)), SKYPEDPI_APPLICATION_UNKNOWN);
    play_udp(client(40000), place_4(192, 0, 2, 2, 30000));
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

/* ---- which flows are attempts ---- */

START_TEST(a_flow_that_spoke_before_the_block_is_none)
{
    skypedpi_flow *old = probe(1);
    ck_assert_uint_eq(play_application(old), SKYPEDPI_APPLICATION_UNKNOWN);
    block(syn(40009));
    play_answer(old, REVERSE, 0x15f2, NACK, client(0));
    ck_assert_uint_eq(play_application(old), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

START_TEST(a_flow_that_opened_before_the_block_is_none)
{
    skypedpi_flow *old = syn(40009); /* and says its first word after it */
    block(play_open(client(40000), place_4(192, 0, 2, 9, 30000), 17));
    play.now += SECOND;
    key(old);
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

START_TEST(the_blocked_flow_itself_is_none)
{
    skypedpi_flow *flow = probe(1);
    block(flow);
    play.now += SECOND;
    play_answer(flow, REVERSE, 0x15f2, NACK, client(0));
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

/* Nor if its beginning was not seen, and what it said before the block goes on behind it. */
START_TEST(a_blocked_flow_that_goes_on_is_none)
{
    play_load("signature s1 { id 1 transport tcp era any mechanism tcp activity signalling source \"test\""
              " proof \"test\" packet len == 3 weight 90 }\n");
    play_engine(64, 0);
    skypedpi_flow *flow = play_open(client(51000), node(40009), 6);
    play_segment(flow, 0, 1, "ab", 2);
    block(flow);
    play_segment(flow, 0, 3, "c", 1);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

/* Whether its opening was seen or not. */
START_TEST(a_flow_of_the_past_that_goes_through_a_proxy_is_none)
{
    static const char ask[] = "CONNECT 203.0.113.1:443 HTTP/1.0\r\n\r\n",
                      reply[] = "HTTP/1.0 200 Connection established\r\n\r\n";
    skypedpi_flow *flow = _i ? play_open(client(51000), node(8080), 6) : syn(8080);
    play_segment(flow, 0, 1, ask, sizeof ask - 1);
    block(play_open(client(40000), place_4(192, 0, 2, 9, 30000), 17));
    play_segment(flow, REVERSE, 1, reply, sizeof reply - 1);
    uint8_t payload[90];
    play_fill(payload, sizeof payload);
    payload[0] |= 0x80;
    play_segment(flow, 0, sizeof ask, payload, sizeof payload);
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

START_TEST(a_flow_to_the_blocked_host_is_none)
{
    block(syn(40009));
    play_udp(place_4(192, 0, 2, 1, 30000), client(40000)); /* somebody else opens it */
    ck_assert_uint_eq(play.attempts, 0);
    play_udp(client(40000), place_4(192, 0, 2, 2, 30000));
    ck_assert_uint_eq(play.attempts, 1);
}
END_TEST

START_TEST(a_blocked_guest_is_watched_and_not_its_host)
{
    block(play_udp(place_4(192, 0, 2, 1, 30000), client(40000)));
    play_udp(client(40000), place_4(203, 0, 113, 2, 30000));
    ck_assert_uint_eq(play.attempts, 0);
    play_udp(place_4(192, 0, 2, 1, 30001), place_4(203, 0, 113, 3, 30000));
    ck_assert_uint_eq(play.attempts, 1);
    ck_assert_uint_eq(last()->host[0], 192);
}
END_TEST

START_TEST(what_is_no_skype_is_none)
{
    block(syn(40009));
    skypedpi_flow *flow = play_open(client(5353), place_4(192, 0, 2, 53, 53), 17);
    for (int i = 0; i < 40; i++)
        play_message(flow, i % 2 ? REVERSE : 0, 0, 0x41, 60);
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

START_TEST(nobody_sees_the_mark_in_the_flags)
{
    block(syn(40009));
    skypedpi_flow *flow = play_udp(client(40000), place_4(192, 0, 2, 2, 30000));
    ck_assert_uint_eq(play.attempts, 1);
    ck_assert_uint_eq(play_verdict(flow).flags & ~0xffu, 0);
}
END_TEST

/* ---- number and time ---- */

START_TEST(attempts_are_numbered_up_to_255)
{
    block(syn(40009));
    for (unsigned i = 1; i <= 300; i++) {
        skypedpi_flow *flow = syn((uint16_t)(1000 + i));
        ck_assert_uint_eq(play.attempts, i);
        ck_assert_uint_eq(last()->number, i < 255 ? i : 255);
        ck_assert_uint_eq(last()->port, 1000 + i);
        play_close(flow);
    }
}
END_TEST

START_TEST(a_block_is_watched_for_300_seconds)
{
    static const unsigned after[] = {0, 1, 60, 299, 300};
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        play_engine(1024, 0);
        play.attempts = 0;
        block(syn(40009));
        play.now += after[i] * SECOND;
        play_udp(client(40000), place_4(192, 0, 2, 2, 30000));
        ck_assert_uint_eq(play.attempts, 1);
        ck_assert_uint_eq(last()->since, after[i] * SECOND);
    }
    play.now += SECOND;
    play_udp(client(40000), place_4(192, 0, 2, 3, 30000));
    ck_assert_uint_eq(play.attempts, 1);
}
END_TEST

START_TEST(numbers_begin_anew_with_a_block_after_the_watch)
{
    block(syn(40009));
    syn(443);
    syn(80);
    ck_assert_uint_eq(last()->number, 2);
    play.now += 301 * SECOND;
    block(syn(40010));
    play.now += 2 * SECOND;
    syn(443);
    ck_assert_uint_eq(play.attempts, 3);
    ck_assert_uint_eq(last()->number, 1);
    ck_assert_uint_eq(last()->since, 2 * SECOND);
}
END_TEST

START_TEST(an_attempt_is_told_when_it_is_decided)
{
    block(syn(40009));
    play.now += 70 * SECOND; /* too late for less proof: this one needs its own */
    skypedpi_flow *flow = probe(1);
    ck_assert_uint_eq(play.attempts, 0);
    play.now += 2 * SECOND;
    play_answer(flow, REVERSE, 0x15f2, NACK, client(0));
    ck_assert_uint_eq(play.attempts, 1);
    ck_assert_uint_eq(last()->since, 72 * SECOND);
    ck_assert_uint_eq(last()->number, 1);
    for (int i = 0; i < 5; i++)
        play_verdict(flow);
    ck_assert_uint_eq(play.attempts, 1); /* once */
}
END_TEST

START_TEST(attempts_of_ipv6_hosts_are_told)
{
    const struct place from = {6, {0x20, 0x01, 1}, 40000}, to = {6, {0x20, 0x01, 2}, 30000};
    struct place other_port = to;
    block(play_syn(from, to));
    other_port.port = 443;
    play_syn(from, other_port);
    ck_assert_uint_eq(play.attempts, 1);
    ck_assert_uint_eq(last()->family, 6);
    ck_assert_mem_eq(last()->host, from.address, 16);
    ck_assert_mem_eq(last()->address, to.address, 16);
}
END_TEST

/* The first packet seen is the answer, so the flow's source is whom the host tries. */
START_TEST(an_attempt_whose_answer_is_seen_first_is_that_of_its_opener)
{
    block(syn(40009));
    skypedpi_flow *flow = play_open(node(443), client(51001), 6);
    skypedpi_flow_feed(play.engine, flow,
                       &(struct skypedpi_packet){.size = sizeof(struct skypedpi_packet),
                                                 .time = play.now,
                                                 .acknowledgement = 1,
                                                 .tcp_flags = SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_ACK});
    key_from(flow, REVERSE);
    ck_assert_uint_eq(play.attempts, 1);
    ck_assert_mem_eq(last()->host, client(0).address, 16);
    ck_assert_mem_eq(last()->address, node(0).address, 16);
    ck_assert_uint_eq(last()->port, 443);
}
END_TEST

START_TEST(a_block_that_finds_no_room_says_so)
{
    play_engine(0, 0);
    skypedpi_flow *flow = syn(40009);
    ck_assert_int_eq(skypedpi_flow_block(play.engine, flow), SKYPEDPI_E_FULL);
    ck_assert_uint_eq(play_application(syn(443)), SKYPEDPI_APPLICATION_UNKNOWN);
    play_udp(client(40000), place_4(192, 0, 2, 2, 30000));
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

/* Two flows fill all eight places with endpoints and hosts that are known: the host is there, the pair is not.
 */
START_TEST(a_block_with_half_the_room_changes_nothing)
{
    play_engine(8, 0);
    play_udp(client(40000), place_4(192, 0, 2, 1, 30000));
    play_udp(place_4(10, 0, 0, 2, 40000), place_4(192, 0, 2, 2, 30000));
    ck_assert_int_eq(skypedpi_flow_block(play.engine, syn(40009)), SKYPEDPI_E_FULL);
    play_udp(client(40001), place_4(192, 0, 2, 3, 30000));
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

/* ---- what hosts try without a block ---- */

START_TEST(port_443_after_a_high_port_is_a_ladder)
{
    syn(40009);
    play.now += 1610 * MS;
    ck_assert_uint_eq(play_application(syn(443)), SKYPEDPI_APPLICATION_UNKNOWN); /* of a host nobody knows */
    play_udp(client(40000), place_4(192, 0, 2, 2, 30000));
    syn(40009);
    play.now += 1610 * MS;
    skypedpi_flow *next = syn(443);
    ck_assert_uint_eq(play_application(next), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play_verdict(next).signature, 4010);
    syn(40009);
    play.now += 5000 * MS;
    ck_assert_uint_eq(play_application(syn(80)), SKYPEDPI_APPLICATION_UNKNOWN); /* too late */
    ck_assert_uint_eq(play.attempts, 0);
}
END_TEST

START_TEST(a_port_tried_weeks_ago_is_no_ladder)
{
    play_udp(client(40000), place_4(192, 0, 2, 2, 30000));
    syn(40009);
    play.now += (((uint64_t)1 << 32) + 1610) * MS; /* milliseconds of 32 bits have come around */
    ck_assert_uint_eq(play_application(syn(443)), SKYPEDPI_APPLICATION_UNKNOWN);
    play_load("signature s1 { id 1 transport udp era any mechanism udp-direct activity signalling"
              " source \"test\" proof \"test\" packet len == 22 weight 90 }\n"
              "signature s2 { id 2 transport tcp era any mechanism tcp activity signalling"
              " source \"test\" proof \"test\" packet opens and attempt.age <= 2000 weight 60 }\n");
    play_engine(64, 0);
    probe(2);
    syn(40009);
    for (unsigned days = 10; days <= 60; days += 10) {
        play.now += days * 86400 * SECOND;
        ck_assert_msg(play_application(syn(443)) == SKYPEDPI_APPLICATION_UNKNOWN, "%u days", days);
    }
    ck_assert_uint_eq(play_application(syn(443)), SKYPEDPI_APPLICATION_SKYPE); /* again at once */
}
END_TEST

/* It was decided for something else before: it is told when it is what the set is about. */
START_TEST(an_attempt_that_looked_like_something_else_is_told)
{
    play_load("signature s1 { id 1 transport udp application skype-related era any mechanism dns activity none"
              " source \"test\" proof \"test\" packet len == 2 weight 50 }\n"
              "signature s2 { id 2 transport udp era any mechanism udp-direct activity signalling"
              " source \"test\" proof \"test\" packet len == 3 weight 90 }\n");
    play_engine(64, 0);
    block(syn(40009));
    skypedpi_flow *flow = play_open(client(40000), node(30000), 17);
    play_feed(flow, 0, (const uint8_t *)"ab", 2);
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_LIKELY);
    ck_assert_uint_eq(play.attempts, 0);
    play_feed(flow, 0, (const uint8_t *)"abc", 3);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play.attempts, 1);
}
END_TEST

/* Who asks before the first packet hears of its endpoint: that it is an attempt shows with the packet. */
START_TEST(an_attempt_that_was_known_before_it_began_is_told)
{
    play_udp(client(40000), place_4(192, 0, 2, 1, 30000));
    block(syn(40009));
    skypedpi_flow *flow = play_open(client(40000), place_4(192, 0, 2, 2, 30000), 17);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    play_message(flow, 0, 0x15f2, COMMAND, 18);
    play_answer(flow, REVERSE, 0x15f2, NACK, client(0));
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_uint_eq(play.attempts, 1);
}
END_TEST

/* What another program makes forget is not what it tried. */
START_TEST(attempts_go_on_where_a_host_is_forgotten)
{
    play_load("signature s1 { id 1 transport udp era any mechanism udp-direct activity signalling"
              " source \"test\" proof \"test\" packet len == 3 weight 90 }\n"
              "signature s2 { id 2 transport udp scope host application other era any mechanism none"
              " activity none source \"test\" proof \"test\" packet len == 2 count 2 packets within 60"
              " seconds weight 60 }\n");
    play_engine(64, 0);
    block(syn(40009));
    for (uint16_t i = 0; i < 7; i++)
        play_feed(play_open(client((uint16_t)(41000 + i)), node((uint16_t)(30000 + i)), 17), 0,
                  (const uint8_t *)"abc", i == 3 || i == 4 ? 2 : 3);
    ck_assert_uint_eq(play.attempts, 5);
    ck_assert_uint_eq(last()->number, 5);
}
END_TEST

#define TELLS(id, application, length)                                                                         \
    "signature t" id " { id " id " transport udp application " application                                     \
    " era any mechanism none activity none source \"test\" proof \"test\" packet len == " length               \
    " weight 90 }\n"
#define TRIES(id, application, weight)                                                                         \
    "signature a" id " { id " id " transport tcp application " application                                     \
    " era any mechanism none activity none source \"test\" proof \"test\""                                     \
    " packet opens and block.same and block.age <= 60 weight " weight " }\n"

/* The opening of a TCP flow after UDP flows of that length were blocked; 0: an unknown one. */
static unsigned after_block(uint32_t length)
{
    skypedpi_flow *flow = play_open(client(40000), node(30000), 17);
    if (length)
        play_feed(flow, 0, (const uint8_t *)"abc", length);
    block(flow);
    play_close(flow);
    play.now += SECOND;
    return play_application(syn(443));
}

/* What a block makes of the next flow is of the application that was blocked. */
START_TEST(a_block_tells_of_whom_it_hit)
{
    play_load("application \"phone\"\n" TELLS("1", "skype", "2") TELLS("2", "phone", "3")
                  TRIES("3", "skype", "60") TRIES("4", "phone", "55"));
    play_engine(64, 0);
    ck_assert_uint_eq(after_block(3), SKYPEDPI_APPLICATION_CUSTOM);
    ck_assert_uint_eq(after_block(3), SKYPEDPI_APPLICATION_CUSTOM);
    ck_assert_uint_eq(after_block(2), SKYPEDPI_APPLICATION_SKYPE);
    play.now += 400 * SECOND; /* that is past */
    ck_assert_uint_eq(after_block(3), SKYPEDPI_APPLICATION_CUSTOM);
    ck_assert_uint_eq(after_block(0), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("attempt");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_add_test(t, the_next_attempts_are_known_earlier);
    tcase_add_test(t, a_key_exchange_is_known_by_its_first_message);
    tcase_add_test(t, what_a_block_makes_known_teaches_nobody);
    tcase_add_test(t, a_guess_makes_no_other);
    tcase_add_test(t, a_guessed_probe_is_followed);
    tcase_add_test(t, a_block_of_another_program_tells_nothing);
    tcase_add_test(t, a_flow_that_spoke_before_the_block_is_none);
    tcase_add_test(t, a_flow_that_opened_before_the_block_is_none);
    tcase_add_test(t, the_blocked_flow_itself_is_none);
    tcase_add_test(t, a_blocked_flow_that_goes_on_is_none);
    tcase_add_loop_test(t, a_flow_of_the_past_that_goes_through_a_proxy_is_none, 0, 2);
    tcase_add_test(t, a_flow_to_the_blocked_host_is_none);
    tcase_add_test(t, a_blocked_guest_is_watched_and_not_its_host);
    tcase_add_test(t, what_is_no_skype_is_none);
    tcase_add_test(t, nobody_sees_the_mark_in_the_flags);
    tcase_add_test(t, attempts_are_numbered_up_to_255);
    tcase_add_test(t, a_block_is_watched_for_300_seconds);
    tcase_add_test(t, numbers_begin_anew_with_a_block_after_the_watch);
    tcase_add_test(t, an_attempt_is_told_when_it_is_decided);
    tcase_add_test(t, attempts_of_ipv6_hosts_are_told);
    tcase_add_test(t, an_attempt_whose_answer_is_seen_first_is_that_of_its_opener);
    tcase_add_test(t, a_block_that_finds_no_room_says_so);
    tcase_add_test(t, a_block_with_half_the_room_changes_nothing);
    tcase_add_test(t, port_443_after_a_high_port_is_a_ladder);
    tcase_add_test(t, a_port_tried_weeks_ago_is_no_ladder);
    tcase_add_test(t, an_attempt_that_looked_like_something_else_is_told);
    tcase_add_test(t, an_attempt_that_was_known_before_it_began_is_told);
    tcase_add_test(t, attempts_go_on_where_a_host_is_forgotten);
    tcase_add_test(t, a_block_tells_of_whom_it_hit);
    return suite_run("engine_attempt", t);
}
