/* SPDX-License-Identifier: BSD-2-Clause */
#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "lib/base/utf8.h"
#include "lib/kit/text.h"
#include "tests/unit/kit_text.h"
#include "tests/unit/suite.h"

#define N63 "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk"

static skypedpi_subscribers *subscribers;

static void take(const char *text)
{
    struct skypedpi_text_error error = {.size = sizeof error};
    skypedpi_subscribers_free(subscribers);
    int result = skypedpi_subscribers_read(text, strlen(text), NULL, &subscribers, &error);
    ck_assert_msg(result == SKYPEDPI_OK, "%u:%u: %s", error.line, error.column, error.message);
}

static void drop(void)
{
    skypedpi_subscribers_free(subscribers);
    subscribers = NULL;
}

static uint32_t find(const char *address)
{
    uint8_t bytes[16];
    int family = strchr(address, ':') ? 6 : 4;
    ck_assert_int_eq(inet_pton(family == 6 ? AF_INET6 : AF_INET, address, bytes), 1);
    return skypedpi_subscribers_find(subscribers, (unsigned)family, bytes);
}

static struct skypedpi_subscriber user(uint32_t number)
{
    struct skypedpi_subscriber out = {.size = sizeof out};
    ck_assert_int_eq(skypedpi_subscribers_user(subscribers, number, &out), SKYPEDPI_OK);
    return out;
}

/* Name of the user who has an address. */
static const char *whose(const char *address)
{
    return user(find(address)).name;
}

START_TEST(test_example)
{
    take("# a user, the addresses and prefixes that are his, and his group\n"
         "user anna 10.0.0.11 2001:db8::11 in staff\n"
         "user lab  10.0.1.0/24 10.0.2.0/24 in students\n"
         "user guest 10.0.3.0/24\n");
    ck_assert_uint_eq(skypedpi_subscribers_users(subscribers), 3);
    ck_assert_uint_eq(skypedpi_subscribers_groups(subscribers), 2);
    ck_assert_str_eq(whose("10.0.0.11"), "anna");
    ck_assert_str_eq(whose("2001:db8::11"), "anna");
    ck_assert_str_eq(whose("10.0.1.0"), "lab");
    ck_assert_str_eq(whose("10.0.2.255"), "lab");
    ck_assert_str_eq(whose("10.0.3.7"), "guest");
    ck_assert_str_eq(whose("10.0.0.12"), "");
    ck_assert_str_eq(whose("10.0.4.0"), "");
    ck_assert_str_eq(whose("2001:db8::12"), "");
    ck_assert_str_eq(user(find("10.0.0.11")).group_name, "staff");
    ck_assert_str_eq(user(find("10.0.1.1")).group_name, "students");
    ck_assert_str_eq(user(find("10.0.3.1")).group_name, "");
    ck_assert_uint_eq(user(find("10.0.3.1")).group, SKYPEDPI_NOBODY);
}
END_TEST

START_TEST(test_numbers_follow_names)
{
    take("user zoe 10.0.0.1 in b\nuser anna 10.0.0.2 in c\nuser \xc3\xa4nna 10.0.0.3 in a\n"
         "user anna-2 10.0.0.4\nuser Anna 10.0.0.5 in b\nuser ann 10.0.0.6\n");
    static const char *const names[] = {"", "Anna", "ann", "anna", "anna-2", "zoe", "\xc3\xa4nna"};
    ck_assert_uint_eq(skypedpi_subscribers_users(subscribers), 6);
    for (uint32_t i = 0; i < 7; i++)
        ck_assert_str_eq(user(i).name, names[i]);
    ck_assert_uint_eq(find("10.0.0.3"), 6);
    ck_assert_uint_eq(skypedpi_subscribers_groups(subscribers), 3);
    ck_assert_str_eq(skypedpi_subscribers_group_name(subscribers, 1), "a");
    ck_assert_str_eq(skypedpi_subscribers_group_name(subscribers, 3), "c");
    ck_assert_str_eq(skypedpi_subscribers_group_name(subscribers, 0), "");
    ck_assert_str_eq(skypedpi_subscribers_group_name(subscribers, 4), "");
    ck_assert_uint_eq(user(6).group, 1);
    ck_assert_uint_eq(user(1).group, 2);
    ck_assert_uint_eq(user(5).group, 2);
    ck_assert_uint_eq(user(3).group, 3);
    ck_assert_uint_eq(user(4).group, 0);
}
END_TEST

START_TEST(test_names_that_begin_alike)
{
    take("user customer-00010 10.0.0.1\nuser customer-0001 10.0.0.2\nuser customer-00009999 10.0.0.3\n"
         "user customer-000099990 10.0.0.4\nuser customer-0000999900 10.0.0.5\nuser customer- 10.0.0.6\n"
         "user customer-000099990 10.0.0.7\n");
    static const char *const order[] = {"customer-",           "customer-00009999", "customer-000099990",
                                        "customer-0000999900", "customer-0001",     "customer-00010"};
    ck_assert_uint_eq(skypedpi_subscribers_users(subscribers), 6);
    for (uint32_t i = 0; i < 6; i++)
        ck_assert_str_eq(user(i + 1).name, order[i]);
    ck_assert_uint_eq(find("10.0.0.4"), find("10.0.0.7"));
}
END_TEST

START_TEST(test_several_lines)
{
    take(
        "user anna 10.0.0.1\nuser bob 10.0.0.2 in x\nuser anna 10.0.0.3 in staff\nuser anna 10.0.0.1 in staff");
    ck_assert_uint_eq(skypedpi_subscribers_users(subscribers), 2);
    ck_assert_str_eq(whose("10.0.0.1"), "anna");
    ck_assert_str_eq(whose("10.0.0.3"), "anna");
    ck_assert_str_eq(user(find("10.0.0.1")).group_name, "staff");
}
END_TEST

START_TEST(test_longest_prefix)
{
    take("user all 0.0.0.0/0\nuser ten 10.0.0.0/8\nuser lab 10.1.0.0/16\nuser desk 10.1.0.0/24\n"
         "user pc 10.1.0.0\nuser printer 10.1.0.255/32\nuser six ::/0\nuser net 2001:db8::/32\n"
         "user site 2001:db8:0:8000::/49\nuser pc6 2001:db8:0:8000::1/128\nuser odd 2001:db8::/65\n");
    ck_assert_str_eq(whose("1.2.3.4"), "all");
    ck_assert_str_eq(whose("255.255.255.255"), "all");
    ck_assert_str_eq(whose("10.0.255.255"), "ten");
    ck_assert_str_eq(whose("10.2.0.0"), "ten");
    ck_assert_str_eq(whose("10.1.1.0"), "lab");
    ck_assert_str_eq(whose("10.1.0.1"), "desk");
    ck_assert_str_eq(whose("10.1.0.254"), "desk");
    ck_assert_str_eq(whose("10.1.0.0"), "pc");
    ck_assert_str_eq(whose("10.1.0.255"), "printer");
    ck_assert_str_eq(whose("::"), "six");
    ck_assert_str_eq(whose("ffff::1"), "six");
    ck_assert_str_eq(whose("2001:db8:ffff::"), "net");
    ck_assert_str_eq(whose("2001:db8:0:7fff::1"), "net");
    ck_assert_str_eq(whose("2001:db8:0:8000::1"), "pc6");
    ck_assert_str_eq(whose("2001:db8:0:ffff::1"), "site");
    ck_assert_str_eq(whose("2001:db8::7fff:ffff:ffff:ffff"), "odd");
    ck_assert_str_eq(whose("2001:db8::8000:0:0:0"), "net");
}
END_TEST

START_TEST(test_mapped_is_ipv4)
{
    take("user a ::ffff:10.0.0.0/120\nuser b ::ffff:a00:105\nuser c 10.0.2.1\nuser d ::/0\n");
    ck_assert_str_eq(whose("10.0.0.7"), "a");
    ck_assert_str_eq(whose("::ffff:10.0.0.7"), "a");
    ck_assert_str_eq(whose("10.0.1.5"), "b");
    ck_assert_str_eq(whose("::ffff:10.0.2.1"), "c");
    ck_assert_str_eq(whose("10.0.3.1"), "");
    ck_assert_str_eq(whose("::ffff:10.0.3.1"), "");
    ck_assert_str_eq(whose("::fffe:10.0.3.1"), "d");
    take("user a ::ffff:0:0/96\n");
    ck_assert_str_eq(whose("198.51.100.1"), "a");
    ck_assert_str_eq(whose("::198.51.100.1"), "");
}
END_TEST

START_TEST(test_layout)
{
    take("\xef\xbb\xbf\tuser\ta 10.0.0.1 \t in g#and here\r\n\r\n \t# any \xc3\xa4, here\r\nuser b 10.0.0.2");
    ck_assert_uint_eq(skypedpi_subscribers_users(subscribers), 2);
    ck_assert_str_eq(skypedpi_subscribers_group_name(subscribers, 1), "g");
    take("");
    ck_assert_uint_eq(skypedpi_subscribers_users(subscribers), 0);
    ck_assert_uint_eq(skypedpi_subscribers_groups(subscribers), 0);
    ck_assert_uint_eq(find("10.0.0.1"), SKYPEDPI_NOBODY);
    take("# nothing\n\n   ");
    ck_assert_uint_eq(skypedpi_subscribers_users(subscribers), 0);
    take("user in 10.0.0.1 in in\nuser user 10.0.0.2\nuser 10.0.0.9 10.0.0.3\nuser " N63 " 10.0.0.4 in " N63);
    ck_assert_str_eq(whose("10.0.0.1"), "in");
    ck_assert_str_eq(whose("10.0.0.3"), "10.0.0.9");
    ck_assert_str_eq(whose("10.0.0.4"), N63);
}
END_TEST

static const struct refusal refusals[] = {
    /* lines */
    {1, 1, "usr anna 10.0.0.1", "found 'usr', expected 'user'"},
    {2, 3, "\n  User a 10.0.0.1", "found 'User', expected 'user'"},
    {1, 1, "anna 10.0.0.1", "found 'anna', expected 'user'"},
    {1, 1, ", user", "found ',', expected 'user'"},
    {1, 5, "user", "found the end of the line, expected a user's name"},
    {1, 6, "user # anna", "found the end of the line, expected a user's name"},
    {1, 6, "user , 10.0.0.1", "found ',', expected a user's name"},
    {1, 10, "user anna\nuser bob 10.0.0.1",
     "found the end of the line, expected an address, such as 10.0.0.11, 10.0.1.0/24 or 2001:db8::/32"},
    {1, 11, "user anna in staff",
     "found 'in', expected an address, such as 10.0.0.11, 10.0.1.0/24 or 2001:db8::/32"},
    {1, 20, "user anna 10.0.0.1 im staff", "found 'im', expected an address, 'in' or the end of the line"},
    {1, 19, "user anna 10.0.0.1, 10.0.0.2", "found ',', expected an address, 'in' or the end of the line"},
    {1, 22, "user anna 10.0.0.1 in", "found the end of the line, expected a group's name"},
    {1, 22, "user anna 10.0.0.1 in\r\n", "found the end of the line, expected a group's name"},
    {1, 22, "user anna 10.0.0.1 in,", "found ',', expected a group's name"},
    {1, 25, "user anna 10.0.0.1 in a b", "found 'b', expected the end of the line"},
    {1, 24, "user anna 10.0.0.1 in a,b", "found ',', expected the end of the line"},
    /* names */
    {1, 6, "user " N63 "l 10.0.0.1", "found a name of 64 bytes, expected at most 63"},
    {1, 20, "user a 10.0.0.1 in " N63 "l", "found a name of 64 bytes, expected at most 63"},
    {1, 6, "user nobody 10.0.0.1", "found 'nobody', which means that there is none, expected a user's name"},
    {1, 6, "user none 10.0.0.1", "found 'none', which means that there is none, expected a user's name"},
    {1, 20, "user a 10.0.0.1 in none", "found 'none', which means that there is none, expected a group's name"},
    /* addresses */
    {1, 8, "user a 10.0.0.256",
     "found '10.0.0.256', expected an address, such as 10.0.0.11, 10.0.1.0/24 or 2001:db8::/32"},
    {1, 8, "user a 10.0.0.01",
     "found '10.0.0.01', expected an address, such as 10.0.0.11, 10.0.1.0/24 or 2001:db8::/32"},
    {1, 8, "user a /24", "found '/24', expected an address, such as 10.0.0.11, 10.0.1.0/24 or 2001:db8::/32"},
    {1, 8, "user a fe80::1%eth0",
     "found 'fe80::1%eth0', expected an address, such as 10.0.0.11, 10.0.1.0/24 or 2001:db8::/32"},
    {1, 8, "user a aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd\xc3\xa4",
     "found 'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd...', expected an address, such as 10.0.0.11, 10.0.1.0/24 "
     "or "
     "2001:db8::/32"},
    {1, 8, "user a aaaaaaaaaabbbbbbbbbbccccccccccddddddddd\xc3\xa4",
     "found 'aaaaaaaaaabbbbbbbbbbccccccccccddddddddd...', expected an address, such as 10.0.0.11, 10.0.1.0/24 "
     "or "
     "2001:db8::/32"},
    {1, 8, "user a 10.0.0.0/33", "found '10.0.0.0/33', expected a prefix of 0 to 32 bits"},
    {1, 8, "user a 10.0.0.0/", "found '10.0.0.0/', expected a prefix of 0 to 32 bits"},
    {1, 8, "user a 10.0.0.0/024", "found '10.0.0.0/024', expected a prefix of 0 to 32 bits"},
    {1, 8, "user a 10.0.0.0/24/1", "found '10.0.0.0/24/1', expected a prefix of 0 to 32 bits"},
    {1, 8, "user a 10.0.0.0/-1", "found '10.0.0.0/-1', expected a prefix of 0 to 32 bits"},
    {1, 8, "user a ::/129", "found '::/129', expected a prefix of 0 to 128 bits"},
    {1, 8, "user a ::/99999999999999999999",
     "found '::/99999999999999999999', expected a prefix of 0 to 128 bits"},
    {1, 8, "user a 10.0.0.5/24", "found '10.0.0.5/24', expected 10.0.0.0/24: no bits beyond the prefix"},
    {1, 8, "user a 10.0.0.1/0", "found '10.0.0.1/0', expected 0.0.0.0/0: no bits beyond the prefix"},
    {1, 17, "user a 10.0.0.1 2001:DB8::5/32",
     "found '2001:DB8::5/32', expected 2001:db8::/32: no bits beyond the prefix"},
    {1, 8, "user a 1:0:0:2:0:0:0:3/127",
     "found '1:0:0:2:0:0:0:3/127', expected 1:0:0:2::2/127: no bits beyond the prefix"},
    {1, 8, "user a 2001:db8::8000:0:0:1/65",
     "found '2001:db8::8000:0:0:1/65', expected 2001:db8:0:0:8000::/65: no bits beyond the prefix"},
    {1, 8, "user a ::ffff:10.0.0.5/120",
     "found '::ffff:10.0.0.5/120', expected 10.0.0.0/24: no bits beyond the prefix"},
    {1, 8, "user a ::ffff:0:0/95", "found '::ffff:0:0/95', expected ::fffe:0:0/95: no bits beyond the prefix"},
    /* characters */
    {1, 9, "user ann\x01 10.0.0.1", "found the control character U+0001, expected text"},
    {2, 3, "\n# \x1b[2J", "found the control character U+001B, expected text"},
    {1, 16, "user a 10.0.0.1\ruser b 10.0.0.2", "found the control character U+000D, expected text"},
    {1, 3, "# \x7f", "found the control character U+007F, expected text"},
    {1, 3, "# \xc2\x85", "found the control character U+0085, expected text"},
    {1, 7, "user a\xff 10.0.0.1", "found the byte 0xff, expected UTF-8"},
    {1, 3, "# \xc0\xaf", "found the byte 0xc0, expected UTF-8"},
    {1, 3, "# \xed\xa0\x80", "found the byte 0xed, expected UTF-8"},
    {1, 3, "# \xe0\x9f\xbf", "found the byte 0xe0, expected UTF-8"},
    {1, 3, "# \xf4\x90\x80\x80", "found the byte 0xf4, expected UTF-8"},
    {1, 3, "# \xc3", "found the byte 0xc3, expected UTF-8"},
    {1, 7, "user a\xe2\x80\xae 10.0.0.1", "found U+202E, expected a character that shows"},
    {1, 6, "user \xc2\xa0 10.0.0.1", "found U+00A0, expected a character that shows"},
    {1, 6, "user \xef\xbf\xbf 10.0.0.1", "found U+FFFF, expected a character that shows"},
    {2, 1, "# a\n\xef\xbb\xbfuser b 10.0.0.1", "found U+FEFF, expected a character that shows"},
    /* what only the whole tells */
    {3, 10, "user anna 10.0.0.0/24\nuser anna 10.0.0.0/24\nuser bob 10.0.0.0/24 10.0.0.0/25\n",
     "found 10.0.0.0/24 again, expected it for one user: line 1 gives it to 'anna'"},
    {2, 10, "user zoe 10.0.0.9 10.0.0.1\nuser bob 10.0.0.9\nuser eve 10.0.0.1\nuser ann 10.0.0.9",
     "found 10.0.0.9/32 again, expected it for one user: line 1 gives it to 'zoe'"},
    {2, 8, "user a 10.0.0.1\nuser b ::ffff:10.0.0.1",
     "found 10.0.0.1/32 again, expected it for one user: line 1 gives it to 'a'"},
    {2, 8,
     "user " N63 " 2001:db8:1111:2222:3333:4444:5555:6666\nuser b 2001:db8:1111:2222:3333:4444:5555:6666/128",
     "found 2001:db8:1111:2222:3333:4444:5555:6666/128 again, expected it for one user: line 1 gives it to "
     "'abcdefghijklmnopqrstuvwxyzabcdefghijklmn...'"},
    {4, 24,
     "user anna 10.0.0.1\nuser anna 10.0.0.2 in staff\nuser bob 10.0.0.3 in b\nuser anna 10.0.0.4 in  pupils\n",
     "found a second group for 'anna', expected one: line 2 says 'staff'"},
};

static void refuse(const struct refusal *r, size_t length)
{
    struct skypedpi_text_error error = {.size = sizeof error};
    skypedpi_subscribers *out = (skypedpi_subscribers *)&error;
    int result = skypedpi_subscribers_read(r->text, length, NULL, &out, &error);
    refusal_check(r, result, &error);
    finding_check(&error, r->text, length);
    ck_assert_ptr_null(out);
    ck_assert_int_eq(skypedpi_subscribers_read(r->text, length, NULL, &out, NULL), SKYPEDPI_E_TEXT);
}

START_TEST(test_refusals)
{
    refuse(&refusals[_i], strlen(refusals[_i].text));
}
END_TEST

START_TEST(test_nul)
{
    static const char text[] = "user a\0b 10.0.0.1\n# \0";
    const struct refusal word = {1, 7, text, "found the control character U+0000, expected text"};
    refuse(&word, sizeof text - 1);
    const struct refusal comment = {1, 3, "# \0", "found the control character U+0000, expected text"};
    refuse(&comment, 3);
}
END_TEST

START_TEST(test_arguments)
{
    struct skypedpi_text_error error = {.size = sizeof error - 1};
    struct skypedpi_allocator half = {NULL, purse_allocate, NULL};
    struct skypedpi_subscriber facts = {.size = sizeof facts};
    const uint8_t address[16] = {10, 0, 0, 1};
    ck_assert_int_eq(skypedpi_subscribers_read("", 0, NULL, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_subscribers_read(NULL, 1, NULL, &subscribers, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_subscribers_read("", 0, &half, &subscribers, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_subscribers_read("", 0, NULL, &subscribers, &error), SKYPEDPI_E_SIZE);
    ck_assert_ptr_null(subscribers);
    if (sizeof(size_t) > 4) { /* such a text is not looked at */
        error.size = sizeof error;
        ck_assert_int_eq(skypedpi_subscribers_read("", SIZE_MAX, NULL, &subscribers, &error), SKYPEDPI_E_TEXT);
        ck_assert_str_eq(error.message, "found a text of 4 GiB or more, expected less");
    }
    ck_assert_int_eq(skypedpi_subscribers_read(NULL, 0, NULL, &subscribers, NULL), SKYPEDPI_OK);
    take("user a 0.0.0.0/0 ::/0");
    ck_assert_uint_eq(skypedpi_subscribers_find(subscribers, 4, address), 1);
    ck_assert_uint_eq(skypedpi_subscribers_find(subscribers, 5, address), SKYPEDPI_NOBODY);
    ck_assert_uint_eq(skypedpi_subscribers_find(subscribers, 4, NULL), SKYPEDPI_NOBODY);
    ck_assert_uint_eq(skypedpi_subscribers_find(NULL, 4, address), SKYPEDPI_NOBODY);
    ck_assert_int_eq(skypedpi_subscribers_user(subscribers, 1, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_subscribers_user(subscribers, 2, &facts), SKYPEDPI_E_NOT_FOUND);
    ck_assert_int_eq(skypedpi_subscribers_user(NULL, 1, &facts), SKYPEDPI_E_NOT_FOUND);
    ck_assert_int_eq(skypedpi_subscribers_user(NULL, 0, &facts), SKYPEDPI_OK);
    ck_assert_str_eq(facts.name, "");
    facts.size = 4;
    ck_assert_int_eq(skypedpi_subscribers_user(subscribers, 1, &facts), SKYPEDPI_E_SIZE);
    ck_assert_uint_eq(skypedpi_subscribers_users(NULL), 0);
    ck_assert_uint_eq(skypedpi_subscribers_groups(NULL), 0);
    ck_assert_str_eq(skypedpi_subscribers_group_name(NULL, 1), "");
    skypedpi_subscribers_free(NULL);
}
END_TEST

/* ---- characters ---- */

static unsigned encode(uint32_t code, char *out)
{
    unsigned bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (unsigned i = bytes; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3f));
    out[0] = (char)(bytes == 1 ? code : (0xf00u >> bytes & 0xffu) | code);
    return bytes;
}

static bool is_read_right(uint32_t code)
{
    char text[4];
    uint32_t got = 0, cut;
    unsigned bytes = encode(code, text);
    bool known = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    if (bytes > 1 && utf8_character((const uint8_t *)text, bytes - 1, &cut))
        return false;
    size_t read = utf8_character((const uint8_t *)text, bytes, &got);
    return known ? read == bytes && got == code : read == 0;
}

START_TEST(test_every_character)
{
    for (uint32_t code = 0; code < 0x200000; code++)
        if (!is_read_right(code))
            ck_abort_msg("U+%04X", code);
}
END_TEST

/* There is one way to write a character. */
START_TEST(test_every_three_bytes)
{
    for (uint32_t all = 0x800000; all < 0x1000000; all++) {
        const uint8_t text[] = {(uint8_t)(all >> 16), (uint8_t)(all >> 8), (uint8_t)all};
        char again[4];
        uint32_t code;
        size_t bytes = utf8_character(text, sizeof text, &code);
        if (bytes && (encode(code, again) != bytes || memcmp(again, text, bytes) != 0))
            ck_abort_msg("%06x is taken for U+%04X", all, code);
    }
}
END_TEST

/* Where what does not show begins and ends, and its neighbours, which do. */
START_TEST(test_characters_that_show)
{
    static const uint32_t hidden[] = {
        0xa0,   0xad,   0x34f,  0x61c,  0x115f, 0x1160,  0x1680,  0x17b4,  0x17b5,  0x180b,  0x180f,  0x2000,
        0x200f, 0x2028, 0x202f, 0x205f, 0x206f, 0x3000,  0x3164,  0xfdd0,  0xfdef,  0xfe00,  0xfe0f,  0xfeff,
        0xffa0, 0xfff0, 0xfffb, 0xfffe, 0xffff, 0x1fffe, 0x1bca0, 0x1bca3, 0x1d173, 0x1d17a, 0xe0000, 0xe0fff};
    static const uint32_t shown[] = {
        '!',    '~',    0xa1,   0xac,   0xae,   0x34e,   0x350,   0x61b,   0x61d,   0x115e,  0x1161,
        0x167f, 0x1681, 0x17b3, 0x17b6, 0x180a, 0x1810,  0x1fff,  0x2010,  0x2027,  0x2030,  0x205e,
        0x2070, 0x2fff, 0x3001, 0x3163, 0x3165, 0xfdcf,  0xfdf0,  0xfdff,  0xfe10,  0xfefe,  0xff00,
        0xff9f, 0xffa1, 0xffef, 0xfffc, 0xfffd, 0x10000, 0x1bc9f, 0x1bca4, 0x1d172, 0x1d17b, 0xe1000};
    char text[32] = "user ";
    skypedpi_subscribers *out;
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        strcpy(text + 5 + encode(hidden[i], text + 5), " 10.0.0.1");
        ck_assert_msg(skypedpi_subscribers_read(text, strlen(text), NULL, &out, NULL) == SKYPEDPI_E_TEXT,
                      "U+%04X", hidden[i]);
    }
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        strcpy(text + 5 + encode(shown[i], text + 5), " 10.0.0.1");
        take(text);
        ck_assert_uint_eq(skypedpi_subscribers_users(subscribers), 1);
    }
}
END_TEST

/* ---- addresses, against the system's reader ---- */

static void compare_reading(const char *text)
{
    uint8_t expected[16], got[16] = {0};
    struct text_prefix a;
    bool good = text_address(text, text + strlen(text), &a);
    bool ipv4 = inet_pton(AF_INET, text, expected) == 1;
    bool known = ipv4 || inet_pton(AF_INET6, text, expected) == 1;
    ck_assert_msg(good == known, "%s: %s", text, known ? "refused" : "taken");
    if (!known)
        return;
    for (int i = 0; i < 8; i++) {
        got[i] = (uint8_t)(a.high >> (56 - 8 * i));
        got[i + 8] = (uint8_t)(a.low >> (56 - 8 * i));
    }
    ck_assert_uint_eq(a.family, ipv4 ? 4 : 6);
    ck_assert_msg(memcmp(got, expected, ipv4 ? 4 : 16) == 0, "%s is read wrongly", text);
}

/* Groups, gaps, colons and dots in any order, so that many are nearly addresses. */
static void random_address(char *out)
{
    *out = 0;
    for (unsigned part = 1 + chance(9); part > 0; part--) {
        unsigned shape = chance(12);
        if (shape < 8)
            sprintf(out + strlen(out), "%x", chance(4) ? chance(65536) >> (4 * chance(4)) : chance(1 << 20));
        else if (shape < 10)
            sprintf(out + strlen(out), "%u.%u.%u.%u", chance(260), chance(260), chance(260), chance(260));
        if (chance(12))
            strcat(out, chance(5) ? ":" : "::");
    }
    if (chance(2) && *out)
        out[strlen(out) - 1] = 0;
}

START_TEST(test_addresses_as_the_system_reads_them)
{
    static const char *const shapes[] = {
        "::",
        ":",
        "",
        ":::",
        "::1",
        "1::",
        "1",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1:2:3::4:5:6:7:8",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "1:2:3:4:5:6:7:",
        ":1:2:3:4:5:6:7",
        "::1:",
        "12345::",
        "::g",
        "::FfFf:AbCd",
        "0000::0001",
        "00001::",
        "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:1.2.3.4",
        "::1.2.3.4",
        "::1.2.3.4:5",
        "::1.2.3",
        "::01.2.3.4",
        "::256.2.3.4",
        "1.2.3.4",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3.4",
        "01.2.3.4",
        "1.2.3.00",
        "0.0.0.0",
        "255.255.255.255",
        "1..2.3",
        "1.2.3.4 ",
        " 1.2.3.4",
        "+1.2.3.4",
        "1.2.3.0x4",
        "4294967297.2.3.4",
        "::1%lo",
        "1:2:3:4:5:6::1.2.3.4",
        "::1.2.3.4::",
    };
    char text[256];
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        compare_reading(shapes[i]);
    for (unsigned i = 0; i < 100000; i++) {
        random_address(text);
        compare_reading(text);
    }
}
END_TEST

START_TEST(test_printed_addresses_are_read_again)
{
    for (unsigned i = 0; i < 50000; i++) {
        struct text_prefix p = {.family = chance(4) ? 6 : 4}, again;
        char text[TEXT_PREFIX_PRINTED + 1];
        for (unsigned k = 0; k < 8; k++) {
            uint64_t group = chance(2) ? 0 : chance(65536);
            p.high = p.high << 16 | (k < 4 ? group : 0);
            p.low = p.low << 16 | (k < 4 ? 0 : group);
        }
        if (p.family == 4) {
            p.high = p.low << 32;
            p.low = 0;
        } else {
            p.high = p.high << 16 | chance(65536);
        }
        p.length = p.family == 4 ? 32 : 128;
        text_prefix_print(&p, text);
        *strchr(text, '/') = 0;
        ck_assert(text_address(text, text + strlen(text), &again));
        ck_assert(again.family == p.family && again.high == p.high && again.low == p.low);
        compare_reading(text);
    }
}
END_TEST

/* ---- many ---- */

struct range {
    uint8_t address[16];
    unsigned family, length, user;
};

/* Few bits differ, so that many prefixes hold others. */
static struct range random_range(void)
{
    struct range r = {.family = chance(2) ? 6 : 4};
    unsigned bits = r.family == 4 ? 32 : 128;
    r.length = chance(bits + 1);
    for (unsigned bit = 0; bit < r.length; bit++)
        if (chance(8) == 0)
            r.address[bit / 8] |= (uint8_t)(0x80 >> bit % 8);
    return r;
}

static bool range_holds(const struct range *r, unsigned family, const uint8_t *address)
{
    bool same = r->family == family;
    for (unsigned bit = 0; bit < r->length && same; bit++)
        same = !((r->address[bit / 8] ^ address[bit / 8]) & (0x80 >> bit % 8));
    return same;
}

static bool range_is_new(const struct range *ranges, unsigned count, const struct range *r)
{
    for (unsigned i = 0; i < count; i++)
        if (ranges[i].family == r->family && ranges[i].length == r->length &&
            memcmp(ranges[i].address, r->address, 16) == 0)
            return false;
    return true;
}

/* The longest that holds it, looked for among all. */
static unsigned user_by_search(const struct range *ranges, unsigned count, unsigned family,
                               const uint8_t *address)
{
    const struct range *best = NULL;
    for (unsigned i = 0; i < count; i++)
        if (range_holds(&ranges[i], family, address) && (!best || ranges[i].length >= best->length))
            best = &ranges[i];
    return best ? best->user : SKYPEDPI_NOBODY;
}

static void check_finding(const struct range *ranges, unsigned count)
{
    for (unsigned i = 0; i < 3000; i++) {
        struct range r = random_range();
        for (unsigned bits = chance(4); bits > 0; bits--)
            r.address[chance(16)] ^= (uint8_t)(1u << chance(8));
        ck_assert_uint_eq(skypedpi_subscribers_find(subscribers, r.family, r.address),
                          user_by_search(ranges, count, r.family, r.address));
    }
}

START_TEST(test_finds_as_a_search_does)
{
    enum { RANGES = 400 };
    static struct range ranges[RANGES];
    static char text[RANGES * 80];
    for (unsigned round = 0; round < 8; round++) {
        size_t length = 0;
        for (unsigned count = 0; count < RANGES;) {
            struct range r = random_range();
            char address[INET6_ADDRSTRLEN];
            if (!range_is_new(ranges, count, &r))
                continue;
            r.user = 1 + chance(50);
            ranges[count++] = r;
            inet_ntop(r.family == 4 ? AF_INET : AF_INET6, r.address, address, sizeof address);
            length += (size_t)sprintf(text + length, "user u%02u %s/%u\n", r.user, address, r.length);
        }
        for (unsigned i = 1; i <= 50; i++) /* so that numbers and names are the same */
            length += (size_t)sprintf(text + length, "user u%02u 255.255.255.%u/32\n", i, i);
        take(text);
        check_finding(ranges, RANGES);
    }
}
END_TEST

START_TEST(test_most)
{
    size_t room = 16 * (size_t)(SKYPEDPI_SUBSCRIBERS_MAX + 2), length = 6;
    char *text = malloc(room);
    ck_assert_ptr_nonnull(text);
    memcpy(text, "user a", 6); /* all on one line, and backwards */
    for (unsigned i = SKYPEDPI_SUBSCRIBERS_MAX; i > 0; i--)
        length += (size_t)sprintf(text + length, " 10.%u.%u.%u", i >> 16, i >> 8 & 255, i & 255);
    take(text);
    ck_assert_uint_eq(find("10.0.0.0"), SKYPEDPI_NOBODY);
    ck_assert_uint_eq(find("10.0.0.1"), 1);
    ck_assert_uint_eq(find("10.15.66.64"), 1);
    ck_assert_uint_eq(find("10.15.66.65"), SKYPEDPI_NOBODY);
    const struct refusal one_more = {1, (uint32_t)length + 2, text,
                                     "found one more address, expected at most 1000000"};
    memcpy(text + length, " 10.0.0.0", 10);
    struct skypedpi_text_error error = {.size = sizeof error};
    drop();
    refusal_check(&one_more, skypedpi_subscribers_read(text, length + 9, NULL, &subscribers, &error), &error);
    free(text);
}
END_TEST

START_TEST(test_memory_runs_out)
{
    static const char text[] = "user b 10.0.0.9 10.0.0.1 in y\nuser a 10.0.0.2 in x\nuser b 10.0.0.9\n";
    struct purse purse = {.live = 0};
    struct skypedpi_allocator from = purse_allocator(&purse);
    long given = 0;
    int result = SKYPEDPI_E_MEMORY;
    for (; result != SKYPEDPI_OK; given++) {
        purse.calls = 0, purse.fails_at = given + 1;
        result = skypedpi_subscribers_read(text, sizeof text - 1, &from, &subscribers, NULL);
        ck_assert(result == SKYPEDPI_OK || result == SKYPEDPI_E_MEMORY);
        ck_assert_int_eq(purse.live > 0, result == SKYPEDPI_OK);
        ck_assert_int_eq(subscribers != NULL, result == SKYPEDPI_OK);
    }
    ck_assert_int_ge(given, 12);
    ck_assert_str_eq(whose("10.0.0.9"), "b");
    long calls = purse.calls; /* asking takes no more */
    ck_assert_str_eq(user(find("10.0.0.2")).group_name, "x");
    ck_assert_int_eq(purse.calls, calls);
    drop();
    ck_assert_int_eq(purse.live, 0);
}
END_TEST

START_TEST(test_random_texts)
{
    static const char valid[] = "# users\r\nuser anna 10.0.0.11 2001:db8::11 in staff # \xc3\xa4\n"
                                "user lab\t10.0.1.0/24 ::ffff:10.0.2.0/120 in students\n\n"
                                "user \xc3\xa4nna 10.0.3.0/24\nuser anna 192.168.0.0/16 fe80::/10 in staff\n"
                                "user lab 1:2:3:4:5:6:7:8/128 0.0.0.0/0 in students";
    unsigned good = 0, bad = 0;
    for (unsigned i = 0; i < 30000; i++) {
        size_t length = sizeof valid - 1;
        char *text = mutation_of(valid, &length);
        struct skypedpi_text_error error = {.size = sizeof error};
        int result = skypedpi_subscribers_read(text, length, NULL, &subscribers, &error);
        if (result == SKYPEDPI_OK) {
            good++;
            find("10.0.0.11");
            ck_assert_uint_eq(error.line, 0);
        } else {
            bad++;
            ck_assert_int_eq(result, SKYPEDPI_E_TEXT);
            finding_check(&error, text, length);
        }
        drop();
        free(text);
    }
    ck_assert_uint_gt(good, 500);
    ck_assert_uint_gt(bad, 1000);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("subscribers");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, NULL, drop);
    tcase_add_test(tests, test_example);
    tcase_add_test(tests, test_numbers_follow_names);
    tcase_add_test(tests, test_names_that_begin_alike);
    tcase_add_test(tests, test_several_lines);
    tcase_add_test(tests, test_longest_prefix);
    tcase_add_test(tests, test_mapped_is_ipv4);
    tcase_add_test(tests, test_layout);
    tcase_add_loop_test(tests, test_refusals, 0, sizeof refusals / sizeof *refusals);
    tcase_add_test(tests, test_nul);
    tcase_add_test(tests, test_arguments);
    tcase_add_test(tests, test_every_character);
    tcase_add_test(tests, test_every_three_bytes);
    tcase_add_test(tests, test_characters_that_show);
    tcase_add_test(tests, test_addresses_as_the_system_reads_them);
    tcase_add_test(tests, test_printed_addresses_are_read_again);
    tcase_add_test(tests, test_finds_as_a_search_does);
    tcase_add_test(tests, test_most);
    tcase_add_test(tests, test_memory_runs_out);
    tcase_add_test(tests, test_random_texts);
    return suite_run("subscribers", tests);
}
