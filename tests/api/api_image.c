/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/sets.h"

/* Images: a database written out and read in again, whole or not at all. */

static int load(const void *image, size_t length)
{
    skypedpi_db *db = NULL;
    int result = skypedpi_db_load(image, length, NULL, 0, NULL, &db);
    ck_assert(result == SKYPEDPI_OK ? db != NULL : db == NULL);
    skypedpi_db_unref(db);
    return result;
}

static void check_round_trip(skypedpi_db *db)
{
    size_t length, again_length;
    uint8_t *image = image_of(db, &length);
    skypedpi_db *again = NULL;
    ck_assert_int_eq(skypedpi_db_load(image, length, NULL, 0, NULL, &again), SKYPEDPI_OK);
    uint8_t *image_again = image_of(again, &again_length);
    ck_assert_uint_eq(length, again_length);
    ck_assert_int_eq(memcmp(image, image_again, length), 0);
    struct skypedpi_db_info a = {.size = sizeof a}, b = a;
    ck_assert_int_eq(skypedpi_db_info(db, &a), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_db_info(again, &b), SKYPEDPI_OK);
    a.verified = 0; /* of the library's own: that somebody vouched for an image does not stand in it */
    ck_assert_int_eq(memcmp(&a, &b, sizeof a), 0);
    ck_assert_uint_eq(a.image_bytes, length);
    free(image);
    free(image_again);
    skypedpi_db_unref(again);
    skypedpi_db_unref(db);
}

START_TEST(round_trip)
{
    check_round_trip(db_of(OWN_APPLICATION));
    check_round_trip(db_builtin());
}
END_TEST

START_TEST(the_same_text_gives_the_same_image)
{
    size_t first_length, second_length;
    uint8_t *first = small_image(&first_length), *second = small_image(&second_length);
    ck_assert_uint_eq(first_length, second_length);
    ck_assert_int_eq(memcmp(first, second, first_length), 0);
    free(first);
    free(second);
}
END_TEST

START_TEST(save_needs_room_for_all)
{
    skypedpi_db *db = db_of(OWN_APPLICATION);
    size_t length, told;
    uint8_t *image = image_of(db, &length);
    for (size_t capacity = 0; capacity < length; capacity++) {
        memset(image, 0xa5, length);
        ck_assert_int_eq(skypedpi_db_save(db, image, capacity, &told), SKYPEDPI_E_FULL);
        ck_assert_uint_eq(told, length);
        for (size_t i = 0; i < length; i++)
            ck_assert_uint_eq(image[i], 0xa5);
    }
    free(image);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(cut_at_every_length)
{
    size_t length;
    uint8_t *image = small_image(&length);
    for (size_t cut = 0; cut < length; cut++) {
        uint8_t *copy = malloc(cut ? cut : 1); /* so that reading on is seen */
        memcpy(copy, image, cut);
        ck_assert_int_eq(load(copy, cut), cut < 8 ? SKYPEDPI_E_MAGIC : SKYPEDPI_E_TRUNCATED);
        free(copy);
    }
    uint8_t *longer = calloc(length + 1, 1);
    memcpy(longer, image, length);
    ck_assert_int_eq(load(longer, length + 1), SKYPEDPI_E_TRUNCATED);
    ck_assert_int_eq(load(longer, length), SKYPEDPI_OK);
    free(longer);
    free(image);
}
END_TEST

/* Every bit of a small image, and a dense sample of the large one. */
static void check_flips(uint8_t *image, size_t length, size_t step)
{
    for (size_t bit = 0; bit < length * 8; bit += step) {
        image[bit / 8] = (uint8_t)(image[bit / 8] ^ 1u << bit % 8);
        int result = load(image, length);
        int expected = bit < 64        ? SKYPEDPI_E_MAGIC
                       : bit < 96      ? SKYPEDPI_E_FORMAT
                       : bit / 64 == 2 ? SKYPEDPI_E_TRUNCATED
                                       : SKYPEDPI_E_DIGEST;
        ck_assert_msg(result == expected, "bit %zu: %s instead of %s", bit, skypedpi_error_name(result),
                      skypedpi_error_name(expected));
        image[bit / 8] = (uint8_t)(image[bit / 8] ^ 1u << bit % 8);
    }
    ck_assert_int_eq(load(image, length), SKYPEDPI_OK);
}

START_TEST(every_bit_counts)
{
    size_t length;
    uint8_t *image = small_image(&length);
    check_flips(image, length, 1);
    free(image);
    skypedpi_db *db = db_builtin();
    image = image_of(db, &length);
    check_flips(image, length, 1 + length * 8 / 20000);
    free(image);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(not_an_image)
{
    static const char text[] =
        "signature udp-nack-address { id 1003 transport udp ... and so on for a while ...";
    size_t length;
    uint8_t *image = small_image(&length);
    ck_assert_int_eq(load(text, sizeof text), SKYPEDPI_E_MAGIC);
    ck_assert_int_eq(load("", 0), SKYPEDPI_E_MAGIC);
    for (unsigned format = 0; format < 256; format += format == 0 ? 3 : 1) {
        image[8] = (uint8_t)format;
        ck_assert_int_eq(load(image, length), SKYPEDPI_E_FORMAT);
    }
    image[8] = 1;
    ck_assert_int_eq(load(image, length), SKYPEDPI_OK);
    free(image);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {round_trip,
                                  the_same_text_gives_the_same_image,
                                  save_needs_room_for_all,
                                  cut_at_every_length,
                                  every_bit_counts,
                                  not_an_image};
    return run_tests("api/image", tests, COUNT(tests));
}
