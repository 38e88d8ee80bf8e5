/* SPDX-License-Identifier: BSD-2-Clause */
/* Which half bytes are random: the chi-square test, held to the textbook's formula. */
#include "lib/engine/framing.h"
#include "tests/unit/engine_play.h"

#define HEAD (FRAMING_NIBBLES / 2)

static struct framing framing;

static void setup(void)
{
    framing = (struct framing){.packets = 0};
    play.noise = 1;
}

static void add(const uint8_t *head, size_t length)
{
    framing_add(&framing, (struct bytes){head, length});
}

/* Packets whose first `constant` nibbles never change, and the others are random. */
static void add_mixed(unsigned packets, unsigned constant)
{
    uint8_t head[HEAD];
    while (packets--) {
        play_fill(head, sizeof head);
        for (unsigned i = 0; i < constant && i < 2 * HEAD; i++)
            head[i / 2] = (uint8_t)(i % 2 ? (head[i / 2] & 0xf0) | 0x05 : (head[i / 2] & 0x0f) | 0xa0);
        add(head, sizeof head);
    }
}

START_TEST(random_heads_are_no_gateway)
{
    for (uint32_t seed = 0; seed < 1000; seed++) {
        setup();
        play.noise = seed * 2654435761u;
        add_mixed(100, 0);
        ck_assert(!framing_is_gateway(&framing));
    }
}
END_TEST

START_TEST(a_constant_number_before_random_bytes_is_a_gateway)
{
    for (uint32_t seed = 0; seed < 1000; seed++) {
        setup();
        play.noise = seed * 2654435761u;
        add_mixed(100, 8);
        ck_assert(framing_is_gateway(&framing));
    }
}
END_TEST

START_TEST(two_connections_in_turn_are_a_gateway) /* each direction has a number of its own */
{
    uint8_t head[HEAD];
    for (int i = 0; i < 100; i++) {
        play_fill(head, sizeof head);
        memset(head, i % 2 ? 0x3c : 0xc3, 4);
        add(head, sizeof head);
    }
    ck_assert(framing_is_gateway(&framing));
}
END_TEST

START_TEST(exactly_eight_nibbles_are_constant)
{
    for (unsigned constant = 0; constant <= FRAMING_NIBBLES; constant++) {
        setup();
        add_mixed(100, constant);
        ck_assert_int_eq(framing_is_gateway(&framing), constant == 8);
    }
}
END_TEST

START_TEST(ninety_nine_packets_say_nothing)
{
    ck_assert(!framing_is_gateway(&framing));
    add_mixed(99, 8);
    ck_assert(!framing_is_gateway(&framing));
    add_mixed(1, 8);
    ck_assert(framing_is_gateway(&framing));
}
END_TEST

START_TEST(what_comes_after_a_hundred_changes_nothing)
{
    add_mixed(100, 8);
    add_mixed(1000, 0);
    ck_assert(framing_is_gateway(&framing));
    setup();
    add_mixed(100, 0);
    add_mixed(1000, 8);
    ck_assert(!framing_is_gateway(&framing));
}
END_TEST

START_TEST(short_packets_are_passed_over)
{
    static const uint8_t zero[HEAD];
    for (int i = 0; i < 500; i++)
        add(zero, (size_t)i % HEAD);
    add_mixed(99, 8);
    ck_assert(!framing_is_gateway(&framing)); /* none of the short ones was counted */
    add_mixed(1, 8);
    ck_assert(framing_is_gateway(&framing));
}
END_TEST

START_TEST(what_is_behind_the_head_does_not_count)
{
    uint8_t packet[64] = {0};
    for (int i = 0; i < 100; i++) {
        play_fill(packet + 4, 4);
        add(packet, sizeof packet);
    }
    ck_assert(framing_is_gateway(&framing));
}
END_TEST

/* ---- arithmetic ---- */

/* A hundred packets of a gateway, but for the last nibble: that has these values, so many of each. */
static bool judge(const unsigned count[16])
{
    unsigned value = 0, left = count[0];
    uint8_t head[HEAD];
    setup();
    for (int i = 0; i < 100; i++) {
        while (!left)
            left = count[++value];
        left--;
        play_fill(head, sizeof head);
        memset(head, 0, 4);
        head[HEAD - 1] = (uint8_t)((head[HEAD - 1] & 0xf0) | value);
        add(head, sizeof head);
    }
    return framing_is_gateway(&framing);
}

static double chi_square(const unsigned count[16])
{
    double sum = 0, expected = 100.0 / 16;
    for (int i = 0; i < 16; i++)
        sum += (count[i] - expected) * (count[i] - expected) / expected;
    return sum;
}

START_TEST(the_threshold_is_150)
{
    /* the squares are 1562 and 1564: between them a hundred packets can have none */
    static const unsigned below[16] = {35, 11, 6, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3},
                          above[16] = {35, 11, 1, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4};
    double low = chi_square(below), high = chi_square(above);
    ck_assert_msg(low <= 150 && 150 < high, "%g %g", low, high);
    ck_assert(judge(below));
    ck_assert(!judge(above));
}
END_TEST

START_TEST(whole_numbers_agree_with_the_formula)
{
    unsigned random = 0;
    for (uint32_t round = 0; round < 20000; round++) {
        unsigned count[16] = {0};
        play.noise = round * 2654435761u;
        uint32_t lean = 20 + play_below(25); /* of a hundred, on average, have one value */
        for (int i = 0; i < 100; i++)
            count[play_below(100) < lean ? 0 : play_below(16)]++;
        bool is_random = chi_square(count) <= 150;
        random += is_random;
        ck_assert_msg(judge(count) == is_random, "round %u: %g", round, chi_square(count));
    }
    ck_assert_uint_ge(random, 2000); /* both answers were asked for */
    ck_assert_uint_le(random, 18000);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("framing");
    tcase_add_checked_fixture(t, setup, NULL);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, random_heads_are_no_gateway);
    tcase_add_test(t, a_constant_number_before_random_bytes_is_a_gateway);
    tcase_add_test(t, two_connections_in_turn_are_a_gateway);
    tcase_add_test(t, exactly_eight_nibbles_are_constant);
    tcase_add_test(t, ninety_nine_packets_say_nothing);
    tcase_add_test(t, what_comes_after_a_hundred_changes_nothing);
    tcase_add_test(t, short_packets_are_passed_over);
    tcase_add_test(t, what_is_behind_the_head_does_not_count);
    tcase_add_test(t, the_threshold_is_150);
    tcase_add_test(t, whole_numbers_agree_with_the_formula);
    return suite_run("engine_framing", t);
}
