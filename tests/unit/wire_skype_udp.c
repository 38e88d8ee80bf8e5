/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/skype_udp.h"
#include "tests/unit/wire_check.h"

static const uint8_t resend[] = {
    0x12, 0x34,             /* id */
    0x53,                   /* function 3, padded */
    0x01,                   /* kind */
    0xa1, 0xa2, 0xa3, 0xa4, /* seed of the NACK */
    198,  51,   100,  7,    /* addressee */
    0xc1, 0xc2, 0xc3, 0xc4, /* CRC of the command */
    0xee, 0xee              /* the command again */
};

static const uint8_t nack[SKYPE_UDP_HEAD] = {0xff, 0xfe, 0x77, 192, 0, 2, 1, 0xd1, 0xd2, 0xd3, 0xd4};

static enum wire_result visit_resend(struct bytes b)
{
    struct skype_udp_resend out;
    return skype_udp_resend_read(b, &out);
}

START_TEST(head_fields)
{
    ck_assert_uint_eq(skype_udp_id(nack), 0xfffe);
    ck_assert_uint_eq(skype_udp_function(nack), SKYPE_UDP_NACK);
    ck_assert_uint_eq(skype_udp_address(nack), 0xc0000201);
    ck_assert_uint_eq(skype_udp_seed(nack), 0xd1d2d3d4);
    ck_assert_uint_eq(skype_udp_iv(nack), 0xc0000201);
    ck_assert_uint_eq(skype_udp_crc(nack), 0xd1d2d3d4);
}
END_TEST

START_TEST(function_ignores_padding_only)
{
    uint8_t head[SKYPE_UDP_HEAD] = {0};
    for (unsigned byte = 0; byte <= 255; byte++) {
        head[2] = (uint8_t)byte;
        unsigned expected = byte < 128 ? byte % 16 : byte % 16 + 128;
        ck_assert_uint_eq(skype_udp_function(head), expected);
    }
}
END_TEST

START_TEST(resend_fields)
{
    struct skype_udp_resend out;
    ck_assert_int_eq(skype_udp_resend_read((struct bytes){resend, sizeof resend}, &out), WIRE_OK);
    ck_assert_uint_eq(out.seed, 0xa1a2a3a4);
    ck_assert_uint_eq(out.address, 0xc6336407);
    ck_assert_uint_eq(out.crc, 0xc1c2c3c4);
}
END_TEST

START_TEST(resend_refuses_other_kinds)
{
    struct skype_udp_resend out = {1, 1, 1};
    uint8_t copy[sizeof resend];
    memcpy(copy, resend, sizeof copy);
    copy[3] = 2;
    ck_assert_int_eq(skype_udp_resend_read((struct bytes){copy, sizeof copy}, &out), WIRE_NO);
    ck_assert_uint_eq(out.seed | out.address | out.crc, 0);
    copy[3] = 1;
    copy[2] = 0x83;
    ck_assert_int_eq(skype_udp_resend_read((struct bytes){copy, sizeof copy}, &out), WIRE_NO);
}
END_TEST

START_TEST(resend_hostile)
{
    struct bytes b = {resend, sizeof resend};
    check_prefixes(b, SKYPE_UDP_RESEND_HEAD, WIRE_NO, visit_resend);
    check_hostile(b, visit_resend);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {head_fields, function_ignores_padding_only, resend_fields,
                                  resend_refuses_other_kinds, resend_hostile};
    return run_tests("wire/skype_udp", tests, sizeof tests / sizeof tests[0]);
}
