/* SPDX-License-Identifier: BSD-2-Clause */
#include <check.h>
#include <stdlib.h>
#include <skypedpi/error.h>
#include "lib/base/abi.h"
#include "lib/base/alloc.h"
#include "lib/base/bytes.h"
#include "lib/base/hash.h"
#include "lib/base/names.h"
#include "lib/base/slab.h"
#include "tests/unit/suite.h"

START_TEST(reader_stops_at_the_end)
{
    const uint8_t data[] = {1, 2, 3, 4, 5, 6, 7};
    struct reader r = reader_over((struct bytes){data, sizeof data});
    ck_assert_uint_eq(reader_u8(&r), 1);
    ck_assert_uint_eq(reader_be16(&r), 0x0203);
    ck_assert_uint_eq(reader_le32(&r), 0x07060504);
    ck_assert(!r.failed);
    ck_assert_uint_eq(reader_be32(&r), 0);
    ck_assert(r.failed);
    ck_assert_uint_eq(reader_u8(&r), 0); /* it stays there, though no byte was left in any case */
    ck_assert_uint_eq(reader_take(&r, 0).length, 0);
}
END_TEST

START_TEST(reader_fails_for_good)
{
    const uint8_t data[] = {1, 2, 3};
    struct reader r = reader_over((struct bytes){data, sizeof data});
    ck_assert_uint_eq(reader_be32(&r), 0);
    ck_assert_uint_eq(reader_u8(&r), 0);
    ck_assert_uint_eq(r.rest.length, 3);
}
END_TEST

START_TEST(integers_round_trip)
{
    uint8_t b[8];
    write_le64(b, 0x0102030405060708u);
    ck_assert_uint_eq(b[0], 8);
    ck_assert(read_le64(b) == 0x0102030405060708u);
    ck_assert_uint_eq(read_be32(b), 0x08070605);
    ck_assert_uint_eq(read_be16(b), 0x0807);
    ck_assert_uint_eq(read_le16(b), 0x0708);
}
END_TEST

/* Appendix A of the SipHash paper: key 00..0f, message 00..0e. */
START_TEST(hash_is_siphash)
{
    uint8_t message[15];
    const uint64_t key[2] = {0x0706050403020100u, 0x0f0e0d0c0b0a0908u};
    for (uint8_t i = 0; i < sizeof message; i++)
        message[i] = i;
    ck_assert(hash_keyed(key, message, sizeof message) == 0xa129ca6149be45e5u);
    ck_assert(hash_keyed(key, message, 14) != hash_keyed(key, message, 15));
}
END_TEST

/* RFC 4418 5.2.2, each sum and product written out; and the mixing of MurmurHash3 after it. */
START_TEST(short_hash_is_nh)
{
    const struct hash_key key = {.word = {0xffffffffu, 2, 3, 4, 5, 6}, .last = 7};
    const uint32_t word[6] = {11, 0xffffffffu, 12, 13, 14, 15};
    uint64_t h = 7 + (uint64_t)10 * 1 + (uint64_t)15 * 17 + (uint64_t)19 * 21;
    h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
    h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
    ck_assert(hash_short(&key, word, 6) == (h ^ h >> 33));
    ck_assert(hash_short(&key, word, 4) != hash_short(&key, word, 6));
}
END_TEST

START_TEST(keys_of_short_hashes_differ)
{
    const uint64_t seed[2][2] = {{1, 2}, {1, 3}};
    const struct hash_key a = hash_key_of(seed[0]), b = hash_key_of(seed[1]);
    ck_assert(a.last != b.last);
    for (unsigned i = 0; i < HASH_WORDS; i++) {
        ck_assert_uint_ne(a.word[i], b.word[i]);
        for (unsigned k = 0; k < i; k++)
            ck_assert_uint_ne(a.word[i], a.word[k]);
    }
}
END_TEST

/* Words that count up, or differ in a bit, as addresses do: any 16 bits of their hashes are as if by chance.
 * 65,536 of 65,536: 36.8 % of the values stay out. */
START_TEST(short_hashes_spread)
{
    static bool met[2][65536];
    const uint64_t seed[2] = {0x0123456789abcdefu, 0xfedcba9876543210u};
    const struct hash_key key = hash_key_of(seed);
    for (unsigned by = 0; by < 32; by += 8) {
        unsigned out[2] = {0, 0};
        memset(met, 0, sizeof met);
        for (uint32_t i = 0; i < 65536; i++) {
            const uint32_t word[2] = {0xc0a80000u + (i << by | i >> (32 - by) % 32), 0x1f900104u};
            uint64_t h = hash_short(&key, word, 2);
            met[0][h & 0xffff] = met[1][h >> 48] = true;
        }
        for (unsigned i = 0; i < 65536; i++)
            for (unsigned end = 0; end < 2; end++)
                out[end] += !met[end][i];
        for (unsigned end = 0; end < 2; end++)
            ck_assert_msg(out[end] > 23600 && out[end] < 24600, "shifted by %u: %u of 65536", by, out[end]);
    }
}
END_TEST

START_TEST(slab_hands_out_each_record_once)
{
    struct skypedpi_allocator a = allocator_or_default(NULL);
    struct slab slab;
    ck_assert_int_eq(slab_open(&slab, &a, 3, 128, 128), SKYPEDPI_OK);
    uint32_t one = slab_take(&slab), two = slab_take(&slab), three = slab_take(&slab);
    ck_assert(one && two && three && one != two && two != three && one != three);
    ck_assert_uint_eq(slab_take(&slab), 0);
    ck_assert_uint_eq((uintptr_t)slab_at(&slab, two) % SLAB_ALIGN, 0);
    ck_assert_uint_eq(slab_number(&slab, slab_at(&slab, three)), three);
    memset(slab_at(&slab, two), 0xff, 128);
    slab_give(&slab, two);
    slab_give(&slab, one);
    ck_assert_uint_eq(slab.live, 1);
    ck_assert_uint_eq(slab_take(&slab), one);
    ck_assert_uint_eq(slab_take(&slab), two);
    const uint8_t *p = slab_at(&slab, two);
    for (int i = 0; i < 128; i++)
        ck_assert_uint_eq(p[i], 0);
    ck_assert_uint_eq(slab_take(&slab), 0);
    slab_close(&slab, &a);
}
END_TEST

START_TEST(slab_of_nothing)
{
    struct skypedpi_allocator a = allocator_or_default(NULL);
    struct slab slab;
    ck_assert_int_eq(slab_open(&slab, &a, 0, 128, 128), SKYPEDPI_OK);
    ck_assert_uint_eq(slab_take(&slab), 0);
    slab_close(&slab, &a);
}
END_TEST

START_TEST(allocate_refuses_products_that_do_not_fit)
{
    struct skypedpi_allocator a = allocator_or_default(NULL);
    ck_assert_ptr_null(allocate_zeroed(&a, SIZE_MAX / 2, 3));
}
END_TEST

struct value {
    uint32_t size, a;
    uint64_t b;
};

START_TEST(abi_reads_longer_structs_with_a_zero_tail)
{
    struct value ours;
    uint32_t *theirs = calloc(1, sizeof ours + 8);
    theirs[0] = sizeof ours + 8;
    theirs[1] = 7;
    ck_assert_int_eq(abi_read(&ours, sizeof ours, sizeof ours, theirs), SKYPEDPI_OK);
    ck_assert_uint_eq(ours.a, 7);
    ck_assert_uint_eq(ours.size, sizeof ours);
    theirs[5] = 1;
    ck_assert_int_eq(abi_read(&ours, sizeof ours, sizeof ours, theirs), SKYPEDPI_E_SIZE);
    free(theirs);
}
END_TEST

START_TEST(abi_reads_shorter_structs)
{
    struct value ours = {1, 2, 3};
    uint32_t *theirs = malloc(8); /* exact length: a sanitizer sees what is read behind it */
    theirs[0] = 8;
    theirs[1] = 7;
    ck_assert_int_eq(abi_read(&ours, sizeof ours, 8, theirs), SKYPEDPI_OK);
    ck_assert_uint_eq(ours.a, 7);
    ck_assert(ours.b == 0);
    theirs[0] = 4;
    ck_assert_int_eq(abi_read(&ours, sizeof ours, 8, theirs), SKYPEDPI_E_SIZE);
    theirs[0] = 1u << 30;
    ck_assert_int_eq(abi_read(&ours, sizeof ours, 8, theirs), SKYPEDPI_E_SIZE);
    free(theirs);
}
END_TEST

START_TEST(abi_writes_as_far_as_the_caller_reaches)
{
    const struct value ours = {sizeof ours, 7, 9};
    uint32_t *theirs = malloc(8);
    theirs[0] = 8;
    ck_assert_int_eq(abi_write(theirs, &ours, sizeof ours, 8), SKYPEDPI_OK);
    ck_assert_uint_eq(theirs[0], 8);
    ck_assert_uint_eq(theirs[1], 7);
    theirs[0] = 7;
    ck_assert_int_eq(abi_write(theirs, &ours, sizeof ours, 8), SKYPEDPI_E_SIZE);
    free(theirs);
}
END_TEST

START_TEST(names_are_found_whole)
{
    ck_assert_int_eq(name_find(mechanism_names, "tcp-80", 6), SKYPEDPI_MECHANISM_TCP_80);
    ck_assert_int_eq(name_find(mechanism_names, "tcp-80", 3), SKYPEDPI_MECHANISM_TCP);
    ck_assert_int_eq(name_find(mechanism_names, "tcp-8", 5), -1);
    ck_assert_str_eq(skypedpi_mechanism_name(SKYPEDPI_MECHANISM_PROXY_SOCKS4), "proxy-socks4");
    ck_assert_str_eq(skypedpi_activity_name(SKYPEDPI_ACTIVITY_CALL), "call");
    ck_assert_str_eq(skypedpi_activity_name(999), "none");
    ck_assert_str_eq(skypedpi_flag_name(SKYPEDPI_FLAG_SHORT_POOL), "short-pool");
    ck_assert_str_eq(skypedpi_flag_name(1u << 20), "");
    ck_assert_str_eq(skypedpi_version(), "0.1.0");
}
END_TEST

/* A flow keeps each in four bits, an endpoint paths in three. */
START_TEST(numbers_have_the_bits_they_need)
{
    ck_assert_uint_le(names_count(activity_names), 16);
    ck_assert_uint_le(names_count(mechanism_names), 16);
    ck_assert_uint_le(names_count(path_names), 8);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("base");
    tcase_add_test(t, reader_stops_at_the_end);
    tcase_add_test(t, reader_fails_for_good);
    tcase_add_test(t, integers_round_trip);
    tcase_add_test(t, hash_is_siphash);
    tcase_add_test(t, short_hash_is_nh);
    tcase_add_test(t, keys_of_short_hashes_differ);
    tcase_add_test(t, short_hashes_spread);
    tcase_add_test(t, slab_hands_out_each_record_once);
    tcase_add_test(t, slab_of_nothing);
    tcase_add_test(t, allocate_refuses_products_that_do_not_fit);
    tcase_add_test(t, abi_reads_longer_structs_with_a_zero_tail);
    tcase_add_test(t, abi_reads_shorter_structs);
    tcase_add_test(t, abi_writes_as_far_as_the_caller_reaches);
    tcase_add_test(t, names_are_found_whole);
    tcase_add_test(t, numbers_have_the_bits_they_need);
    return suite_run("base", t);
}
