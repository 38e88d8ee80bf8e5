/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/stun.h"
#include "tests/unit/wire_check.h"

enum { SOFTWARE = 0x8022, PRIORITY = 0x0024, USERNAME = 0x0006, MAGIC_COOKIE = 0x000f, MS_VERSION = 0x8008 };

/* RFC 5769 2.1 */
static const uint8_t rfc_request[] = {
    0x00, 0x01, 0x00, 0x58, 0x21, 0x12, 0xa4, 0x42, 0xb7, 0xe7, 0xa7, 0x01, 0xbc, 0x34, 0xd6, 0x86, 0xfa, 0x87,
    0xdf, 0xae, 0x80, 0x22, 0x00, 0x10, 'S',  'T',  'U',  'N',  ' ',  't',  'e',  's',  't',  ' ',  'c',  'l',
    'i',  'e',  'n',  't',  0x00, 0x24, 0x00, 0x04, 0x6e, 0x00, 0x01, 0xff, 0x80, 0x29, 0x00, 0x08, 0x93, 0x2f,
    0xf9, 0xb1, 0x51, 0x26, 0x3b, 0x36, 0x00, 0x06, 0x00, 0x09, 'e',  'v',  't',  'j',  ':',  'h',  '6',  'v',
    'Y',  ' ',  ' ',  ' ',  0x00, 0x08, 0x00, 0x14, 0x9a, 0xea, 0xa7, 0x0c, 0xbf, 0xd8, 0xcb, 0x56, 0x78, 0x1e,
    0xf2, 0xb5, 0xb2, 0xd3, 0xf2, 0x49, 0xc1, 0xb5, 0x71, 0xa2, 0x80, 0x28, 0x00, 0x04, 0xe5, 0x7a, 0x3b, 0xcf};

static void put_attribute(struct payload *p, unsigned type, const char *value)
{
    put16(p, type);
    put16(p, (unsigned)strlen(value));
    put_text(p, value);
    patch16(p, 2, p->length - 20);
}

/* A message without cookie and without attributes. */
static struct payload classic(unsigned type)
{
    struct payload p = {.length = 0};
    put16(&p, type);
    put16(&p, 0);
    put_fill(&p, 0x3c, 16);
    return p;
}

/* MS-TURN 2.2.2: the magic cookie first, and nothing padded. */
static struct payload ms_turn(void)
{
    struct payload p = classic(0x0003);
    put_attribute(&p, MAGIC_COOKIE, "\x72\xc6\x4b\xc6");
    put_attribute(&p, USERNAME, "someone");
    put_attribute(&p, MS_VERSION, "\x01\x01\x01\x01");
    return p;
}

static struct payload wrap(struct bytes inner)
{
    struct payload p = {.length = 0};
    put16(&p, 0xff10);
    put16(&p, (unsigned)inner.length + 8);
    put_fill(&p, 0xab, 8);
    put(&p, inner.data, inner.length);
    return p;
}

static enum wire_result visit_stun(struct bytes b)
{
    struct stun stun;
    struct bytes value;
    enum wire_result result = stun_read(b, &stun);
    check_inside(b, stun.attributes);
    for (unsigned type = 0; result == WIRE_OK && type < 0x40; type++) {
        if (stun_attribute(&stun, (uint16_t)type, &value))
            check_inside(stun.attributes, value);
        else if (value.length != 0)
            ck_abort_msg("a value that is not there");
    }
    return result;
}

START_TEST(rfc_5769_request)
{
    struct stun stun;
    struct bytes value;
    struct bytes b = {rfc_request, sizeof rfc_request};
    ck_assert_int_eq(stun_read(b, &stun), WIRE_OK);
    ck_assert_uint_eq(stun.type, 1);
    ck_assert_uint_eq(stun.length, 0x58);
    ck_assert(stun.cookie && stun.padded && !stun.wrapped);
    ck_assert(stun_attribute(&stun, SOFTWARE, &value) && is_text(value, "STUN test client"));
    ck_assert(stun_attribute(&stun, USERNAME, &value) && is_text(value, "evtj:h6vY"));
    ck_assert(stun_attribute(&stun, PRIORITY, &value) && bytes_equal(value, "\x6e\x00\x01\xff", 4));
    ck_assert(!stun_attribute(&stun, MAGIC_COOKIE, &value));
    check_prefixes(b, b.length, WIRE_NO, visit_stun);
    check_hostile(b, visit_stun);
}
END_TEST

START_TEST(no_attributes)
{
    struct payload p = classic(0x0001);
    struct stun stun;
    struct bytes value;
    ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_OK);
    ck_assert(!stun.cookie && stun.padded);
    ck_assert(!stun_attribute(&stun, 0, &value));
    check_prefixes(whole(&p), p.length, WIRE_NO, visit_stun);
}
END_TEST

/* RFC 3489 11.1 and MS-TURN 2.2.1. */
START_TEST(types_without_cookie)
{
    static const uint16_t used[] = {0x0001, 0x0002, 0x0003, 0x0004, 0x0006, 0x0101, 0x0102,
                                    0x0103, 0x0106, 0x0111, 0x0112, 0x0113, 0x0115, 0x0116};
    unsigned count = 0;
    for (unsigned type = 0; type <= 0xffff; type++) {
        struct payload p = classic(type);
        struct stun stun;
        if (stun_read(whole(&p), &stun) != WIRE_OK)
            continue;
        ck_assert_uint_lt(count, sizeof used / sizeof *used);
        ck_assert_uint_eq(type, used[count++]);
    }
    ck_assert_uint_eq(count, sizeof used / sizeof *used);
}
END_TEST

START_TEST(types_with_cookie)
{
    unsigned count = 0;
    for (unsigned type = 0; type <= 0xffff; type++) {
        struct payload p = classic(type);
        struct stun stun;
        memcpy(p.data + 4, "\x21\x12\xa4\x42", 4);
        count += stun_read(whole(&p), &stun) == WIRE_OK;
    }
    ck_assert_uint_eq(count, 0x4000);
}
END_TEST

START_TEST(unpadded_attributes)
{
    struct payload p = ms_turn();
    struct stun stun;
    struct bytes value;
    ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_OK);
    ck_assert(!stun.padded && !stun.cookie);
    ck_assert(stun_attribute(&stun, MAGIC_COOKIE, &value) && is_text(value, "\x72\xc6\x4b\xc6"));
    ck_assert(stun_attribute(&stun, USERNAME, &value) && is_text(value, "someone"));
    ck_assert(stun_attribute(&stun, MS_VERSION, &value) && value.length == 4);
    check_prefixes(whole(&p), p.length, WIRE_NO, visit_stun);
    check_hostile(whole(&p), visit_stun);
}
END_TEST

/* A datagram has room for thousands of attributes of no bytes, and each question would pass all of them. */
START_TEST(the_first_attributes_count)
{
    for (unsigned before = STUN_ATTRIBUTES - 1; before <= STUN_ATTRIBUTES; before++) {
        struct payload p = classic(0x0001);
        struct stun stun;
        struct bytes value;
        for (unsigned i = 0; i < before; i++)
            put_attribute(&p, 0x7000 + i, "");
        put_attribute(&p, USERNAME, "anna");
        ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_OK);
        ck_assert_int_eq(stun_attribute(&stun, USERNAME, &value), before < STUN_ATTRIBUTES);
        ck_assert_uint_eq(value.length, before < STUN_ATTRIBUTES ? 4 : 0);
    }
}
END_TEST

START_TEST(wrapped_message)
{
    struct payload inner = ms_turn(), p = wrap(whole(&inner));
    struct stun stun;
    struct bytes value;
    ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_OK);
    ck_assert(stun.wrapped);
    ck_assert_uint_eq(stun.type, 3);
    ck_assert(stun_attribute(&stun, USERNAME, &value) && is_text(value, "someone"));
    check_prefixes(whole(&p), p.length, WIRE_NO, visit_stun);
    check_hostile(whole(&p), visit_stun);
}
END_TEST

START_TEST(unwrap)
{
    struct payload p = wrap(text_bytes("\x80media"));
    struct stun stun;
    struct bytes inner;
    ck_assert(stun_unwrap(whole(&p), &inner));
    ck_assert(is_text(inner, "\x80media"));
    ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_NO);
    p.data[3]++;
    ck_assert(!stun_unwrap(whole(&p), &inner));
    ck_assert_uint_eq(inner.length, 0);
    p.data[3]--;
    p.data[1] = 0x11;
    ck_assert(!stun_unwrap(whole(&p), &inner));
    p = wrap((struct bytes){NULL, 0});
    ck_assert(!stun_unwrap(whole(&p), &inner));
}
END_TEST

START_TEST(lengths_that_lie)
{
    struct payload good = classic(0x0001);
    struct stun stun;
    put_attribute(&good, USERNAME, "abcd");
    ck_assert_int_eq(stun_read(whole(&good), &stun), WIRE_OK);
    struct payload p = good;
    patch16(&p, 22, 5); /* past the end */
    ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_NO);
    patch16(&p, 22, 0xffff);
    ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_NO);
    patch16(&p, 22, 2);                                     /* two bytes left: no attribute */
    ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_OK); /* but padding */
    ck_assert(stun.padded);
    p = good;
    patch16(&p, 2, 4); /* less than there is */
    ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_NO);
    p = good;
    put8(&p, 0); /* more than there should be */
    ck_assert_int_eq(stun_read(whole(&p), &stun), WIRE_NO);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        rfc_5769_request, no_attributes, types_without_cookie, types_with_cookie,         unpadded_attributes,
        wrapped_message,  unwrap,        lengths_that_lie,     the_first_attributes_count};
    return run_tests("wire/stun", tests, sizeof tests / sizeof tests[0]);
}
