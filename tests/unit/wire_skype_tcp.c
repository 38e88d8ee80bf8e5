/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/skype_tcp.h"
#include "tests/unit/wire_check.h"

/* Any bytes serve as keystream. */
static const uint8_t keystream[10] = {0x9d, 0x01, 0xfe, 0x40, 0x77, 0x80, 0x3c, 0x00, 0xff, 0x55};
static const uint8_t record[] = {0x30, 0x03, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa};

static void make_opening(uint8_t opening[SKYPE_TCP_OPENING], uint8_t last)
{
    const uint8_t text[10] = {0, 1, 0, 0, 0, 1, 0, 0, 0, last};
    memcpy(opening, "\xde\xad\xbe\xef", 4);
    for (size_t i = 0; i < sizeof text; i++)
        opening[4 + i] = (uint8_t)(text[i] ^ keystream[i]);
}

static void make_cipher(uint8_t cipher[sizeof record])
{
    for (size_t i = 0; i < sizeof record; i++)
        cipher[i] = i < sizeof keystream ? (uint8_t)(record[i] ^ keystream[i]) : record[i];
}

/* Decrypts with blocks of exactly these lengths. */
static size_t decrypt(size_t opening_length, size_t length, uint8_t plain[SKYPE_TCP_KNOWN])
{
    uint8_t opening[SKYPE_TCP_OPENING], cipher[sizeof record];
    make_opening(opening, 3);
    make_cipher(cipher);
    uint8_t *o = malloc(opening_length + 1), *c = malloc(length + 1);
    ck_assert(o != NULL && c != NULL);
    memcpy(o + 1, opening, opening_length);
    memcpy(c + 1, cipher, length);
    size_t plain_length = 99;
    bool read = skype_tcp_record(o + 1, opening_length, c + 1, length, plain, &plain_length);
    ck_assert_int_eq(read, plain_length > 0);
    free(o);
    free(c);
    return plain_length;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

START_TEST(reads_the_record)
{
    uint8_t plain[SKYPE_TCP_KNOWN];
    ck_assert_uint_eq(decrypt(SKYPE_TCP_OPENING, sizeof record, plain), SKYPE_TCP_KNOWN);
    ck_assert_mem_eq(plain, record, SKYPE_TCP_KNOWN);
}
END_TEST

START_TEST(last_byte_does_not_matter)
{
    uint8_t opening[SKYPE_TCP_OPENING], cipher[sizeof record], plain[SKYPE_TCP_KNOWN];
    size_t length;
    make_opening(opening, 1);
    make_cipher(cipher);
    ck_assert(skype_tcp_record(opening, sizeof opening, cipher, sizeof cipher, plain, &length));
    ck_assert_mem_eq(plain, record, length);
}
END_TEST

START_TEST(every_length)
{
    for (size_t o = 0; o <= SKYPE_TCP_OPENING; o++) {
        for (size_t n = 0; n <= sizeof record; n++) {
            uint8_t plain[SKYPE_TCP_KNOWN];
            size_t expected = o < 6 ? 0 : least(least(o - 4, SKYPE_TCP_KNOWN), n);
            ck_assert_uint_eq(decrypt(o, n, plain), expected);
            ck_assert_mem_eq(plain, record, expected);
        }
    }
}
END_TEST

START_TEST(record_lengths)
{
    ck_assert_uint_eq(skype_tcp_record_length(0x30), 25); /* protocol notes: client record of 25 bytes */
    ck_assert_uint_eq(skype_tcp_record_length(0x74), 59); /* server record of 59 */
    ck_assert_uint_eq(skype_tcp_record_length(0x07), 4);  /* a confirm */
    ck_assert_uint_eq(skype_tcp_record_length(0x00), 1);
    ck_assert_uint_eq(skype_tcp_record_length(0xff), 128);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {reads_the_record, last_byte_does_not_matter, every_length, record_lengths};
    return run_tests("wire/skype_tcp", tests, sizeof tests / sizeof tests[0]);
}
