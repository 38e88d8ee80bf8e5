/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/socks.h"
#include "tests/unit/wire_check.h"

/* Readers in one shape: those that tell the length alone, and those that tell one thing more. */
#define VISIT(name, reader)                                                                                    \
    static enum wire_result visit_##name(struct bytes b)                                                       \
    {                                                                                                          \
        size_t used;                                                                                           \
        return reader(b, &used);                                                                               \
    }
#define VISIT_TOLD(name, reader, type)                                                                         \
    static enum wire_result visit_##name(struct bytes b)                                                       \
    {                                                                                                          \
        size_t used;                                                                                           \
        type told;                                                                                             \
        return reader(b, &used, &told);                                                                        \
    }
VISIT(greeting, socks5_greeting_read)
VISIT_TOLD(choice, socks5_choice_read, uint8_t)
VISIT(login, socks5_login_read)
VISIT_TOLD(login_reply, socks5_login_reply_read, bool)
VISIT(request5, socks5_request_read)
VISIT_TOLD(reply5, socks5_reply_read, bool)
VISIT(request4, socks4_request_read)
VISIT_TOLD(reply4, socks4_reply_read, bool)

#define BYTES(text)                                                                                            \
    (struct bytes)                                                                                             \
    {                                                                                                          \
        (const uint8_t *)(text), sizeof(text) - 1                                                              \
    }

START_TEST(good_messages)
{
    const struct {
        struct bytes bytes;
        visit *call;
    } cases[] = {{BYTES("\x05\x01\x00"), visit_greeting},
                 {BYTES("\x05\x03\x00\x01\x02"), visit_greeting},
                 {BYTES("\x05\x02\x00\xfe"), visit_greeting},
                 {BYTES("\x05\x00"), visit_choice},
                 {BYTES("\x05\xff"), visit_choice},
                 {BYTES("\x01\x04name\x06secret"), visit_login},
                 {BYTES("\x01\x01n\x00"), visit_login},
                 {BYTES("\x01\x00"), visit_login_reply},
                 {BYTES("\x05\x01\x00\x01\xc0\x00\x02\x07\x01\xbb"), visit_request5},
                 {BYTES("\x05\x01\x00\x03\x09h.example\x01\xbb"), visit_request5},
                 {BYTES("\x05\x03\x00\x04\x20\x01\x0d\xb8"
                        "\0\0\0\0\0\0\0\0\0\0\0\x07\x01\xbb"),
                  visit_request5},
                 {BYTES("\x05\x00\x00\x01\0\0\0\0\0\0"), visit_reply5},
                 {BYTES("\x05\x08\x00\x03\x01h\0\0"), visit_reply5},
                 {BYTES("\x04\x01\x01\xbb\xc0\x00\x02\x07name\0"), visit_request4},
                 {BYTES("\x04\x02\x01\xbb\xc0\x00\x02\x07\0"), visit_request4},
                 {BYTES("\x04\x01\x01\xbb\0\0\0\x01name\0h.example\0"), visit_request4},
                 {BYTES("\0\x5a\0\0\0\0\0\0"), visit_reply4}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_prefixes(cases[i].bytes, cases[i].bytes.length, WIRE_MORE, cases[i].call);
        check_hostile(cases[i].bytes, cases[i].call);
    }
}
END_TEST

START_TEST(bad_messages)
{
    const struct {
        struct bytes bytes;
        visit *call;
    } cases[] = {{BYTES("\x04\x01\x00"), visit_greeting},
                 {BYTES("\x05\x00"), visit_greeting},
                 {BYTES("\x05\x02\x00\xff"), visit_greeting},
                 {BYTES("\x05\x01\x0a"), visit_greeting},
                 {BYTES("\x04\x00"), visit_choice},
                 {BYTES("\x05\x7f"), visit_choice},
                 {BYTES("\x05\x04name\x06secret"), visit_login},
                 {BYTES("\x01\x00\x06secret"), visit_login},
                 {BYTES("\x02\x00"), visit_login_reply},
                 {BYTES("\x04\x01\x00\x01"), visit_request5},
                 {BYTES("\x05\x00\x00\x01"), visit_request5},
                 {BYTES("\x05\x04\x00\x01"), visit_request5},
                 {BYTES("\x05\x01\x01\x01"), visit_request5},
                 {BYTES("\x05\x01\x00\x00"), visit_request5},
                 {BYTES("\x05\x01\x00\x02"), visit_request5},
                 {BYTES("\x05\x01\x00\x05"), visit_request5},
                 {BYTES("\x05\x01\x00\x03\x00"), visit_request5},
                 {BYTES("\x05\x09\x00\x01"), visit_reply5},
                 {BYTES("\x05\x00\x07"), visit_reply5},
                 {BYTES("\x05\x01"), visit_request4},
                 {BYTES("\x04\x03"), visit_request4},
                 {BYTES("\x04\x01\x01\xbb\xc0\x00\x02\x07n\n"), visit_request4},
                 {BYTES("\x04\x5a"), visit_reply4},
                 {BYTES("\0\x59"), visit_reply4},
                 {BYTES("\0\x5e"), visit_reply4}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(visit_exact(cases[i].bytes.data, cases[i].bytes.length, cases[i].call) == WIRE_NO,
                      "case %zu", i);
}
END_TEST

START_TEST(used_tells_where_the_next_begins)
{
    size_t used = 99;
    uint8_t method;
    bool granted;
    ck_assert_int_eq(socks5_greeting_read(BYTES("\x05\x02\x00\x02more"), &used), WIRE_OK);
    ck_assert_uint_eq(used, 4);
    ck_assert_int_eq(socks5_greeting_read(BYTES("\x05\x02\x00"), &used), WIRE_MORE);
    ck_assert_uint_eq(used, 0);
    ck_assert_int_eq(socks5_choice_read(BYTES("\x05\x02more"), &used, &method), WIRE_OK);
    ck_assert_uint_eq(used, 2);
    ck_assert_uint_eq(method, SOCKS5_LOGIN);
    ck_assert_int_eq(socks5_login_read(BYTES("\x01\x01n\x02pwmore"), &used), WIRE_OK);
    ck_assert_uint_eq(used, 6);
    ck_assert_int_eq(socks5_login_reply_read(BYTES("\x01\x00more"), &used, &granted), WIRE_OK);
    ck_assert_uint_eq(used, 2);
    ck_assert_int_eq(socks5_request_read(BYTES("\x05\x01\x00\x03\x01h\x01\xbbmore"), &used), WIRE_OK);
    ck_assert_uint_eq(used, 8);
    ck_assert_int_eq(socks5_reply_read(BYTES("\x05\x00\x00\x01\0\0\0\0\0\0more"), &used, &granted), WIRE_OK);
    ck_assert_uint_eq(used, 10);
    ck_assert_int_eq(socks4_request_read(BYTES("\x04\x01\x01\xbb\0\0\0\x01n\0h\0more"), &used), WIRE_OK);
    ck_assert_uint_eq(used, 12);
    ck_assert_int_eq(socks4_request_read(BYTES("\x04\x01\x01\xbb\0\0\x01\0n\0h\0more"), &used), WIRE_OK);
    ck_assert_uint_eq(used, 10);
    ck_assert_int_eq(socks4_reply_read(BYTES("\0\x5a\0\0\0\0\0\0more"), &used, &granted), WIRE_OK);
    ck_assert_uint_eq(used, 8);
}
END_TEST

START_TEST(granted_or_not)
{
    size_t used;
    bool granted = false;
    socks5_reply_read(BYTES("\x05\x00\x00\x01\0\0\0\0\0\0"), &used, &granted);
    ck_assert(granted);
    socks5_reply_read(BYTES("\x05\x00\x00\x01\0\0\0\0\0"), &used, &granted);
    ck_assert(!granted);
    socks5_reply_read(BYTES("\x05\x05\x00\x01\0\0\0\0\0\0"), &used, &granted);
    ck_assert(!granted);
    socks5_login_reply_read(BYTES("\x01\x00"), &used, &granted);
    ck_assert(granted);
    socks5_login_reply_read(BYTES("\x01\x01"), &used, &granted);
    ck_assert(!granted);
    socks4_reply_read(BYTES("\0\x5a\0\0\0\0\0\0"), &used, &granted);
    ck_assert(granted);
    socks4_reply_read(BYTES("\0\x5b\0\0\0\0\0\0"), &used, &granted);
    ck_assert(!granted);
}
END_TEST

START_TEST(endless_string)
{
    struct payload p = {.length = 0};
    size_t used;
    put(&p, "\x04\x01\x01\xbb\xc0\x00\x02\x07", 8);
    put_fill(&p, 'n', 255);
    ck_assert_int_eq(socks4_request_read(whole(&p), &used), WIRE_MORE);
    put8(&p, 0);
    ck_assert_int_eq(socks4_request_read(whole(&p), &used), WIRE_OK);
    ck_assert_uint_eq(used, p.length);
    p.data[p.length - 1] = 'n';
    ck_assert_int_eq(socks4_request_read(whole(&p), &used), WIRE_NO);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {good_messages, bad_messages, used_tells_where_the_next_begins, granted_or_not,
                                  endless_string};
    return run_tests("wire/socks", tests, sizeof tests / sizeof tests[0]);
}
