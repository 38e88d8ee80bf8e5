/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/dns.h"
#include "tests/unit/wire_check.h"

enum { HEAD = 12, TYPE_A = 1, CLASS_IN = 1 };

static void put_head(struct payload *p, unsigned flags, unsigned questions, unsigned answers)
{
    put16(p, 0xbeef);
    put16(p, flags);
    put16(p, questions);
    put16(p, answers);
    put32(p, 0);
}

/* Labels from dotted text, and the root. */
static void put_name(struct payload *p, const char *name)
{
    while (*name != '\0') {
        size_t n = strcspn(name, ".");
        put8(p, (unsigned)n);
        put(p, name, n);
        name += n + (name[n] == '.');
    }
    put8(p, 0);
}

static struct payload query(const char *name)
{
    struct payload p = {.length = 0};
    put_head(&p, 0x0100, 1, 0);
    put_name(&p, name);
    put16(&p, TYPE_A);
    put16(&p, CLASS_IN);
    return p;
}

static struct payload response(const char *name)
{
    struct payload p = query(name);
    p.data[2] = 0x81;
    p.data[3] = 0x80;
    p.data[7] = 1;
    put16(&p, 0xc000 | HEAD);
    put16(&p, TYPE_A);
    put16(&p, CLASS_IN);
    put32(&p, 60);
    put16(&p, 4);
    put32(&p, 0xc0000207);
    return p;
}

static enum wire_result visit_dns(struct bytes b)
{
    struct dns dns;
    enum wire_result result = dns_read(b, &dns);
    if (dns.name_length > 253)
        ck_abort_msg("name of %zu bytes", dns.name_length);
    if (result == WIRE_OK && memchr(dns.name, '\0', sizeof dns.name) != dns.name + dns.name_length)
        ck_abort_msg("name does not end where it says");
    return result;
}

START_TEST(plain_query)
{
    struct payload p = query("335.0.7.7.3.RST6.r.Example.NET");
    struct dns dns;
    ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_OK);
    ck_assert_uint_eq(dns.id, 0xbeef);
    ck_assert(!dns.response);
    ck_assert_uint_eq(dns.opcode, 0);
    ck_assert_uint_eq(dns.rcode, 0);
    ck_assert_uint_eq(dns.questions, 1);
    ck_assert_uint_eq(dns.answers, 0);
    ck_assert_uint_eq(dns.type, TYPE_A);
    ck_assert_str_eq(dns.name, "335.0.7.7.3.rst6.r.example.net");
    ck_assert_uint_eq(dns.name_length, strlen(dns.name));
    check_prefixes(whole(&p), p.length, WIRE_NO, visit_dns);
    check_hostile(whole(&p), visit_dns);
}
END_TEST

START_TEST(plain_response)
{
    struct payload p = response("www.example.org");
    struct dns dns;
    ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_OK);
    ck_assert(dns.response);
    ck_assert_uint_eq(dns.answers, 1);
    ck_assert_str_eq(dns.name, "www.example.org");
    p.data[3] = 0x83; /* no such name */
    ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_OK);
    ck_assert_uint_eq(dns.rcode, 3);
    check_hostile(whole(&p), visit_dns);
}
END_TEST

START_TEST(root_name)
{
    struct payload p = query("");
    struct dns dns;
    ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_OK);
    ck_assert_str_eq(dns.name, "");
    ck_assert_uint_eq(dns.name_length, 0);
}
END_TEST

START_TEST(strange_bytes)
{
    struct payload p = {.length = 0};
    struct dns dns;
    put_head(&p, 0, 1, 0);
    put(&p, "\x08\x41\x2e\x00\xff\x7f\x20\x7e\x09", 9);
    put_name(&p, "com");
    put32(&p, 0x00010001);
    ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_OK);
    ck_assert_str_eq(dns.name, "a???? ~?.com");
}
END_TEST

/* Labels are read eight bytes at a time where that will do. */
START_TEST(every_byte_of_a_label)
{
    for (unsigned c = 0; c < 256; c++)
        for (size_t at = 0; at < 18; at++) {
            struct payload p = {.length = 0};
            struct dns dns;
            char label[] = "abcdEFGH-1234567Xz";
            char expected[] = "abcdefgh-1234567xz";
            label[at] = (char)c;
            expected[at] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c < ' ' || c > '~' || c == '.' ? '?' : c);
            put_head(&p, 0, 1, 0);
            put8(&p, 18);
            put(&p, label, 18);
            put8(&p, 0);
            put32(&p, 0x00010001);
            ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_OK);
            ck_assert_str_eq(dns.name, expected);
        }
}
END_TEST

START_TEST(classes)
{
    const unsigned good[] = {1, 3, 255, 0x8001}, bad[] = {0, 2, 256, 0x8000};
    struct payload p = query("example.org");
    struct dns dns;
    for (size_t i = 0; i < 4; i++) {
        patch16(&p, p.length - 2, good[i]);
        ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_OK);
        patch16(&p, p.length - 2, bad[i]);
        ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_NO);
    }
}
END_TEST

START_TEST(heads)
{
    const struct {
        unsigned flags, questions, answers;
        enum wire_result result;
    } cases[] = {{0x0100, 1, 0, WIRE_OK},     {0x2800, 1, 0, WIRE_OK},   /* update */
                 {0x3000, 1, 0, WIRE_NO},                                /* opcode 6 */
                 {0x0140, 1, 0, WIRE_NO},                                /* reserved bit */
                 {0x0103, 1, 0, WIRE_NO},                                /* a query has no error */
                 {0x8183, 1, 0, WIRE_OK},     {0x818c, 1, 0, WIRE_NO},   /* error 12 */
                 {0x0100, 0, 0, WIRE_NO},                                /* nothing asked */
                 {0x0100, 2, 0, WIRE_OK},                                /* room for two */
                 {0x0100, 5, 0, WIRE_NO},                                /* none for five */
                 {0x8180, 1, 512, WIRE_OK},   {0x8180, 1, 513, WIRE_NO}, /* answers may be cut off */
                 {0x8180, 1, 0xffff, WIRE_NO}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct payload p = {.length = 0};
        struct dns dns;
        put_head(&p, cases[i].flags, cases[i].questions, cases[i].answers);
        put_name(&p, "example.org");
        put32(&p, 0x00010001);
        ck_assert_msg(dns_read(whole(&p), &dns) == cases[i].result, "case %zu", i);
    }
}
END_TEST

START_TEST(label_and_name_limits)
{
    char name[256];
    struct dns dns;
    memset(name, 'x', sizeof name);
    name[63] = name[127] = name[191] = '.';
    name[253] = '\0'; /* labels of 63, 63, 63 and 61: 255 bytes as encoded */
    struct payload p = query(name);
    ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_OK);
    ck_assert_str_eq(dns.name, name);
    name[253] = 'x';
    name[254] = '\0';
    p = query(name);
    ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_NO);
    name[63] = 'x'; /* a label over 63 */
    name[70] = '\0';
    p = query(name);
    ck_assert_int_eq(dns_read(whole(&p), &dns), WIRE_NO);
}
END_TEST

START_TEST(compressed_name)
{
    struct payload p = response("www.example.org");
    char name[DNS_NAME_MAX];
    size_t offset = p.length - 16, length;
    ck_assert_int_eq(dns_name_read(whole(&p), &offset, name, &length), WIRE_OK);
    ck_assert_str_eq(name, "www.example.org");
    ck_assert_uint_eq(offset, p.length - 14);

    offset = p.length;
    put_text(&p, "\x04mail");
    put16(&p, 0xc000 | (HEAD + 4));
    put8(&p, 0x55);
    ck_assert_int_eq(dns_name_read(whole(&p), &offset, name, &length), WIRE_OK);
    ck_assert_str_eq(name, "mail.example.org");
    ck_assert_uint_eq(length, 16);
    ck_assert_uint_eq(offset, p.length - 1);
}
END_TEST

/* A message whose labels are `body`, read as a name from `at`. */
static enum wire_result read_name(const char *body, size_t body_length, size_t at)
{
    struct payload p = {.length = 0};
    put_head(&p, 0, 1, 0);
    put(&p, body, body_length);
    char name[DNS_NAME_MAX];
    size_t offset = HEAD + at, length;
    enum wire_result result = dns_name_read(whole(&p), &offset, name, &length);
    ck_assert(result == WIRE_OK || offset == HEAD + at);
    return result;
}

START_TEST(pointers_that_loop)
{
    ck_assert_int_eq(read_name("\xc0\x0c", 2, 0), WIRE_NO);              /* to itself */
    ck_assert_int_eq(read_name("\xc0\x0e\xc0\x0c", 4, 2), WIRE_NO);      /* to each other */
    ck_assert_int_eq(read_name("\x01x\xc0\x0c", 4, 0), WIRE_NO);         /* to its own first label */
    ck_assert_int_eq(read_name("\x01x\x00\xc0\x0d", 5, 3), WIRE_NO);     /* into a label: 'x' is no length */
    ck_assert_int_eq(read_name("\xc0\x0e\x01x\x00", 5, 0), WIRE_NO);     /* forward */
    ck_assert_int_eq(read_name("\xc0\x0b\x00", 3, 0), WIRE_NO);          /* into the head */
    ck_assert_int_eq(read_name("\x01x\x00\xc0", 4, 3), WIRE_NO);         /* half a pointer */
    ck_assert_int_eq(read_name("\x01x\x00\xc0\x0c", 5, 3), WIRE_OK);     /* a good one */
    ck_assert_int_eq(read_name("\x01x\x00\x40\x00\x00", 6, 3), WIRE_NO); /* label types 01 and 10 */
    ck_assert_int_eq(read_name("\x01x\x00\x80\x00\x00", 6, 3), WIRE_NO);
    ck_assert_int_eq(read_name("\x03xyz", 4, 0), WIRE_NO); /* no root */
    ck_assert_int_eq(read_name("\x00", 1, 1), WIRE_NO);    /* behind the message */
    ck_assert_int_eq(read_name("\x00", 1, 99), WIRE_NO);
}
END_TEST

START_TEST(pointers_in_a_row)
{
    struct payload p = {.length = 0};
    put8(&p, 0);
    for (unsigned i = 0; i < 17; i++)
        put16(&p, 0xc000 | (HEAD + (i == 0 ? 0 : 2 * i - 1)));
    ck_assert_int_eq(read_name((const char *)p.data, p.length, 31), WIRE_OK); /* sixteen jumps */
    ck_assert_int_eq(read_name((const char *)p.data, p.length, 33), WIRE_NO);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        plain_query, plain_response,        root_name,       strange_bytes,      every_byte_of_a_label, classes,
        heads,       label_and_name_limits, compressed_name, pointers_that_loop, pointers_in_a_row};
    return run_tests("wire/dns", tests, sizeof tests / sizeof tests[0]);
}
