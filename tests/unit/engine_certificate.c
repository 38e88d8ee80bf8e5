/* SPDX-License-Identifier: BSD-2-Clause */
/* What signatures are told of the names of a certificate. */
#include <stdio.h>
#include "tests/unit/engine_play.h"
#include "tests/unit/wire_certificate.h"

#define SIGNATURE(id, rest)                                                                                    \
    "signature s" id " { id " id " transport tcp application skype era any mechanism tls activity none"        \
    " source \"test\" proof \"test\" weight 10 " rest " }\n"

static void put24(struct payload *p, size_t n)
{
    put8(p, (unsigned)(n >> 16));
    put16(p, (unsigned)n & 0xffff);
}

/* A flow whose server shows a certificate for these names, behind an empty common name. */
static skypedpi_flow *shown(const char *const *names)
{
    static const uint8_t hello[42] = {2, 0, 0, 38, 3, 3, [39] = 0xc0, 0x2f};
    struct der d = {.length = 0};
    struct payload p = {.length = 0};
    der_certificate(&d, "", names);
    put_text(&p, "\x16\x03\x03");
    put16(&p, (unsigned)(sizeof hello + 10 + d.length));
    put(&p, hello, sizeof hello);
    put8(&p, 11);
    put24(&p, d.length + 6);
    put24(&p, d.length + 3);
    put24(&p, d.length);
    put(&p, d.data, d.length);
    skypedpi_flow *flow = play_syn(place_4(198, 51, 100, 7, 50000), place_4(203, 0, 113, 9, 443));
    play_segment(flow, 1, 1, p.data, (uint32_t)p.length);
    return flow;
}

static unsigned signature(const char *condition, const char *const *names)
{
    char set[512];
    snprintf(set, sizeof set, SIGNATURE("7", "packet %s"), condition);
    play_load(set);
    play_engine(64, 0);
    return play_verdict(shown(names)).signature;
}

START_TEST(one_name_suffices)
{
    static const char *const names[] = {"a.example", "ui.skype.com", "b.example", NULL};
    ck_assert_uint_eq(signature("tls.certificate under \"skype.com\"", names), 7);
    ck_assert_uint_eq(signature("tls.certificate is \"b.example\" and tls.certificate starts \"A\"", names), 7);
    ck_assert_uint_eq(signature("tls.certificate is \"skype.com\"", names), 0);
    ck_assert_uint_eq(signature("tls.certificate contains \"e a\"", names), 0);
    ck_assert_uint_eq(signature("not tls.certificate under \"skype.com\"", names), 0);
    ck_assert_uint_eq(signature("not tls.certificate under \"skype.net\"", names), 7);
}
END_TEST

/* Most lists and names are told apart by a hash of how the names end: whatever it is, the name is found. */
START_TEST(a_name_is_found_however_it_ends)
{
    char name[16], condition[64];
    const char *const names[] = {name, NULL};
    for (unsigned i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "ui.%c%c%03u", 'a' + (int)(i % 26), 'a' + (int)(i % 7), i);
        snprintf(condition, sizeof condition, "tls.certificate is \"%s\"", name);
        ck_assert_msg(signature(condition, names) == 7, "%s", name);
    }
}
END_TEST

/* Without names there is no text to test: the whole condition is false. */
START_TEST(no_name_is_no_text)
{
    static const char *const none[] = {"", NULL};
    ck_assert_uint_eq(signature("tls.server", none), 7);
    ck_assert_uint_eq(signature("tls.certificate contains \"\"", none), 0);
    ck_assert_uint_eq(signature("not tls.certificate under \"skype.com\"", none), 0);
}
END_TEST

START_TEST(names_are_asked_as_they_are)
{
    static const char *const names[] = {"Some Body", "\xc3\xa4.example", NULL};
    ck_assert_uint_eq(signature("tls.certificate is \"some body\"", names), 7);
    ck_assert_uint_eq(signature("tls.certificate is \"\\xc3\\xa4.example\"", names), 7);
    ck_assert_uint_eq(signature("tls.certificate contains \"?\"", names), 0);
}
END_TEST

START_TEST(the_first_name_that_tells_a_version)
{
    static const char *const names[] = {"a.example", "335.0.7.7.3.skype.net", "1.2.3.4.skype.net", NULL};
    play_load(SIGNATURE("7", "packet tls.server version tls.certificate reversed"));
    play_engine(64, 0);
    static const uint16_t part[] = {7, 7, 0, 335};
    ck_assert_mem_eq(play_verdict(shown(names)).era_first.part, part, sizeof part);
    ck_assert_uint_eq(play_verdict(shown(names + 3)).era_first.part[0], SKYPEDPI_RELEASE_ANY);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("certificate");
    tcase_add_checked_fixture(t, play_begin, play_end);
    tcase_add_test(t, one_name_suffices);
    tcase_add_test(t, a_name_is_found_however_it_ends);
    tcase_add_test(t, no_name_is_no_text);
    tcase_add_test(t, names_are_asked_as_they_are);
    tcase_add_test(t, the_first_name_that_tells_a_version);
    return suite_run("engine_certificate", t);
}
