/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/tls.h"
#include "tests/unit/wire_check.h"

enum { ALERT = 21, HANDSHAKE = 22, APPLICATION_DATA = 23, RECORD_HEAD = 5 };

static void put_record(struct payload *p, unsigned type, const uint8_t *body, size_t length)
{
    put8(p, type);
    put16(p, 0x0301);
    put16(p, (unsigned)length);
    put(p, body, length);
}

static void put_extension(struct payload *p, unsigned type, const char *body, size_t length)
{
    put16(p, type);
    put16(p, (unsigned)length);
    put(p, body, length);
}

static void put_server_name(struct payload *p, const char *name)
{
    unsigned length = (unsigned)strlen(name);
    put16(p, 0);
    put16(p, length + 5);
    put16(p, length + 3);
    put8(p, 0);
    put16(p, length);
    put_text(p, name);
}

/* A ClientHello message without record head: ids, then a name unless it is NULL, then another extension. */
static struct payload hello_message(const char *name)
{
    struct payload p = {.length = 0};
    put32(&p, 0x01000000);
    put16(&p, 0x0303);
    put_fill(&p, 0x5a, 32);
    put8(&p, 32);
    put_fill(&p, 0xa5, 32);
    put16(&p, 4);
    put32(&p, 0x1301c02f);
    put16(&p, 0x0100);
    size_t at = p.length;
    put16(&p, 0);
    put_extension(&p, 0x0017, NULL, 0);
    if (name != NULL)
        put_server_name(&p, name);
    put_extension(&p, 0x0010, "\x00\x03\x02h2", 5);
    patch16(&p, at, p.length - at - 2);
    patch16(&p, 2, p.length - 4);
    return p;
}

static struct payload hello_record(const char *name)
{
    struct payload message = hello_message(name), p = {.length = 0};
    put_record(&p, HANDSHAKE, message.data, message.length);
    return p;
}

static size_t end_of(const struct payload *p, const char *text)
{
    size_t length = strlen(text), at = 0;
    while (memcmp(p->data + at, text, length) != 0)
        at++;
    return at + length;
}

static enum wire_result visit_tls(struct bytes b)
{
    struct tls tls;
    enum wire_result result = tls_read(b, &tls);
    if (tls.name.data == tls.split_name)
        check_inside((struct bytes){tls.split_name, sizeof tls.split_name}, tls.name);
    else
        check_inside(b, tls.name);
    if (tls.name.length > 0 && (result != WIRE_OK || !tls.client_hello))
        ck_abort_msg("a name without a hello");
    return result;
}

START_TEST(client_hello)
{
    struct payload p = hello_record("www.example.org");
    struct tls tls;
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(tls.client_hello && !tls.server_hello && tls.framed);
    ck_assert(is_text(tls.name, "www.example.org"));
    ck_assert_uint_eq(tls.type, HANDSHAKE);
    ck_assert_uint_eq(tls.version, 0x0301);
    ck_assert_uint_eq(tls.records, 1);
    check_inside(whole(&p), tls.name);
}
END_TEST

START_TEST(client_hello_hostile)
{
    struct payload p = hello_record("www.example.org");
    check_prefixes(whole(&p), end_of(&p, "www.example.org"), WIRE_MORE, visit_tls);
    check_hostile(whole(&p), visit_tls);
}
END_TEST

START_TEST(client_hello_without_name)
{
    struct payload p = hello_record(NULL);
    struct tls tls;
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(tls.client_hello);
    ck_assert_uint_eq(tls.name.length, 0);
    check_prefixes(whole(&p), p.length, WIRE_MORE, visit_tls);
}
END_TEST

START_TEST(client_hello_without_extensions)
{
    struct payload p = {.length = 0};
    struct tls tls;
    put_text(&p, "\x16\x03");
    put8(&p, 0);
    put16(&p, 45);
    put32(&p, 0x01000029);
    put16(&p, 0x0300);
    put_fill(&p, 0x77, 32);
    put8(&p, 0);
    put32(&p, 0x00020005);
    put16(&p, 0x0100);
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(tls.client_hello && tls.framed);
    check_prefixes(whole(&p), p.length, WIRE_MORE, visit_tls);
}
END_TEST

/* The hello is there, and the record that holds it goes on. */
START_TEST(client_hello_in_a_longer_record)
{
    struct payload message = hello_message(NULL), p = {.length = 0};
    struct tls tls;
    put_record(&p, HANDSHAKE, message.data, message.length);
    patch16(&p, 3, message.length + 10);
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(tls.client_hello && tls.framed);
    ck_assert_uint_eq(tls.records, 0);
}
END_TEST

START_TEST(split_in_two)
{
    struct payload message = hello_message("split.example.org");
    for (size_t n = 1; n < message.length; n++) {
        struct payload p = {.length = 0};
        put_record(&p, HANDSHAKE, message.data, n);
        put_record(&p, HANDSHAKE, message.data + n, message.length - n);
        struct tls tls;
        ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
        ck_assert(tls.client_hello && tls.framed && is_text(tls.name, "split.example.org"));
        ck_assert_uint_eq(tls.records, 2);
        ck_assert_int_eq(tls_read((struct bytes){p.data, RECORD_HEAD + n}, &tls),
                         n < end_of(&message, "split.example.org") ? WIRE_MORE : WIRE_OK);
    }
}
END_TEST

START_TEST(split_in_many)
{
    struct payload message = hello_message("many.example.org"), p = {.length = 0};
    size_t ready = (RECORD_HEAD + 1) * end_of(&message, "many.example.org");
    for (size_t i = 0; i < message.length; i++)
        put_record(&p, HANDSHAKE, message.data + i, 1);
    check_prefixes(whole(&p), ready, WIRE_MORE, visit_tls);
    check_hostile(whole(&p), visit_tls);
}
END_TEST

START_TEST(split_by_another_type)
{
    struct payload message = hello_message("example.org"), p = {.length = 0};
    struct tls tls;
    put_record(&p, HANDSHAKE, message.data, 40);
    put_record(&p, APPLICATION_DATA, message.data + 40, message.length - 40);
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(!tls.client_hello && tls.framed);
    ck_assert_uint_eq(tls.name.length, 0);
}
END_TEST

START_TEST(split_beyond_the_buffer)
{
    struct payload message = hello_message(NULL), p = {.length = 0};
    put_fill(&message, 0, 2600 - message.length);
    patch16(&message, 2, message.length - 4);
    put_record(&p, HANDSHAKE, message.data, 1300);
    put_record(&p, HANDSHAKE, message.data + 1300, 1300);
    struct tls tls;
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert_uint_eq(tls.name.length, 0);
    ck_assert_uint_eq(tls.records, 2);
}
END_TEST

START_TEST(lengths_that_lie)
{
    const char *name = "example.org";
    struct payload good = hello_record(name);
    size_t name_at = end_of(&good, name) - strlen(name);
    const size_t session_at = RECORD_HEAD + 4 + 2 + 32;
    const size_t places[] = {
        name_at - 2,     /* name */
        name_at - 7,     /* extension */
        session_at + 33, /* cipher suites */
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct payload p = good;
        struct tls tls;
        patch16(&p, places[i], 0xfff0);
        ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
        ck_assert_uint_eq(tls.name.length, 0);
    }
    struct payload p = good;
    struct tls tls;
    p.data[session_at] = 255;
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(!tls.client_hello && tls.framed);
}
END_TEST

START_TEST(long_names)
{
    char name[TLS_NAME_MAX + 2] = "";
    struct tls tls;
    memset(name, 'x', TLS_NAME_MAX);
    struct payload p = hello_record(name);
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(is_text(tls.name, name));
    name[TLS_NAME_MAX] = 'x';
    p = hello_record(name);
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(tls.client_hello);
    ck_assert_uint_eq(tls.name.length, 0);
}
END_TEST

START_TEST(server_hello)
{
    struct payload p = {.length = 0};
    struct tls tls;
    put_text(&p, "\x16\x03\x03");
    put16(&p, 44);
    put32(&p, 0x02000028);
    put16(&p, 0x0303);
    put_fill(&p, 0x11, 32);
    put8(&p, 0);
    put16(&p, 0xc02f);
    put_fill(&p, 0, 3);
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(tls.server_hello && !tls.client_hello && tls.framed);
    ck_assert_uint_eq(tls.version, 0x0303);
    check_prefixes(whole(&p), 11, WIRE_MORE, visit_tls);
    check_hostile(whole(&p), visit_tls);

    put_fill(&p, 0x99, 20); /* what follows a server that only imitates TLS */
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(tls.server_hello && !tls.framed);
    ck_assert_uint_eq(tls.records, 1);
}
END_TEST

START_TEST(alert_before_server_hello)
{
    struct payload p = {.length = 0};
    struct tls tls;
    put_record(&p, ALERT, (const uint8_t *)"\x01\x70", 2);
    size_t alert = p.length;
    put_record(&p, HANDSHAKE, (const uint8_t *)"\x02\x00\x00\x40\x03\x03", 6);
    for (size_t n = alert; n < p.length; n++)
        ck_assert_int_eq(tls_read((struct bytes){p.data, n}, &tls), WIRE_MORE);
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(tls.server_hello && tls.framed);
    ck_assert_uint_eq(tls.type, ALERT);
    ck_assert_uint_eq(tls.records, 2);
    check_prefixes(whole(&p), p.length, WIRE_MORE, visit_tls); /* the alert alone is no answer yet */
    check_hostile(whole(&p), visit_tls);
}
END_TEST

START_TEST(stream_of_records)
{
    struct payload p = {.length = 0};
    struct tls tls;
    put_record(&p, APPLICATION_DATA, (const uint8_t *)"abc", 3);
    put_record(&p, APPLICATION_DATA, (const uint8_t *)"defg", 4);
    put_record(&p, ALERT, (const uint8_t *)"\x01", 2);
    for (size_t n = RECORD_HEAD; n <= p.length; n++) {
        ck_assert_int_eq(tls_read((struct bytes){p.data, n}, &tls), WIRE_OK);
        ck_assert(tls.framed && !tls.client_hello && !tls.server_hello);
        ck_assert_uint_eq(tls.records, n < 8 ? 0U : n < 17 ? 1U : n < 24 ? 2U : 3U);
    }
    check_prefixes(whole(&p), RECORD_HEAD, WIRE_MORE, visit_tls);
    check_hostile(whole(&p), visit_tls);
}
END_TEST

START_TEST(encrypted_handshake)
{
    struct payload p = {.length = 0};
    struct tls tls;
    put_record(&p, HANDSHAKE, (const uint8_t *)"\x01\x9c\x33\x21\x03\x03\x10\x01", 8);
    ck_assert_int_eq(tls_read(whole(&p), &tls), WIRE_OK);
    ck_assert(tls.framed && !tls.client_hello && !tls.server_hello);
}
END_TEST

START_TEST(not_tls)
{
    static const struct bytes others[] = {
        {(const uint8_t *)"\x16\x03\x01\x00\x00", 5},         /* Skype's login asks */
        {(const uint8_t *)"\x17\x03\x01\x00\x00", 5},         /* and is answered */
        {(const uint8_t *)"\x80\x46\x01\x03\x01\x00\x2d", 7}, /* SSL 2.0 wrapping */
        {(const uint8_t *)"\x16\x03\x05\x00\x01\x00", 6},     /* version */
        {(const uint8_t *)"\x16\x02\x01\x00\x01\x00", 6},
        {(const uint8_t *)"\x13\x03\x01\x00\x01\x00", 6}, /* type */
        {(const uint8_t *)"\x19\x03\x01\x00\x01\x00", 6},
        {(const uint8_t *)"\x16\x03\x01\x48\x01\x00", 6}, /* length 18433 */
        {(const uint8_t *)"GET / HTTP/1.1\r\n\r\n", 18}};
    struct tls tls;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        ck_assert_int_eq(tls_read(others[i], &tls), WIRE_NO);
    ck_assert_int_eq(tls_read((struct bytes){(const uint8_t *)"\x17\x03\x01\x48\x00", 5}, &tls), WIRE_OK);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {client_hello,
                                  client_hello_hostile,
                                  client_hello_without_name,
                                  client_hello_without_extensions,
                                  client_hello_in_a_longer_record,
                                  split_in_two,
                                  split_in_many,
                                  split_by_another_type,
                                  split_beyond_the_buffer,
                                  lengths_that_lie,
                                  long_names,
                                  server_hello,
                                  alert_before_server_hello,
                                  stream_of_records,
                                  encrypted_handshake,
                                  not_tls};
    return run_tests("wire/tls", tests, sizeof tests / sizeof tests[0]);
}
