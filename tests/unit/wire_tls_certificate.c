/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/tls_certificate.h"
#include "tests/unit/wire_certificate.h"

enum { CHANGE_CIPHER_SPEC = 20, ALERT = 21, HANDSHAKE = 22, APPLICATION_DATA = 23, RECORD_HEAD = 5 };
enum { SERVER_HELLO = 2, TICKET = 4, CERTIFICATE = 11, SERVER_KEY = 12, HELLO_DONE = 14, SUPPLEMENT = 23 };

/* A stream of a server, or a message of one: longer than a payload. */
struct stream {
    uint8_t data[16384];
    size_t length;
};

static const char names_of_first[] = "c.example a.example *.b.example ";

static struct bytes stream_bytes(const struct stream *s)
{
    return (struct bytes){s->data, s->length};
}

static void add(struct stream *s, const void *data, size_t length)
{
    ck_assert_uint_le(length, sizeof s->data - s->length);
    if (length > 0)
        memcpy(s->data + s->length, data, length);
    s->length += length;
}

static void add_number(struct stream *s, size_t v, unsigned bytes)
{
    while (bytes-- > 0)
        add(s, &(uint8_t){(uint8_t)(v >> 8 * bytes)}, 1);
}

static void add_message(struct stream *s, unsigned type, struct bytes body)
{
    add_number(s, type, 1);
    add_number(s, body.length, 3);
    add(s, body.data, body.length);
}

static void add_record(struct stream *s, unsigned type, struct bytes body)
{
    add_number(s, type, 1);
    add_number(s, 0x0303, 2);
    add_number(s, body.length, 2);
    add(s, body.data, body.length);
}

static void add_zeroes(struct stream *s, unsigned type, size_t length)
{
    static const uint8_t zeroes[8192];
    add_record(s, type, (struct bytes){zeroes, length});
}

static void add_server_hello(struct stream *s)
{
    struct stream body = {.length = 0};
    add_number(&body, 0x0303, 2);
    add(&body, "0123456789abcdef0123456789abcdef", 33); /* and no session id */
    add_number(&body, 0xc02f00, 3);
    add_message(s, SERVER_HELLO, stream_bytes(&body));
}

/* The names of the first are those above. */
static void add_certificate(struct stream *s, size_t certificates)
{
    static const char *const names[] = {"a.example", "*.b.example", NULL};
    struct stream list = {.length = 0}, body = {.length = 0};
    for (size_t i = 0; i < certificates; i++) {
        struct der d = {.length = 0};
        der_certificate(&d, i ? "authority.example" : "c.example", i ? NULL : names);
        add_number(&list, d.length, 3);
        add(&list, d.data, d.length);
    }
    add_number(&body, list.length, 3);
    add(&body, list.data, list.length);
    add_message(s, CERTIFICATE, stream_bytes(&body));
}

/* ServerHello and Certificate of two, without record heads. */
static struct stream handshake(void)
{
    struct stream s = {.length = 0};
    add_server_hello(&s);
    add_certificate(&s, 2);
    return s;
}

static struct stream in_one_record(void)
{
    struct stream messages = handshake(), s = {.length = 0};
    add_record(&s, HANDSHAKE, stream_bytes(&messages));
    return s;
}

static size_t end_in(const struct stream *s, const char *text)
{
    size_t length = strlen(text), at = 0;
    while (memcmp(s->data + at, text, length) != 0)
        ck_assert_uint_lt(++at + length, s->length);
    return at + length;
}

/* Where the first certificate ends: its made-up signature is the last of it. */
static size_t end_of_first(const struct stream *s)
{
    return end_in(s, "signature");
}

static enum wire_result visit_certificate(struct bytes b)
{
    struct tls_certificate certificate;
    enum wire_result result = tls_certificate_read(b, &certificate);
    const struct bytes der = certificate.der;
    bool split = der.data >= certificate.joined && der.data < certificate.joined + sizeof certificate.joined;
    check_inside(split ? (struct bytes){certificate.joined, sizeof certificate.joined} : b, der);
    if (result == WIRE_NO && der.length > 0)
        ck_abort_msg("no certificate, of %zu bytes", der.length);
    names_in(der);
    return result;
}

static void check_read(const struct stream *s, enum wire_result result, const char *text)
{
    struct tls_certificate certificate;
    memset(&certificate, 0xee, sizeof certificate);
    ck_assert_int_eq(tls_certificate_read(stream_bytes(s), &certificate), result);
    check_text(certificate.der, text);
}

START_TEST(one_record)
{
    struct stream s = in_one_record();
    check_read(&s, WIRE_OK, names_of_first);
    check_prefixes(stream_bytes(&s), end_of_first(&s), WIRE_MORE, visit_certificate);
    check_hostile(stream_bytes(&s), visit_certificate);
}
END_TEST

START_TEST(record_for_each_message)
{
    struct stream hello = {.length = 0}, certificate = {.length = 0}, s = {.length = 0};
    add_server_hello(&hello);
    add_certificate(&certificate, 1);
    add_record(&s, HANDSHAKE, stream_bytes(&hello));
    add_record(&s, HANDSHAKE, stream_bytes(&certificate));
    check_read(&s, WIRE_OK, names_of_first);
    check_prefixes(stream_bytes(&s), s.length, WIRE_MORE, visit_certificate);
    check_hostile(stream_bytes(&s), visit_certificate);
}
END_TEST

START_TEST(split_in_two)
{
    struct stream messages = handshake();
    for (size_t n = 1; n < messages.length; n++) {
        struct stream s = {.length = 0};
        add_record(&s, HANDSHAKE, (struct bytes){messages.data, n});
        if (n < end_of_first(&messages))
            ck_assert_int_eq(visit_exact(s.data, s.length, visit_certificate), WIRE_MORE);
        add_record(&s, HANDSHAKE, (struct bytes){messages.data + n, messages.length - n});
        check_read(&s, WIRE_OK, names_of_first);
    }
}
END_TEST

START_TEST(split_in_many)
{
    struct stream messages = handshake(), s = {.length = 0};
    for (size_t i = 0; i < messages.length; i++)
        add_record(&s, HANDSHAKE, (struct bytes){messages.data + i, 1});
    size_t ready = (RECORD_HEAD + 1) * end_of_first(&messages);
    check_read(&s, WIRE_OK, names_of_first);
    check_prefixes(stream_bytes(&s), ready, WIRE_MORE, visit_certificate);
    check_noise(stream_bytes(&s), visit_certificate);
}
END_TEST

/* While the certificate is on its way, the names that are there are told. */
START_TEST(names_so_far)
{
    struct stream s = in_one_record();
    s.length = end_in(&s, "c.example");
    check_read(&s, WIRE_MORE, "c.example ");
    s.length--;
    check_read(&s, WIRE_MORE, "");
    s = in_one_record();
    s.length = end_in(&s, "*.b.example");
    check_read(&s, WIRE_MORE, names_of_first);
    s.length--;
    check_read(&s, WIRE_MORE, "c.example a.example ");
}
END_TEST

START_TEST(alert_before)
{
    struct stream s = {.length = 0}, rest = in_one_record();
    add_record(&s, ALERT, text_bytes("\x01\x70"));
    check_read(&s, WIRE_MORE, "");
    add(&s, rest.data, rest.length);
    check_read(&s, WIRE_OK, names_of_first);
    check_prefixes(stream_bytes(&s), end_of_first(&s), WIRE_MORE, visit_certificate);
}
END_TEST

START_TEST(supplement_before)
{
    struct stream messages = {.length = 0}, s = {.length = 0};
    add_server_hello(&messages);
    add_message(&messages, SUPPLEMENT, text_bytes("supplement"));
    add_certificate(&messages, 1);
    add_record(&s, HANDSHAKE, stream_bytes(&messages));
    check_read(&s, WIRE_OK, names_of_first);
}
END_TEST

/* TLS 1.3 goes on ciphered behind the hello; so does a session that is taken up again. */
START_TEST(ciphered)
{
    static const unsigned types[] = {CHANGE_CIPHER_SPEC, APPLICATION_DATA};
    for (size_t i = 0; i < 2; i++) {
        struct stream hello = {.length = 0}, s = {.length = 0};
        add_server_hello(&hello);
        add_record(&s, HANDSHAKE, stream_bytes(&hello));
        check_read(&s, WIRE_MORE, "");
        size_t before = s.length;
        add_zeroes(&s, types[i], 1);
        for (size_t n = 0; n <= s.length; n++)
            ck_assert_int_eq(visit_exact(s.data, n, visit_certificate), n > before ? WIRE_NO : WIRE_MORE);
        add_zeroes(&s, APPLICATION_DATA, 800);
        check_read(&s, WIRE_NO, "");
    }
}
END_TEST

START_TEST(session_ticket)
{
    struct stream messages = {.length = 0}, s = {.length = 0};
    add_server_hello(&messages);
    add_message(&messages, TICKET, text_bytes("ticket"));
    add_record(&s, HANDSHAKE, stream_bytes(&messages));
    check_read(&s, WIRE_MORE, "");
    add_zeroes(&s, CHANGE_CIPHER_SPEC, 1);
    check_read(&s, WIRE_NO, "");
}
END_TEST

/* A server without certificate says so by what it says next. */
START_TEST(anonymous)
{
    static const unsigned types[] = {SERVER_KEY, HELLO_DONE};
    for (size_t i = 0; i < 2; i++) {
        struct stream messages = {.length = 0}, s = {.length = 0};
        add_server_hello(&messages);
        add_message(&messages, types[i], (struct bytes){NULL, 0});
        add_certificate(&messages, 1); /* too late to be one */
        add_record(&s, HANDSHAKE, stream_bytes(&messages));
        check_read(&s, WIRE_NO, "");
    }
}
END_TEST

START_TEST(empty_list)
{
    struct stream messages = {.length = 0}, s = {.length = 0};
    add_server_hello(&messages);
    add_certificate(&messages, 0);
    add_record(&s, HANDSHAKE, stream_bytes(&messages));
    check_read(&s, WIRE_OK, "");
    check_prefixes(stream_bytes(&s), s.length, WIRE_MORE, visit_certificate);
    messages.length = 0;
    add_server_hello(&messages);
    add_message(&messages, CERTIFICATE, (struct bytes){NULL, 0});
    add_message(&messages, HELLO_DONE, (struct bytes){NULL, 0});
    s.length = 0;
    add_record(&s, HANDSHAKE, stream_bytes(&messages));
    check_read(&s, WIRE_OK, "");
}
END_TEST

START_TEST(lengths_that_lie)
{
    struct stream good = in_one_record(), certificate = {.length = 0};
    add_certificate(&certificate, 2);
    size_t message = good.length - certificate.length;
    struct stream s = good;
    s.data[message + 7] = 0xff; /* the first certificate's: longer than its list */
    check_read(&s, WIRE_OK, names_of_first);
    s = good;
    s.data[message + 1] = 0xff; /* the message's: more to come, but the first certificate is there */
    check_read(&s, WIRE_OK, names_of_first);
    s.data[message + 7] = 0xff;
    check_read(&s, WIRE_MORE, names_of_first);
    add_zeroes(&s, APPLICATION_DATA, 1);
    check_read(&s, WIRE_OK, names_of_first);
    s = good;
    s.data[RECORD_HEAD + 1] = 0xff; /* the hello's: it takes in the certificate */
    check_read(&s, WIRE_MORE, "");
    add_zeroes(&s, CHANGE_CIPHER_SPEC, 1);
    check_read(&s, WIRE_NO, "");
}
END_TEST

/* What comes behind the hello is no record, though its first byte might begin one. */
START_TEST(broken_record)
{
    static const char *const heads[] = {"\x16\x02", "\x16\x03\x05", "\x16\x03\x03\xff\xff",
                                        "\x15\x02", "\x80",         "G"};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        struct stream hello = {.length = 0}, s = {.length = 0};
        add_server_hello(&hello);
        add_record(&s, HANDSHAKE, stream_bytes(&hello));
        add(&s, heads[i], strlen(heads[i]));
        check_read(&s, WIRE_NO, "");
    }
}
END_TEST

START_TEST(not_tls)
{
    struct stream s = {.length = 0};
    add(&s, "HTTP/1.1 200 OK\r\n\r\n", 19);
    check_read(&s, WIRE_NO, "");
    s.length = 0;
    add(&s, "\x16\x03\x01\x00\x00", 5); /* Skype's login asks */
    check_read(&s, WIRE_NO, "");
    ck_assert_int_eq(visit_certificate((struct bytes){NULL, 0}), WIRE_MORE);
}
END_TEST

/* A certificate of 600 names, the first of them in the bytes that are looked at, in one record or in many. */
START_TEST(longer_than_is_looked_at)
{
    static const char *names[601];
    struct der d = {.length = 0};
    for (size_t i = 0; i < 600; i++)
        names[i] = "12.bytes.com";
    der_certificate(&d, "c.example", names);
    struct stream body = {.length = 0}, messages = {.length = 0};
    add_number(&body, d.length + 3, 3);
    add_number(&body, d.length, 3);
    add(&body, d.data, d.length);
    add_server_hello(&messages);
    add_message(&messages, CERTIFICATE, stream_bytes(&body));
    for (size_t piece = 100; piece <= 12800; piece *= 2) {
        struct stream s = {.length = 0};
        for (size_t at = 0; at < messages.length; at += piece) {
            size_t left = messages.length - at;
            add_record(&s, HANDSHAKE, (struct bytes){messages.data + at, left < piece ? left : piece});
        }
        struct tls_certificate short_of_it, at_limit, all;
        ck_assert_uint_gt(s.length, TLS_CERTIFICATE_STREAM);
        ck_assert_int_eq(tls_certificate_read((struct bytes){s.data, TLS_CERTIFICATE_STREAM - 1}, &short_of_it),
                         WIRE_MORE);
        ck_assert_int_eq(tls_certificate_read((struct bytes){s.data, TLS_CERTIFICATE_STREAM}, &at_limit),
                         WIRE_OK);
        ck_assert_int_eq(tls_certificate_read(stream_bytes(&s), &all), WIRE_OK);
        const struct x509_names read = names_in(all.der);
        ck_assert_uint_gt(read.count, 200);
        ck_assert_uint_eq(names_in(at_limit.der).count, read.count);
        ck_assert(is_text(x509_name(&read, 0), "c.example"));
        for (size_t i = 1; i < read.count; i++)
            ck_assert(is_text(x509_name(&read, i), "12.bytes.com"));
        check_noise((struct bytes){s.data, TLS_CERTIFICATE_STREAM}, visit_certificate);
    }
}
END_TEST

START_TEST(begins_behind_what_is_looked_at)
{
    static const uint8_t zeroes[TLS_CERTIFICATE_STREAM];
    struct stream messages = {.length = 0}, s = {.length = 0};
    add_server_hello(&messages);
    add_message(&messages, SUPPLEMENT, (struct bytes){zeroes, sizeof zeroes});
    add_certificate(&messages, 1);
    add_record(&s, HANDSHAKE, stream_bytes(&messages));
    check_read(&s, WIRE_NO, "");
    s.length = TLS_CERTIFICATE_STREAM;
    check_read(&s, WIRE_NO, "");
    s.length--;
    check_read(&s, WIRE_MORE, "");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {one_record,
                                  record_for_each_message,
                                  split_in_two,
                                  split_in_many,
                                  names_so_far,
                                  alert_before,
                                  supplement_before,
                                  ciphered,
                                  session_ticket,
                                  anonymous,
                                  empty_list,
                                  lengths_that_lie,
                                  broken_record,
                                  not_tls,
                                  longer_than_is_looked_at,
                                  begins_behind_what_is_looked_at};
    return run_tests("wire/tls_certificate", tests, sizeof tests / sizeof tests[0]);
}
