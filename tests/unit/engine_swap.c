/* SPDX-License-Identifier: BSD-2-Clause */
/* What outlives the set that taught it: flows, endpoints, blocks, and what hosts tried. */
#include "tests/unit/engine_places.h"

#include <stdio.h>
#include "lib/engine/engine.h"

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

static void sweep(uint16_t port, uint16_t number)
{
    play_message(play_open(client(port), third(number), 17), 0, (uint16_t)(500 + 2 * number), COMMAND, 30);
}

/* Four peers are needed: a swap after each, and among them one to a set that counts something else. */
START_TEST(counting_goes_on_where_the_signature_is_the_same)
{
    for (uint16_t i = 0; i < 4; i++) {
        sweep(41000, i);
        swap(play.db);
    }
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play_application(say(client(41000), third(9), DATA)), SKYPEDPI_APPLICATION_SKYPE);
    for (uint16_t i = 0; i < 4; i++) {
        sweep(42000, i);
        if (i == 2)
            swap_text(old_set);
        if (i == 2)
            swap(play.db);
    }
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

/* One more signature in front, and number 7 has another counter: its count goes with it. */
#define COUNTS(id, name, what)                                                                                 \
    "signature " name " { id " #id " transport udp scope endpoint " ABOUT "packet " what                       \
    " count 2 packets within 60 seconds weight 60 }\n"

START_TEST(a_count_goes_to_the_new_place)
{
    static const char seven[] = COUNTS(7, "s7", "u8[2] == 0x62"),
                      moved[] = COUNTS(6, "s6", "u8[2] == 0x52") COUNTS(7, "s7", "u8[2] == 0x62"),
                      stricter[] = COUNTS(7, "s7", "u8[2] == 0x62 and len < 99"),
                      slower[] = "signature s7 { id 7 transport udp scope endpoint " ABOUT
                                 "packet u8[2] == 0x62 count 2 packets within 61 seconds weight 60 }\n";
    static const char *const sets[] = {moved, stricter, slower};
    begin_with(seven);
    say(client(1), peer(1), 0x62);
    swap_text(sets[_i]);
    say(client(1), peer(2), 0x52);
    say(client(1), peer(3), 0x62);
    ck_assert_uint_eq(play.tellings, _i == 0); /* what counts in another way has counted nothing */
}
END_TEST

/* Ranges, bytes and texts stand in tables of their set: a signature in front moves them and changes nothing,
 * and others in their place are another condition. */
#define UNLIKE(bytes) COUNTS(7, "s7", "not bytes[4] == x\"" bytes "\"")
#define UNDER(names)  COUNTS(7, "s7", "not dns.name under {" names "}")
#define LISTED(list)  COUNTS(7, "s7", "u8[2] in {" list "}")
#define FRONT(what)   COUNTS(6, "s6", what)

static const char *const listing[] = {LISTED("0x01, 0x64, 0x67"), UNLIKE("01 02 03 04 05 06 07 08 09"),
                                      UNDER("\"skype.com\", \"skype.net\"")};

static void say_listed(uint16_t number)
{
    static const uint8_t query[] = "\x01\x02\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1";
    play_feed(play_open(client(1), peer(number), 17), 0, query, sizeof query - 1);
}

START_TEST(a_count_goes_with_its_lists)
{
    static const char *const moved[] = {
        FRONT("u8[2] in {0x12, 0x14, 0x17}") LISTED("0x01, 0x64, 0x67"),
        FRONT("bytes[4] == x\"02 02 03 04 05 06 07 08 09\"") UNLIKE("01 02 03 04 05 06 07 08 09"),
        FRONT("dns.name under {\"b\", \"c\"}") UNDER("\"skype.com\", \"skype.net\"")};
    begin_with(listing[_i]);
    say_listed(1);
    swap_text(moved[_i]);
    say_listed(2);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

START_TEST(a_count_with_other_lists_begins_anew)
{
    static const char *const other[] = {LISTED("0x01, 0x64, 0x69"), UNLIKE("01 02 03 04 05 06 07 08 0a"),
                                        UNDER("\"skype.com\", \"skype.org\"")};
    begin_with(listing[_i]);
    say_listed(1);
    swap_text(other[_i]);
    say_listed(2);
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

/* Both hold, and differ in a single part of an instruction. */
START_TEST(a_count_with_another_condition_begins_anew)
{
    static const char *const pair[][2] = {{"not prev.seen", "not reverse.seen"}, /* of which message */
                                          {"u8[0] < 9", "u8[1] < 9"},            /* what of it */
                                          {"u8[0] < 9", "u8[0] != 9"},
                                          {"u8[0] < 9", "u8[0] < 8"},
                                          {"u8[0] < 9", "u8[0] < 9 and u8[1] < 9"}};
    static char set[2][512];
    for (int i = 0; i < 2; i++)
        snprintf(set[i], sizeof set[i], COUNTS(7, "s7", "len > 5 and %s"), pair[_i][i]);
    begin_with(set[0]);
    say_listed(1);
    swap_text(set[1]);
    say_listed(2);
    ck_assert_uint_eq(play.tellings, 0);
    say_listed(3);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

/* The same number, over TCP now: its old count is not that of the one which has its place over UDP. */
START_TEST(a_count_stays_with_its_transport)
{
    begin_with(COUNTS(7, "s7", "u8[2] == 0x62"));
    say(client(1), peer(1), 0x62);
    swap_text("signature s7 { id 7 transport tcp scope endpoint " ABOUT
              "packet u8[2] == 0x62 count 2 packets within 60 seconds weight 60 }\n" COUNTS(8, "s8",
                                                                                            "u8[2] == 0x72"));
    say(client(1), peer(2), 0x72);
    ck_assert_uint_eq(play.tellings, 0);
    say(client(1), peer(3), 0x72);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

START_TEST(a_count_of_connections_goes_on)
{
    begin_with("signature s7 { id 7 transport tcp scope endpoint " ABOUT
               "packet u8[0] == 0x62 count 2 packets within 60 seconds weight 60 }\n");
    for (unsigned i = 0; i < 2; i++, swap(play.db))
        play_segment(play_syn(client(1), peer(443)), 0, 1, "\x62", 1);
    ck_assert_uint_eq(play.tellings, 1);
}
END_TEST

static void step(uint8_t value)
{
    static uint16_t port;
    skypedpi_flow *flow = play_open(client(1), peer(++port), 17);
    play_feed(flow, 0, &value, 1);
    play_close(flow);
}

/* One message that breaks a rule is passed over, on either side of a swap; the second in a row is not. */
START_TEST(a_message_that_breaks_a_rule_is_passed_over_once)
{
    static const char set[] =
        "signature s1 { id 1 transport udp scope endpoint " ABOUT
        "packet len == 1 step u8[0] in 1..4 count 3 packets within 60 seconds weight 60 }\n";
    for (unsigned before = 0; before < 2; before++) {
        begin_with(set);
        play.tellings = 0;
        step(1);
        step(2);
        if (before)
            step(100);
        swap(play.db);
        step(200);
        step(3);
        ck_assert_uint_eq(play.tellings, !before);
    }
}
END_TEST

/* What fired once does not fire again, and says no more than it did. */
START_TEST(what_fired_stays_fired)
{
    begin_with(old_set);
    for (uint16_t i = 0; i < 6; i++) {
        say(client(1), peer(i), 0x62);
        swap(play.db);
    }
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].confidence, 60);
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

/* Number 7 speaks for phones, then for Skype: it is no reason any more to take an endpoint for a phone. */
START_TEST(an_endpoints_reason_goes_with_what_it_spoke_for)
{
#define SEVEN "packet u8[2] == 0x62 count 2 packets within 60 seconds weight 60 }\n"
    begin_with(
        "application \"phone\"\nsignature s7 { id 7 transport udp scope endpoint application phone " ABOUT
            SEVEN);
    say(client(1), peer(1), 0x62);
    ck_assert_uint_eq(play_application(say(client(1), peer(2), 0x62)), SKYPEDPI_APPLICATION_CUSTOM);
    swap_text("application \"phone\"\nsignature s7 { id 7 transport udp scope endpoint " ABOUT SEVEN
              "signature s9 { id 9 transport udp application phone " ABOUT
              "packet u8[2] == 0x72 weight 60 }\n");
    struct skypedpi_verdict v = play_verdict(say(client(1), peer(3), 0x12));
    ck_assert(v.application == SKYPEDPI_APPLICATION_UNKNOWN && v.stage == SKYPEDPI_STAGE_OPEN);
    ck_assert_uint_eq(v.decided_packet, 0);
}
END_TEST

/* It spoke for phones, of which nobody knows any more: for Skype it says nothing. */
START_TEST(a_score_goes_with_what_it_is_about)
{
#define THIRTY(id, application, byte)                                                                          \
    "signature s" id " { id " id " transport udp scope endpoint application " application " " ABOUT            \
    "packet u8[2] == " byte " count 2 packets within 60 seconds weight 30 }\n"
    begin_with("application \"phone\"\n" THIRTY("1", "phone", "0x62") THIRTY("2", "skype", "0x72"));
    say(client(1), peer(1), 0x62);
    say(client(1), peer(2), 0x62);
    say(client(1), peer(3), 0x72);
    swap_text(THIRTY("2", "skype", "0x72"));
    say(client(1), peer(4), 0x72);
    ck_assert_uint_eq(play.tellings, 0);
}
END_TEST

/* Two likely connections make a server known that was taken for another program's, before a swap and after. */
static const char servers[] = "signature s1 { id 1 transport tcp " ABOUT "packet u8[0] == 0x42 weight 60 }\n"
                              "signature s2 { id 2 transport tcp scope endpoint application other " ABOUT
                              "packet server and u8[0] == 0x52 count 2 packets within 60 seconds weight 60 }\n";

static unsigned answered(uint8_t byte)
{
    static uint16_t port = 50000;
    skypedpi_flow *flow = play_syn(client(++port), third(443));
    play_segment(flow, REVERSE, 1, &byte, 1);
    unsigned application = play_application(flow);
    play_close(flow);
    return application;
}

START_TEST(a_doubt_outlives_a_swap)
{
    begin_with(servers);
    answered(0x42);
    ck_assert_uint_eq(answered(0x52), SKYPEDPI_APPLICATION_SKYPE); /* one is enough */
    answered(0x52);
    swap(play.db);
    answered(0x42);
    ck_assert_uint_eq(answered(0), SKYPEDPI_APPLICATION_UNKNOWN);
    swap(play.db);
    answered(0x42);
    ck_assert_uint_eq(answered(0), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

/* Of phones nobody knows any more, but still that others answer there, too. */
START_TEST(a_doubt_outlives_what_was_known)
{
#define SERVER(id, application, byte)                                                                          \
    "signature s" id " { id " id " transport tcp " application ABOUT "packet u8[0] == " byte " weight 60 }\n"
#define ANOTHER                                                                                                \
    "signature s2 { id 2 transport tcp scope endpoint application other " ABOUT                                \
    "packet server and u8[0] == 0x52 count 2 packets within 60 seconds weight 60 }\n"
    begin_with("application \"phone\"\n" SERVER("1", "application phone ", "0x42")
                   ANOTHER SERVER("3", "", "0x62"));
    answered(0x42);
    answered(0x52);
    answered(0x52);
    answered(0x42);
    answered(0x42);
    ck_assert_uint_eq(answered(0), SKYPEDPI_APPLICATION_CUSTOM);
    swap_text(ANOTHER SERVER("3", "", "0x62"));
    ck_assert_uint_eq(play.engine->endpoints.known, 0);
    answered(0x62);
    ck_assert_uint_eq(answered(0), SKYPEDPI_APPLICATION_UNKNOWN);
    answered(0x62);
    ck_assert_uint_eq(answered(0), SKYPEDPI_APPLICATION_SKYPE);
}
END_TEST

/* What was blocked stays, but it is not counted among those that are known. */
START_TEST(a_host_whose_application_is_gone_is_not_known)
{
    begin_with(old_set);
    say(client(1), peer(1), 0x42);
    skypedpi_flow *flow = say(client(1), peer(2), 0x42);
    ck_assert_uint_eq(play.engine->endpoints.known, 1);
    ck_assert(play_verdict(flow).flags & SKYPEDPI_FLAG_ENDPOINT);
    swap_text("signature s9 { id 9 transport udp " ABOUT "packet u8[2] == 0x72 weight 60 }\n");
    ck_assert_uint_eq(play.engine->endpoints.known, 0);
    ck_assert(!(play_verdict(flow).flags & SKYPEDPI_FLAG_ENDPOINT));
}
END_TEST

/* ... and no supernode of what it is known for next. */
START_TEST(a_role_goes_with_what_it_is_about)
{
#define HOST(application, activity, byte)                                                                      \
    "application \"" application "\"\nsignature s1 { id 1 transport udp scope host application " application   \
    " era any mechanism udp-direct activity " activity " source \"test\" proof \"test\" packet u8[2] == " byte \
    " count 2 packets within 60 seconds weight 60 }\n"
    begin_with(HOST("phone", "supernode", "0x42"));
    say(client(1), peer(1), 0x42);
    play.now += 10 * SECOND;
    say(client(1), peer(2), 0x42);
    ck_assert_uint_eq(play.told[0].role, SKYPEDPI_ROLE_SUPERNODE);
    swap_text(HOST("fax", "signalling", "0x52"));
    say(client(1), peer(1), 0x52);
    say(client(1), peer(2), 0x52);
    ck_assert_uint_eq(play.tellings, 2);
    ck_assert_uint_eq(play.told[1].role, SKYPEDPI_ROLE_NODE);
    ck_assert_uint_eq(play.told[1].first, BEGIN + 10 * SECOND);
}
END_TEST

/* It was likely by its endpoint; now a little of its own does not make it final, though the reason is gone. */
START_TEST(what_an_endpoint_gave_makes_nothing_final_after_a_swap)
{
#define OWN "signature s8 { id 8 transport udp " ABOUT "packet u8[2] == 0x52 weight 30 }\n"
    begin_with(COUNTS(7, "s7", "u8[2] == 0x62") OWN);
    say(client(1), peer(1), 0x62);
    say(client(1), peer(2), 0x62);
    skypedpi_flow *flow = say(client(1), peer(3), DATA);
    ck_assert_uint_eq(play_verdict(flow).signature, 7);
    swap_text(OWN);
    play_message(flow, 0, 1, 0x52, 25);
    struct skypedpi_verdict v = play_verdict(flow);
    ck_assert(v.stage == SKYPEDPI_STAGE_LIKELY && v.confidence == 89);
    ck_assert(v.flags & SKYPEDPI_FLAG_ENDPOINT);
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

/* A set without phones has no name for what the flow was: it is undecided, and may be decided anew. */
START_TEST(a_flow_whose_application_is_gone_is_undecided_again)
{
    begin_with(old_set);
    skypedpi_flow *flow = say(client(1), peer(1), 0x52);
    ck_assert_uint_eq(play_verdict(flow).stage, SKYPEDPI_STAGE_LIKELY);
    unsigned told = play.verdicts;
    swap_text("application \"fax\"\nsignature s9 { id 9 transport udp application fax " ABOUT
              "packet u8[2] == 0x72 weight 30 }\n"
              "signature s10 { id 10 transport udp application fax " ABOUT
              "packet u8[2] == 0x73 weight 30 }\n");
    struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_OPEN);
    ck_assert(v.confidence == 0 && v.decided_packet == 0 && v.activity == SKYPEDPI_ACTIVITY_NONE);
    ck_assert_uint_eq(v.mechanism, SKYPEDPI_MECHANISM_NONE);
    play_message(flow, 0, 1, 0x72, 25);
    ck_assert_uint_eq(play.verdicts, told);
    play_message(flow, 0, 1, 0x73, 25);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_CUSTOM);
    ck_assert_uint_eq(play_verdict(flow).decided_packet, 3);
    ck_assert_uint_eq(play.verdicts, told + 1);
}
END_TEST

/* ---- sets side by side ---- */

/* Number 4 of one set is not number 4 of the other, wherever they stand. */
START_TEST(what_is_carried_is_carried_by_set_and_number)
{
    static const char one[] =
        "set one version \"1\" signature a { id 4 transport udp " ABOUT "packet u8[2] == 0x52 weight 60 }\n",
                      two[] = "set two version \"1\" signature a { id 4 transport udp " ABOUT
                              "packet u8[2] == 0x72 weight 60 }\n";
    skypedpi_db *there = play_merge(one, two), *back = play_merge(two, one);
    begin_with(one);
    skypedpi_flow *first = say(client(1), peer(1), 0x52);
    swap(there);
    skypedpi_flow *second = say(client(2), peer(2), 0x72);
    ck_assert_uint_eq(play_verdict(first).signature, 4);
    ck_assert_uint_eq(play_verdict(second).signature, SKYPEDPI_SET_STEP + 4);
    swap(back);
    ck_assert_uint_eq(play_verdict(first).signature, SKYPEDPI_SET_STEP + 4);
    ck_assert_uint_eq(play_verdict(second).signature, 4);
    swap_text(two);
    ck_assert_uint_eq(play_verdict(first).signature, 0);
    ck_assert_uint_eq(play_verdict(second).signature, 4);
    skypedpi_db_unref(there);
    skypedpi_db_unref(back);
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

/* It is final, nobody has a name for it any more, and nothing is left to be followed: no packet is looked at.
 */
START_TEST(a_followed_flow_whose_application_is_gone_is_done)
{
    begin_with("application \"phone\"\n"
               "signature s4 { id 4 transport udp application phone " ABOUT
               "packet u8[2] == 0x52 weight 95 }\n");
    skypedpi_flow *flow = play_open(client(1), peer(1), 17);
    ck_assert_int_eq(play_message(flow, 0, 1, 0x52, 25), SKYPEDPI_OK);
    swap_text("application \"fax\"\nsignature s9 { id 9 transport udp application fax " ABOUT
              "packet u8[2] == 0x72 weight 60 }\n");
    struct skypedpi_verdict v = play_verdict(flow);
    ck_assert_uint_eq(v.application, SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_FINAL);
    ck_assert_int_eq(play_message(flow, 0, 2, 0x72, 25), SKYPEDPI_DONE);
    ck_assert_int_eq(skypedpi_flow_feed(play.engine, flow, &(struct skypedpi_packet){.size = 1}),
                     SKYPEDPI_DONE);
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

/* Its own packets made it likely, and with its endpoint it was almost final: a trifle does not make it so. */
START_TEST(what_an_endpoint_gave_counts_less_beside_own_proof_too)
{
#define OWN_LIKELY                                                                                             \
    "signature s8 { id 8 transport udp " ABOUT "packet u8[2] == 0x52 weight 50 }\n"                            \
    "signature s9 { id 9 transport udp " ABOUT "packet u8[2] == 0x72 weight 1 }\n"
    begin_with(COUNTS(7, "s7", "u8[2] == 0x62") OWN_LIKELY);
    say(client(1), peer(1), 0x62);
    say(client(1), peer(2), 0x62);
    skypedpi_flow *flow = say(client(1), peer(3), DATA);
    play_message(flow, 0, 1, 0x52, 25);
    ck_assert_uint_eq(play_verdict(flow).confidence, 89);
    ck_assert_uint_eq(play_verdict(flow).signature, 8);
    swap_text(OWN_LIKELY);
    play_message(flow, 0, 1, 0x72, 25);
    struct skypedpi_verdict v = play_verdict(flow);
    ck_assert(v.stage == SKYPEDPI_STAGE_LIKELY && v.confidence == 89);
    ck_assert_uint_eq(v.flags, SKYPEDPI_FLAG_ONE_WAY);
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
    tcase_add_test(t, counting_goes_on_where_the_signature_is_the_same);
    tcase_add_loop_test(t, a_count_goes_to_the_new_place, 0, 3);
    tcase_add_loop_test(t, a_count_goes_with_its_lists, 0, 3);
    tcase_add_loop_test(t, a_count_with_other_lists_begins_anew, 0, 3);
    tcase_add_loop_test(t, a_count_with_another_condition_begins_anew, 0, 5);
    tcase_add_test(t, a_count_stays_with_its_transport);
    tcase_add_test(t, a_count_of_connections_goes_on);
    tcase_add_test(t, a_message_that_breaks_a_rule_is_passed_over_once);
    tcase_add_test(t, what_fired_stays_fired);
    tcase_add_test(t, a_score_goes_with_what_it_is_about);
    tcase_add_test(t, a_doubt_outlives_a_swap);
    tcase_add_test(t, a_doubt_outlives_what_was_known);
    tcase_add_test(t, a_host_whose_application_is_gone_is_not_known);
    tcase_add_test(t, a_role_goes_with_what_it_is_about);
    tcase_add_test(t, a_flow_whose_application_is_gone_is_undecided_again);
    tcase_add_test(t, what_is_carried_is_carried_by_set_and_number);
    tcase_add_test(t, an_endpoints_reason_is_carried_by_its_number);
    tcase_add_test(t, an_endpoints_reason_goes_with_what_it_spoke_for);
    tcase_add_test(t, what_an_endpoint_gave_makes_nothing_final_after_a_swap);
    tcase_add_test(t, an_application_is_carried_by_its_name);
    tcase_add_test(t, a_call_goes_on_across_a_swap);
    tcase_add_test(t, a_followed_flow_whose_application_is_gone_is_done);
    tcase_add_test(t, many_swaps_lose_no_record);
    tcase_add_test(t, what_an_endpoint_gave_counts_less_beside_own_proof_too);
    return suite_run("engine_swap", t);
}
