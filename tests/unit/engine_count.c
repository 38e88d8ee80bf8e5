/* SPDX-License-Identifier: BSD-2-Clause */
/* What counts for endpoints and hosts, and for how long. */
#include "tests/unit/engine_places.h"

#define COUNTING(transport, scope, rest)                                                                       \
    "signature s1 { id 1 transport " transport " scope " scope                                                 \
    " era any mechanism none activity none weight 60"                                                          \
    " source \"test\" proof \"test\" " rest " }\n"

#define SINGLE(id, application, weight, rest)                                                                  \
    "signature s" id " { id " id " transport udp application " application                                     \
    " era any mechanism none weight " weight " activity none source \"test\" proof \"test\" " rest " }\n"

static void load(const char *set)
{
    play_load(set);
    play_engine(64, 0);
    play.tellings = 0;
}

/* One message, of one byte, on a flow of its own. */
static void send_from(struct place from, uint16_t port, uint8_t byte)
{
    skypedpi_flow *flow = play_open(from, peer(port), 17);
    play_feed(flow, 0, &byte, 1);
    play_close(flow);
}

static void send(uint16_t port, uint8_t byte)
{
    send_from(client(40000), port, byte);
}

START_TEST(what_was_counted_long_ago_does_not_come_around)
{
    for (uint64_t wait = 61; wait < 3000; wait += 13) {
        load(COUNTING("udp", "endpoint", "packet len == 1 count 2 packets within 60 seconds"));
        send(1, 0);
        play.now += wait * SECOND;
        send(2, 0);
        ck_assert_msg(play.tellings == 0, "after %u seconds", (unsigned)wait);
    }
}
END_TEST

START_TEST(a_peer_is_one_of_them_as_long_as_it_is_heard)
{
    load(COUNTING("udp", "endpoint", "packet len == 1 count 2 peers within 60 seconds"));
    send(1, 0);
    play.now += 50 * SECOND;
    send(1, 0);
    play.now += 50 * SECOND;
    send(2, 0);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

/* Who is heard again stands last; those who stood behind it keep their time. */
START_TEST(each_peer_has_its_own_time)
{
    load(COUNTING("udp", "endpoint", "packet len == 1 count 4 peers within 60 seconds"));
    for (uint16_t port = 1; port <= 3; port++, play.now += 10 * SECOND)
        send(port, 0);
    send(2, 0); /* after 30 seconds */
    play.now += 45 * SECOND;
    send(4, 0);
    ck_assert_uint_eq(play.tellings, 0); /* the first is too long ago, the third, of 55 seconds, is not */
    send(5, 0);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

START_TEST(a_peer_heard_with_an_earlier_date_is_not_older)
{
    load(COUNTING("udp", "endpoint", "packet len == 1 count 2 peers within 1 seconds"));
    send(1, 0);
    play.now -= SECOND;
    send(1, 0);
    play.now += 2 * SECOND;
    send(2, 0);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

START_TEST(a_step_is_as_wide_as_its_field)
{
    load(COUNTING("udp", "endpoint", "packet len == 1 step u8[0] in 1..4 count 3 packets within 60 seconds"));
    send(1, 0xfe);
    send(2, 0x01);
    send(3, 0x03);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

START_TEST(a_turn_counts_once_however_it_was_cut)
{
    load(COUNTING("tcp", "endpoint", "packet len > 1 count 3 packets within 60 seconds"));
    skypedpi_flow *flow = play_syn(client(40000), peer(1));
    for (uint32_t i = 0; i < 8; i++)
        play_segment(flow, 0, 1 + 2 * i, "ab", 2);
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

/* A connection to the endpoint, and a turn of its opener in two segments. */
static void connect_from(uint8_t host)
{
    skypedpi_flow *flow = play_syn(place_4(192, 0, 2, host, 50000), client(40000));
    play_segment(flow, 0, 1, "ab", 2);
    play_segment(flow, 0, 3, "cd", 2);
}

/* When it was first looked at nobody knew the endpoint, and it made it known. */
START_TEST(a_turn_that_grows_does_not_speak_against_what_it_proved)
{
    load("signature s1 { id 1 transport tcp application other scope endpoint received era any mechanism none"
         " activity none weight 60 source \"test\" proof \"test\" packet len > 1"
         " count 2 peers within 60 seconds }\n"
         "signature s2 { id 2 transport tcp era any mechanism tcp activity none weight 60 source \"test\""
         " proof \"test\" packet client }\n");
    connect_from(1);
    ck_assert_uint_eq(play.tellings, 1);
    connect_from(2); /* the first that counts */
    ck_assert_uint_eq(play.tellings, 1);
    connect_from(3);
    ck_assert_uint_gt(play.tellings, 1);
    ck_assert_uint_eq(play.told[1].application, SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(a_block_says_nothing_for_a_host)
{
    load(COUNTING("udp", "host", "packet len == 1 count 2 peers within 60 seconds"));
    send(1, 0);
    send(2, 0);
    play.now += 1700 * SECOND;
    skypedpi_flow *flow = play_open(client(40000), peer(3), 17);
    play_feed(flow, 0, (const uint8_t *)"", 1);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_int_eq(skypedpi_flow_block(play.engine, flow), SKYPEDPI_OK);
    play.now += 200 * SECOND;
    flow = play_open(client(40000), peer(4), 17);
    play_feed(flow, 0, (const uint8_t *)"", 1);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(own_evidence_goes_before_what_is_only_held_by_its_endpoint)
{
    load("application \"one\"\n" COUNTING("udp", "endpoint", "packet len == 1 count 2 peers within 60 seconds")
             SINGLE("2", "one", "90", "packet len == 2") SINGLE("3", "skype", "60", "packet len == 2"));
    send(1, 0);
    send(2, 0);
    skypedpi_flow *flow = play_open(client(40000), peer(3), 17);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE); /* 60, and 60 of its own make 89 */
    play_feed(flow, 0, (const uint8_t *)"ab", 2);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_CUSTOM);
}
END_TEST

/* Four of them speak against the application. */
static void contradict(void)
{
    for (uint16_t i = 0; i < 4; i++) {
        skypedpi_flow *flow = play_open(client(40000), peer((uint16_t)(100 + i)), 17);
        play_feed(flow, 0, (const uint8_t *)"no!", 3);
        play_close(flow);
    }
}

#define AGAINST(scope)                                                                                         \
    "signature s2 { id 2 transport udp application other scope " scope " era any mechanism none activity none" \
    " weight 60 source \"test\" proof \"test\" packet len == 3 count 4 packets within 60 seconds }\n"
#define OPENING(condition)                                                                                     \
    "signature s3 { id 3 transport tcp era any mechanism tcp activity login weight 60 source \"test\""         \
    " proof \"test\" packet opens and " condition " }\n"

START_TEST(a_host_is_known_as_long_as_an_endpoint_of_its_is)
{
    load(COUNTING("udp", "endpoint", "packet len == 1 count 2 peers within 60 seconds") AGAINST("endpoint")
             OPENING("host.known"));
    for (uint16_t i = 1; i <= 2; i++) {
        send(i, 0);
        send_from(place_4(198, 51, 100, 8, 40000), i, 0); /* who stays known */
    }
    ck_assert_uint_eq(play_application(play_syn(client(40000), peer(443))), SKYPEDPI_APPLICATION_SKYPE);
    contradict();
    ck_assert_uint_eq(play_application(play_syn(client(40000), peer(443))), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(what_was_blocked_is_not_forgotten_with_the_application)
{
    load(COUNTING("udp", "host", "packet len == 1 count 2 peers within 60 seconds") AGAINST("host")
             OPENING("block.age < 9"));
    send(1, 0);
    send(2, 0);
    skypedpi_flow *flow = play_open(client(40000), peer(3), 17);
    ck_assert_int_eq(skypedpi_flow_block(play.engine, flow), SKYPEDPI_OK);
    contradict();
    ck_assert_uint_eq(play_application(play_syn(client(40000), peer(443))), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

START_TEST(an_endpoint_is_the_reason_again_when_it_is_ahead_again)
{
    load("application \"one\"\n" COUNTING("udp", "endpoint", "packet len == 1 count 2 peers within 60 seconds")
             SINGLE("2", "one", "70", "packet len == 2") SINGLE("3", "skype", "20", "packet len == 3"));
    send(1, 0);
    send(2, 0);
    skypedpi_flow *flow = play_open(client(40000), peer(3), 17);
    ck_assert(play_verdict(flow).flags & SKYPEDPI_FLAG_ENDPOINT);
    play_feed(flow, 0, (const uint8_t *)"ab", 2);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_CUSTOM);
    ck_assert(!(play_verdict(flow).flags & SKYPEDPI_FLAG_ENDPOINT));
    play_feed(flow, 0, (const uint8_t *)"abc", 3);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert(play_verdict(flow).flags & SKYPEDPI_FLAG_ENDPOINT);
}
END_TEST

START_TEST(since_when_is_told_though_the_clock_goes_back)
{
    load(COUNTING("udp", "endpoint", "packet len == 1 count 2 peers within 60 seconds"));
    send(1, 0);
    play.now -= 2 * SECOND;
    send(2, 0);
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].first, BEGIN);
}
END_TEST

/* What it counted has ceased to count, what it proved has not: it is the same endpoint that is known better. */
START_TEST(since_when_stays_with_what_was_proven)
{
    load(COUNTING(
        "udp", "endpoint",
        "packet len == 1 count 2 peers within 60 seconds") "signature s2 { id 2 transport udp scope endpoint "
                                                           "era any mechanism none activity none weight 20"
                                                           " source \"test\" proof \"test\" packet len == 2 "
                                                           "count 2 peers within 60 seconds }\n");
    send(1, 0);
    send(2, 0);
    ck_assert_uint_eq(play.tellings, 1);
    play.now = BEGIN + 100 * SECOND;
    send(3, 0);
    for (uint16_t i = 4; i < 6; i++)
        play_feed(play_open(client(40000), peer(i), 17), 0, (const uint8_t *)"ab", 2);
    ck_assert_uint_eq(play.tellings, 2);
    ck_assert_uint_eq(play.told[1].confidence, 80);
    ck_assert_uint_eq(play.told[1].first, BEGIN);
}
END_TEST

START_TEST(nothing_is_more_than_sure)
{
    load(COUNTING(
        "udp", "endpoint",
        "packet len == 1 count 2 peers within 60 seconds") "signature s2 { id 2 transport udp scope endpoint "
                                                           "era any mechanism none activity none weight 100"
                                                           " source \"test\" proof \"test\" packet len == 1 "
                                                           "count 3 peers within 60 seconds }\n");
    for (uint16_t port = 1; port <= 3; port++)
        send(port, 0);
    ck_assert_uint_eq(play.tellings, 2);
    ck_assert_uint_eq(play.told[1].confidence, 100);
}
END_TEST

START_TEST(an_endpoint_is_known_for_half_an_hour)
{
    load(COUNTING("udp", "endpoint", "packet len == 1 count 2 peers within 60 seconds"));
    send(1, 0);
    send(2, 0);
    for (uint16_t late = 0; late < 2; late++) {
        play.now = BEGIN + (1800 + late) * SECOND;
        skypedpi_flow *flow = play_open(client(40000), peer((uint16_t)(3 + late)), 17);
        play_feed(flow, 0, (const uint8_t *)"ab", 2);
        ck_assert_uint_eq(play_application(flow),
                          late ? SKYPEDPI_APPLICATION_UNKNOWN : SKYPEDPI_APPLICATION_SKYPE);
    }
}
END_TEST

START_TEST(an_endpoint_is_told_with_all_its_fields)
{
    struct skypedpi_stats stats = {.size = sizeof stats};
    load(COUNTING("udp", "endpoint", "packet len == 1 count 2 peers within 60 seconds"));
    send(1, 0);
    play.now += 5 * SECOND;
    send(2, 0);
    const struct skypedpi_endpoint expected = {.size = sizeof expected,
                                               .family = 4,
                                               .transport = 17,
                                               .port = 40000,
                                               .address = {198, 51, 100, 7},
                                               .application = SKYPEDPI_APPLICATION_SKYPE,
                                               .confidence = 60,
                                               .signature = 1,
                                               .role = SKYPEDPI_ROLE_NODE,
                                               .first = BEGIN,
                                               .time = BEGIN + 5 * SECOND};
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_mem_eq(&play.told[0], &expected, sizeof expected);
    ck_assert_int_eq(skypedpi_engine_stats(play.engine, &stats), SKYPEDPI_OK);
    ck_assert_uint_eq(stats.endpoints_known, 1);
}
END_TEST

/* One known for Skype is no supernode of another application. */
START_TEST(what_speaks_for_another_is_no_news)
{
    load("application \"one\"\n" COUNTING(
        "udp", "endpoint",
        "packet len == 1 count 2 peers within 60 seconds") "signature s2 { id 2 transport udp scope endpoint "
                                                           "application one era any mechanism none"
                                                           " activity supernode weight 60 source \"test\" "
                                                           "proof \"test\" packet len == 2"
                                                           " count 2 peers within 60 seconds }\n");
    send(1, 0);
    send(2, 0);
    ck_assert_uint_eq(play.tellings, 1);
    skypedpi_flow *flow = NULL;
    for (uint16_t i = 1; i <= 2; i++) {
        flow = play_open(client(40000), peer(i), 17);
        play_feed(flow, 0, (const uint8_t *)"ab", 2);
    }
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play_verdict(flow).role, SKYPEDPI_ROLE_NODE);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

/* Only a flow's own packets make it final: where nothing less is likely, its endpoint says nothing of it, and
 * leaves the room to what it proves itself. */
START_TEST(where_likely_is_final_an_endpoint_takes_no_room)
{
    load(COUNTING("udp", "endpoint", "packet len == 1 count 2 peers within 60 seconds")
             SINGLE("2", "skype", "60", "packet len == 2"));
    play.settings.likely = play.settings.final = 60;
    play_renew();
    skypedpi_flow *flow = play_open(client(40000), peer(3), 17);
    for (uint16_t i = 0; i < 6; i++) {
        send_from(client((uint16_t)(40000 + i)), 1, 0);
        send_from(client((uint16_t)(40000 + i)), 2, 0);
        ck_assert_uint_eq(play.tellings, i + 1u);
        ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_OPEN);
        ck_assert_uint_eq(play_verdict(flow).confidence, 0);
    }
    play_feed(flow, 0, (const uint8_t *)"ab", 2);
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_FINAL);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("count");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_add_test(t, what_was_counted_long_ago_does_not_come_around);
    tcase_add_test(t, a_peer_is_one_of_them_as_long_as_it_is_heard);
    tcase_add_test(t, each_peer_has_its_own_time);
    tcase_add_test(t, a_peer_heard_with_an_earlier_date_is_not_older);
    tcase_add_test(t, a_step_is_as_wide_as_its_field);
    tcase_add_test(t, a_turn_counts_once_however_it_was_cut);
    tcase_add_test(t, a_turn_that_grows_does_not_speak_against_what_it_proved);
    tcase_add_test(t, a_block_says_nothing_for_a_host);
    tcase_add_test(t, own_evidence_goes_before_what_is_only_held_by_its_endpoint);
    tcase_add_test(t, a_host_is_known_as_long_as_an_endpoint_of_its_is);
    tcase_add_test(t, what_was_blocked_is_not_forgotten_with_the_application);
    tcase_add_test(t, an_endpoint_is_the_reason_again_when_it_is_ahead_again);
    tcase_add_test(t, since_when_is_told_though_the_clock_goes_back);
    tcase_add_test(t, since_when_stays_with_what_was_proven);
    tcase_add_test(t, an_endpoint_is_known_for_half_an_hour);
    tcase_add_test(t, nothing_is_more_than_sure);
    tcase_add_test(t, an_endpoint_is_told_with_all_its_fields);
    tcase_add_test(t, what_speaks_for_another_is_no_news);
    tcase_add_test(t, where_likely_is_final_an_endpoint_takes_no_room);
    return suite_run("engine_count", t);
}
