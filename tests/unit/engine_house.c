/* SPDX-License-Identifier: BSD-2-Clause */
/* What hosts are known for: `host.known` is asked for each application by itself. */
#include "tests/unit/engine_play.h"

#define ABOUT(application)                                                                                     \
    " application " application " era any mechanism none activity none source \"s\" proof \"p\" "

/* A datagram that begins so makes its sender known; the opening of a TCP flow asks whether its host is. */
#define TEACHES(id, application, byte)                                                                         \
    "signature t" id " { id " id " transport udp" ABOUT(application) "packet u8[0] == " byte " weight 95 }\n"
#define ASKS(id, application, weight)                                                                          \
    "signature a" id " { id " id                                                                               \
    " transport tcp" ABOUT(application) "packet opens and host.known weight " weight " }\n"
#define FORGETS                                                                                                \
    "signature f { id 90 transport udp scope endpoint" ABOUT(                                                  \
        "other") "packet len == 9 count 3 packets within 60 seconds weight 60 }\n"

static const char phones[] = "set phones version \"1\"\napplication \"phone\"\n" TEACHES("1", "skype", "1")
    ASKS("2", "skype", "60") TEACHES("3", "phone", "3") ASKS("4", "phone", "55") FORGETS;

enum { SKYPE = SKYPEDPI_APPLICATION_SKYPE, PHONE = SKYPEDPI_APPLICATION_CUSTOM };

static void load(const char *text)
{
    play_load(text);
    play_engine(256, 0);
}

static struct place home(uint16_t port)
{
    return place_4(198, 51, 100, 7, port);
}

static struct place away(uint8_t host)
{
    return place_4(203, 0, 113, host, 9000);
}

static void say(struct place from, uint8_t byte)
{
    skypedpi_flow *flow = play_open(from, away(1), 17);
    play_feed(flow, 0, &byte, 1);
    play_close(flow);
}

/* Another program has the port. */
static void lose(struct place from)
{
    skypedpi_flow *flow = play_open(from, away(2), 17);
    for (int i = 0; i < 3; i++)
        play_feed(flow, 0, (const uint8_t *)"no! no! no!", 9);
    play_close(flow);
}

/* What the opening of a TCP flow of that host is taken for. */
static unsigned asked(void)
{
    static uint8_t host = 10;
    skypedpi_flow *flow = play_syn(home(5000), away(++host));
    unsigned application = play_application(flow);
    play_close(flow);
    return application;
}

START_TEST(each_application_asks_for_itself)
{
    load(phones);
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN);
    say(home(1), 3);
    ck_assert_uint_eq(asked(), PHONE);
    say(home(2), 1);
    ck_assert_uint_eq(asked(), SKYPE); /* it says so with more weight */
    lose(home(2));
    ck_assert_uint_eq(asked(), PHONE);
    lose(home(1));
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(what_is_known_of_the_first_says_nothing_of_the_second)
{
    load(phones);
    say(home(1), 1);
    ck_assert_uint_eq(asked(), SKYPE);
    lose(home(1));
    say(home(1), 3);
    ck_assert_uint_eq(asked(), PHONE);
}
END_TEST

/* The place of one that left goes to another, and those that stay are counted where they were. */
START_TEST(endpoints_come_and_go)
{
    load(phones);
    say(home(1), 1);
    say(home(2), 3);
    lose(home(1));
    say(home(3), 3);
    lose(home(2));
    ck_assert_uint_eq(asked(), PHONE);
    say(home(4), 1);
    ck_assert_uint_eq(asked(), SKYPE);
    lose(home(4));
    lose(home(3));
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(two_applications_at_a_time)
{
    load("application \"one\"\napplication \"two\"\n" TEACHES("1", "skype", "1") TEACHES("2", "one", "2")
             TEACHES("3", "two", "3") ASKS("4", "two", "60") FORGETS);
    say(home(1), 1);
    say(home(2), 2);
    say(home(3), 3);
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN); /* the third finds no room */
    lose(home(1));
    say(home(4), 3);
    ck_assert_uint_eq(asked(), PHONE + 1);
}
END_TEST

/* It may be a server: many people's, of whom nothing is known. */
START_TEST(an_endpoint_of_tcp_lives_nowhere)
{
    load("signature t1 { id 1 transport tcp" ABOUT("skype") "packet u8[0] == 1 weight 95 }\n" ASKS("2", "skype",
                                                                                                   "60"));
    skypedpi_flow *flow = play_syn(away(1), home(5000));
    play_segment(flow, 0, 1, "\1", 1);
    ck_assert_uint_eq(play.tellings, 1);
    ck_assert_uint_eq(play.told[0].port, 5000);
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

START_TEST(for_other_it_is_enough_to_be_known)
{
    load("application \"phone\"\n" TEACHES("1", "phone", "3") ASKS("2", "other", "60"));
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN);
    ck_assert_int_eq(skypedpi_flow_block(play.engine, play_syn(home(5000), away(2))), SKYPEDPI_OK);
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN); /* who was blocked is watched, not known */
    say(home(1), 3);
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_OTHER);
}
END_TEST

/* From 15 endpoints on they are not counted any more. */
START_TEST(a_house_with_many)
{
    load(phones);
    for (uint16_t i = 1; i <= 40; i++)
        say(home(i), i % 2 ? 1 : 3);
    for (uint16_t i = 1; i <= 40; i += 2)
        lose(home(i));
    ck_assert_uint_eq(asked(), SKYPE);
    load(phones);
    for (uint16_t i = 1; i <= 28; i++)
        say(home(i), i % 2 ? 1 : 3);
    for (uint16_t i = 1; i <= 28; i += 2)
        lose(home(i));
    ck_assert_uint_eq(asked(), PHONE);
}
END_TEST

/* An endpoint that was silent for an hour makes room for a newcomer; its host, which was not, goes on without
 * it. */
START_TEST(who_is_pushed_out_has_left)
{
    play_load("application \"phone\"\n" TEACHES("1", "skype", "1") ASKS("2", "skype", "60")
                  TEACHES("3", "phone", "3")
                      ASKS("4", "phone", "55") "signature h { id 5 transport udp scope host" ABOUT(
                          "phone") "packet len == 8 count 2 packets within 60 seconds weight 60 }\n");
    play_engine(8, 0);
    say(home(1), 1);
    play.now += 3000 * SECOND;
    skypedpi_flow *flow = play_open(home(2), away(1), 17);
    for (int i = 0; i < 2; i++)
        play_feed(flow, 0, (const uint8_t *)"the host", 8);
    ck_assert_uint_eq(asked(), SKYPE);
    play.now += 700 * SECOND;
    for (uint8_t i = 1; i <= 3; i++)
        say(place_4(192, 0, 2, i, 1000), 3);
    say(place_4(192, 0, 2, 1, 1001), 3);
    ck_assert_uint_eq(asked(), PHONE);
}
END_TEST

/* What is said against the host itself says nothing of its endpoints. */
START_TEST(a_host_that_is_forgotten_houses_whom_it_did)
{
    load("application \"phone\"\n" TEACHES("1", "skype", "1") ASKS("2", "skype", "60")
             ASKS("4", "phone", "90") "signature h { id 5 transport udp scope host" ABOUT(
                 "phone") "packet len == 8 count 2 packets within 60 seconds weight 60 }\n"
                          "signature f { id 6 transport udp scope host" ABOUT(
                              "other") "packet len == 9 count 3 packets within 60 seconds weight 60 }\n");
    say(home(1), 1);
    skypedpi_flow *flow = play_open(home(2), away(1), 17);
    for (int i = 0; i < 2; i++)
        play_feed(flow, 0, (const uint8_t *)"the host", 8);
    ck_assert_uint_eq(asked(), PHONE);
    lose(home(3));
    ck_assert_uint_eq(asked(), SKYPE);
}
END_TEST

/* A flow whose messages were counted for one application is none of another that its host becomes known for. */
START_TEST(who_counted_for_one_is_not_of_another)
{
    load("application \"phone\"\nsignature s { id 1 transport udp scope host" ABOUT(
        "skype") "packet len == 8 count 4 peers within 60 seconds weight 60 }\n"
                 "signature h { id 5 transport udp scope host" ABOUT(
                     "phone") "packet len == 9 count 3 packets within 60 seconds weight 60 }\n");
    skypedpi_flow *one = play_open(home(1), away(1), 17), *other = play_open(home(2), away(1), 17);
    play_feed(one, 0, (const uint8_t *)"the host", 8);
    for (int i = 0; i < 3; i++)
        play_feed(other, 0, (const uint8_t *)"the phone", 9);
    ck_assert_uint_eq(play_application(other), PHONE);
    ck_assert_uint_eq(play_application(one), SKYPEDPI_APPLICATION_UNKNOWN);
    play_feed(one, 0, (const uint8_t *)"the phone", 9);
    ck_assert_uint_eq(play_application(one), PHONE);
}
END_TEST

/* ---- across a swap ---- */

static void swap(skypedpi_db *db)
{
    ck_assert_int_eq(skypedpi_engine_set_db(play.engine, db), SKYPEDPI_OK);
    skypedpi_db_unref(db);
}

START_TEST(who_is_gone_with_a_set_lives_there_no_more)
{
    load(phones);
    say(home(1), 1);
    say(home(2), 3);
    say(place_4(192, 0, 2, 1, 1000), 1); /* somebody is known still */
    swap(play_compile("set phones version \"2\"\n" ASKS("2", "skype", "60") ASKS("4", "other", "55")));
    ck_assert_uint_eq(asked(), SKYPE);
    load(phones);
    say(home(2), 3);
    say(place_4(192, 0, 2, 1, 1000), 1); /* somebody is known still */
    swap(play_compile("set phones version \"2\"\n" ASKS("2", "skype", "60") ASKS("4", "other", "55")));
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN);
    swap(play_compile(phones)); /* nothing comes back */
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN);
    say(home(2), 3);
    ck_assert_uint_eq(asked(), PHONE);
}
END_TEST

START_TEST(who_stays_is_called_by_the_new_number)
{
    load(phones);
    say(home(1), 3);
    swap(play_compile("set phones version \"2\"\napplication \"fax\"\napplication \"phone\"\n" TEACHES(
        "3", "phone", "3") ASKS("4", "phone", "55") ASKS("5", "fax", "60") FORGETS));
    ck_assert_uint_eq(asked(), PHONE + 1);
    say(home(2), 3);
    lose(home(1));
    ck_assert_uint_eq(asked(), PHONE + 1);
    lose(home(2));
    ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_UNKNOWN);
}
END_TEST

/* ---- two sets side by side ---- */

static const char skype[] = "set skype version \"1\"\n" TEACHES("1", "skype", "1") ASKS("2", "skype", "60"),
                  tunnel[] =
                      "set tunnel version \"1\"\napplication \"wireguard\"\n" TEACHES("1", "wireguard", "3")
                          ASKS("2", "wireguard", "55");

START_TEST(a_set_beside_another_does_not_make_its_hosts_known)
{
    for (int first = 0; first < 2; first++) {
        load(skype);
        swap(first ? play_merge(tunnel, skype) : play_merge(skype, tunnel));
        say(home(1), 3);
        ck_assert_uint_eq(asked(), SKYPEDPI_APPLICATION_CUSTOM);
        say(home(2), 1);
        ck_assert_uint_eq(asked(), SKYPE);
    }
}
END_TEST

/* What a flow of that endpoint is taken for that says nothing itself. */
static unsigned called(struct place from)
{
    skypedpi_flow *flow = play_open(from, away(3), 17);
    play_feed(flow, 0, (const uint8_t *)"?", 1);
    unsigned application = play_application(flow);
    play_close(flow);
    return application;
}

/* What is no Skype may be what another set knows. */
START_TEST(what_a_set_forgets_another_keeps)
{
    static const char forgetful[] = "set skype version \"1\"\n" TEACHES("1", "skype", "1") FORGETS;
    for (int first = 0; first < 2; first++) {
        load(skype);
        swap(first ? play_merge(tunnel, forgetful) : play_merge(forgetful, tunnel));
        say(home(1), 3);
        say(home(2), 1);
        lose(home(1));
        lose(home(2));
        ck_assert_uint_eq(called(home(1)), SKYPEDPI_APPLICATION_CUSTOM);
        ck_assert_uint_eq(called(home(2)), SKYPEDPI_APPLICATION_UNKNOWN);
    }
}
END_TEST

/* News is counted in 16 bits, each swap is some, and 0 stands for a flow that never asked. */
START_TEST(much_news_hides_nothing)
{
    load(phones);
    say(home(1), 1);
    for (uint32_t i = 0; i <= UINT16_MAX; i++) {
        ck_assert_int_eq(skypedpi_engine_set_db(play.engine, play.db), SKYPEDPI_OK);
        ck_assert_uint_eq(called(home(1)), SKYPE);
    }
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("house");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_add_test(t, each_application_asks_for_itself);
    tcase_add_test(t, what_is_known_of_the_first_says_nothing_of_the_second);
    tcase_add_test(t, endpoints_come_and_go);
    tcase_add_test(t, two_applications_at_a_time);
    tcase_add_test(t, an_endpoint_of_tcp_lives_nowhere);
    tcase_add_test(t, for_other_it_is_enough_to_be_known);
    tcase_add_test(t, a_house_with_many);
    tcase_add_test(t, who_is_pushed_out_has_left);
    tcase_add_test(t, a_host_that_is_forgotten_houses_whom_it_did);
    tcase_add_test(t, who_counted_for_one_is_not_of_another);
    tcase_add_test(t, who_is_gone_with_a_set_lives_there_no_more);
    tcase_add_test(t, who_stays_is_called_by_the_new_number);
    tcase_add_test(t, a_set_beside_another_does_not_make_its_hosts_known);
    tcase_add_test(t, what_a_set_forgets_another_keeps);
    tcase_add_test(t, much_news_hides_nothing);
    return suite_run("engine_house", t);
}
