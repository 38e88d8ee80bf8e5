/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/rtp.h"
#include "tests/unit/wire_check.h"

/* Padding, extension and two sources, RFC 3550 5.1. */
static const uint8_t full[] = {
    0xb2, 0xe0, 0x01, 0x02,             /* marker, payload type 96, sequence */
    0x11, 0x12, 0x13, 0x14,             /* timestamp */
    0x21, 0x22, 0x23, 0x24,             /* source */
    1,    1,    1,    1,    2, 2, 2, 2, /* contributing sources */
    0xbe, 0xde, 0x00, 0x01,             /* extension of one word */
    0x10, 0xff, 0x00, 0x00,             /* */
    0xaa, 0xbb,                         /* payload */
    0x00, 0x00, 0x03                    /* padding */
};

/* Receiver report without blocks, then an empty packet of another type. */
static const uint8_t report[] = {0x80, 201, 0, 1, 0x31, 0x32, 0x33, 0x34, 0x81, 202, 0, 1, 1, 2, 3, 4};

static enum wire_result visit_rtp(struct bytes b)
{
    struct rtp rtp;
    return rtp_read(b, &rtp);
}

START_TEST(rtp_fields)
{
    struct rtp rtp;
    struct bytes b = {full, sizeof full};
    ck_assert_int_eq(rtp_read(b, &rtp), WIRE_OK);
    ck_assert(!rtp.rtcp && rtp.marker && rtp.extension);
    ck_assert_uint_eq(rtp.payload_type, 96);
    ck_assert_uint_eq(rtp.sequence, 0x0102);
    ck_assert_uint_eq(rtp.timestamp, 0x11121314);
    ck_assert_uint_eq(rtp.ssrc, 0x21222324);
    ck_assert_uint_eq(rtp.profile, 0xbede);
    check_hostile(b, visit_rtp);
}
END_TEST

/* A prefix is a packet of its own if its last byte counts padding that is there. */
START_TEST(rtp_prefixes)
{
    for (size_t n = 0; n < sizeof full; n++)
        ck_assert_int_eq(visit_exact(full, n, visit_rtp), WIRE_NO);
    const uint8_t bare[] = {0x80, 0x00, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0xff};
    check_prefixes((struct bytes){bare, sizeof bare}, 12, WIRE_NO, visit_rtp);
    check_hostile((struct bytes){bare, sizeof bare}, visit_rtp);
}
END_TEST

START_TEST(rtcp_fields)
{
    struct rtp rtp;
    struct bytes b = {report, sizeof report};
    ck_assert_int_eq(rtp_read(b, &rtp), WIRE_OK);
    ck_assert(rtp.rtcp);
    ck_assert_uint_eq(rtp.payload_type, 201);
    ck_assert_uint_eq(rtp.ssrc, 0x31323334);
    check_prefixes(b, 8, WIRE_NO, visit_rtp);
    check_hostile(b, visit_rtp);
}
END_TEST

START_TEST(rtcp_types)
{
    uint8_t copy[sizeof report];
    memcpy(copy, report, sizeof copy);
    for (unsigned type = 0; type <= 255; type++) {
        struct rtp rtp;
        copy[1] = (uint8_t)type;
        ck_assert_int_eq(rtp_read((struct bytes){copy, sizeof copy}, &rtp), WIRE_OK);
        ck_assert_int_eq(rtp.rtcp, type >= 192 && type <= 223);
    }
}
END_TEST

START_TEST(lengths_that_lie)
{
    const struct {
        size_t at;
        uint8_t value;
    } cases[] = {{0, 0xbf},            /* fifteen sources */
                 {22, 0xff},           /* extension */
                 {sizeof full - 1, 0}, /* padding that does not count itself */
                 {sizeof full - 1, 6}, /* and more of it than payload */
                 {0, 0x32},            /* version 0 */
                 {0, 0x72},            /* version 1 */
                 {0, 0xf2}};           /* version 3 */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t copy[sizeof full];
        memcpy(copy, full, sizeof copy);
        copy[cases[i].at] = cases[i].value;
        ck_assert_msg(visit_exact(copy, sizeof copy, visit_rtp) == WIRE_NO, "case %zu", i);
    }
    const uint8_t none[8] = {0x80, 203}, much[8] = {0x80, 200, 0, 2};
    ck_assert_int_eq(visit_exact(none, sizeof none, visit_rtp), WIRE_NO);
    ck_assert_int_eq(visit_exact(much, sizeof much, visit_rtp), WIRE_NO);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {rtp_fields, rtp_prefixes, rtcp_fields, rtcp_types, lengths_that_lie};
    return run_tests("wire/rtp", tests, sizeof tests / sizeof tests[0]);
}
