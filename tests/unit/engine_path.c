/* SPDX-License-Identifier: BSD-2-Clause */
/* How packets find their way: by addresses, by what a signature says, and through a proxy. */
#include "tests/unit/engine_play.h"

#define SIGNATURE(id, transport, application, rest)                                                            \
    "signature s" id " { id " id " transport " transport " application " application " era any mechanism none" \
    " activity signalling source \"test\" proof \"test\" weight 90 " rest " }\n"

/* One message decides, by its third byte. */
static const char set[] = "application \"phone\"\n" SIGNATURE("1", "udp", "skype", "packet u8[2] == 2")
    SIGNATURE("2", "udp", "other", "packet u8[2] == 0x52")
        SIGNATURE("3", "udp", "skype-related", "packet u8[2] == 0x62")
            SIGNATURE("4", "udp", "phone", "packet u8[2] == 0x42")
                SIGNATURE("5", "udp", "skype", "path direct packet u8[2] == 0x12")
                    SIGNATURE("6", "tcp", "skype", "packet tunnelled and client and len == 14")
                        SIGNATURE("7", "udp", "other", "path nat-both packet u8[2] == 0x72");

enum { SKYPE = 2, OTHER = 0x52, RELATED = 0x62, PHONE = 0x42, DIRECT = 0x12, OTHER_WITH_PATH = 0x72 };

static void setup(void)
{
    play_begin();
    play_load(set);
    play_engine(256, 16);
}

/* The last word on a flow of one message. */
static struct skypedpi_verdict judge(struct place from, struct place to, uint8_t function)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    skypedpi_flow *flow = play_open(from, to, 17);
    play_message(flow, 0, 1, function, 30);
    ck_assert_int_eq(skypedpi_flow_close(play.engine, flow, &v), SKYPEDPI_OK);
    return v;
}

static unsigned path_between(struct place from, struct place to)
{
    return judge(from, to, SKYPE).path;
}

static struct place outside(void)
{
    return place_4(198, 51, 100, 7, 30000);
}

static struct place place_6(uint8_t a, uint8_t b, uint8_t rest)
{
    struct place place = {6, {a, b}, 40000};
    memset(place.address + 2, rest, 14);
    return place;
}

/* ---- addresses ---- */

START_TEST(private_ranges_end_where_they_should)
{
    static const struct {
        uint8_t address[4];
        bool is_private;
    } cases[] = {{{9, 255, 255, 255}, false},  {{10, 0, 0, 0}, true},         {{10, 255, 255, 255}, true},
                 {{11, 0, 0, 0}, false},       {{172, 15, 255, 255}, false},  {{172, 16, 0, 0}, true},
                 {{172, 31, 255, 255}, true},  {{172, 32, 0, 0}, false},      {{192, 167, 255, 255}, false},
                 {{192, 168, 0, 0}, true},     {{192, 168, 255, 255}, true},  {{192, 169, 0, 0}, false},
                 {{100, 63, 255, 255}, false}, {{100, 64, 0, 0}, true},       {{100, 127, 255, 255}, true},
                 {{100, 128, 0, 0}, false},    {{169, 253, 255, 255}, false}, {{169, 254, 0, 0}, true},
                 {{169, 254, 255, 255}, true}, {{169, 255, 0, 0}, false},     {{0, 0, 0, 0}, false},
                 {{255, 255, 255, 255}, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const uint8_t *a = cases[i].address;
        struct place place = place_4(a[0], a[1], a[2], a[3], 40000);
        unsigned path = cases[i].is_private ? SKYPEDPI_PATH_NAT_ONE : SKYPEDPI_PATH_NONE;
        ck_assert_msg(path_between(place, outside()) == path, "from %u.%u", a[0], a[1]);
        ck_assert_msg(path_between(outside(), place) == path, "to %u.%u", a[0], a[1]);
    }
}
END_TEST

START_TEST(private_ranges_of_ipv6_end_where_they_should)
{
    static const struct {
        uint8_t a, b, rest;
        bool is_private;
    } cases[] = {{0xfb, 0xff, 0xff, false}, {0xfc, 0, 0, true},        {0xfd, 0xff, 0xff, true},
                 {0xfe, 0, 0, false},       {0xfe, 0x7f, 0xff, false}, {0xfe, 0x80, 0, true},
                 {0xfe, 0xbf, 0xff, true},  {0xfe, 0xc0, 0, false},    {0x20, 0x01, 0, false},
                 {10, 0, 0, false},         {192, 168, 0, false}};
    const struct place far_away = place_6(0x20, 0x01, 0x44);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct place place = place_6(cases[i].a, cases[i].b, cases[i].rest);
        unsigned path = cases[i].is_private ? SKYPEDPI_PATH_NAT_ONE : SKYPEDPI_PATH_NONE;
        ck_assert_msg(path_between(place, far_away) == path, "from %x%02x", cases[i].a, cases[i].b);
        ck_assert_msg(path_between(far_away, place) == path, "to %x%02x", cases[i].a, cases[i].b);
    }
}
END_TEST

START_TEST(between_two_private_addresses_there_is_no_nat)
{
    ck_assert_uint_eq(path_between(place_4(10, 0, 0, 1, 1), place_4(192, 168, 1, 1, 2)), SKYPEDPI_PATH_NONE);
    ck_assert_uint_eq(judge(place_4(10, 0, 0, 1, 1), place_4(10, 0, 0, 2, 2), DIRECT).path,
                      SKYPEDPI_PATH_DIRECT);
}
END_TEST

START_TEST(a_private_address_goes_before_a_signatures_direct)
{
    ck_assert_uint_eq(judge(outside(), place_4(8, 8, 8, 8, 2), DIRECT).path, SKYPEDPI_PATH_DIRECT);
    ck_assert_uint_eq(judge(outside(), place_4(10, 0, 0, 1, 2), DIRECT).path, SKYPEDPI_PATH_NAT_ONE);
}
END_TEST

START_TEST(only_flows_of_the_sets_subject_have_path_and_role)
{
    const struct place client = place_4(10, 0, 0, 1, 40000);
    ck_assert_uint_eq(judge(client, outside(), PHONE).path, SKYPEDPI_PATH_NAT_ONE);
    ck_assert_uint_eq(judge(client, outside(), OTHER).path, SKYPEDPI_PATH_NONE);
    ck_assert_uint_eq(judge(client, outside(), OTHER_WITH_PATH).path, SKYPEDPI_PATH_NONE);
    ck_assert_uint_eq(judge(client, outside(), RELATED).path, SKYPEDPI_PATH_NONE);
    const struct place stranger = place_4(10, 0, 0, 2, 40000);
    ck_assert_uint_eq(judge(stranger, place_4(8, 8, 8, 8, 1), 0x32).path, SKYPEDPI_PATH_NONE);
}
END_TEST

START_TEST(through_a_proxy_goes_before_all_else)
{
    static const char ask[] = "CONNECT 203.0.113.1:443 HTTP/1.0\r\n\r\n",
                      reply[] = "HTTP/1.0 200 Connection established\r\n\r\n",
                      inner[15] = "\x01\x02zxcvbnmasdf";
    skypedpi_flow *flow = play_syn(place_4(10, 0, 0, 1, 40000), place_4(198, 51, 100, 7, 8080));
    play_segment(flow, 0, 1, ask, sizeof ask - 1);
    play_segment(flow, REVERSE, 1, reply, sizeof reply - 1);
    play_segment(flow, 0, sizeof ask, inner, 14);
    ck_assert_uint_eq(play_application(flow), SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(play_verdict(flow).path, SKYPEDPI_PATH_PROXY);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("path");
    tcase_add_checked_fixture(t, setup, play_end);
    tcase_add_test(t, private_ranges_end_where_they_should);
    tcase_add_test(t, private_ranges_of_ipv6_end_where_they_should);
    tcase_add_test(t, between_two_private_addresses_there_is_no_nat);
    tcase_add_test(t, a_private_address_goes_before_a_signatures_direct);
    tcase_add_test(t, only_flows_of_the_sets_subject_have_path_and_role);
    tcase_add_test(t, through_a_proxy_goes_before_all_else);
    return suite_run("engine_path", t);
}
