/* SPDX-License-Identifier: BSD-2-Clause */
/* Images of several sets, and what they may not say. */
#include "tests/unit/sigset_check.h"

#include "lib/base/bytes.h"
#include "lib/sigset/image.h"

/* Places in the header, and of what stands in it. */
enum { AT_FORMAT = 8, AT_HEADER = 12, AT_DIGEST = 24, AT_EDITION = 16 };

static uint8_t *image;
static size_t image_length;

static skypedpi_db *db_named(const char *name)
{
    char text[512];
    skypedpi_sigset *set = set_open();
    skypedpi_db *db;
    snprintf(text, sizeof text, "set %s version \"1\" release 3\n%s", name, UDP("len == 5"));
    ck_assert_int_eq(set_add(set, "test", text, strlen(text), NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    skypedpi_sigset_free(set);
    return db;
}

/* Three sets of one signature each: "aa", "bb" and "cc". */
static void setup(void)
{
    skypedpi_db *part[] = {db_named("aa"), db_named("bb"), db_named("cc")}, *db;
    ck_assert_int_eq(skypedpi_db_merge(part, 3, NULL, &db), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_db_save(db, NULL, 0, &image_length), SKYPEDPI_E_FULL);
    image = malloc(image_length);
    ck_assert_int_eq(skypedpi_db_save(db, image, image_length, &image_length), SKYPEDPI_OK);
    for (int i = 0; i < 3; i++)
        skypedpi_db_unref(part[i]);
    skypedpi_db_unref(db);
}

static void teardown(void)
{
    free(image);
}

static int load(void)
{
    skypedpi_db *db;
    write_le64(image + AT_DIGEST, image_digest(image, image_length));
    int result = skypedpi_db_load(image, image_length, NULL, 0, NULL, &db);
    skypedpi_db_unref(db);
    return result;
}

static uint8_t *set_row(unsigned number)
{
    return image + IMAGE_HEADER + (size_t)number * IMAGE_SET;
}

static uint8_t *signature_row(unsigned number)
{
    return image + IMAGE_HEADER + 3 * (size_t)IMAGE_SET + (size_t)number * IMAGE_SIGNATURE;
}

/* The strings stand at the end; a name's offset in them is the first word of a row. */
static uint8_t *text_of(const uint8_t *row)
{
    uint32_t count[8];
    size_t at = IMAGE_HEADER + 3 * (size_t)IMAGE_SET;
    static const uint32_t bytes[8] = {IMAGE_SIGNATURE, IMAGE_INSTRUCTION, 8, 8, 8, 8, 8, 8};
    for (int i = 0; i < 8; i++) {
        count[i] = read_le32(image + 32 + 4 * i);
        at += (size_t)count[i] * bytes[i];
    }
    return image + at + read_le32(row);
}

#define NAME_IN_ROW 28 /* of a signature */

START_TEST(it_is_taken_as_it_is)
{
    ck_assert_uint_eq(read_le32(image + AT_FORMAT), IMAGE_FORMAT_MANY);
    ck_assert_uint_eq(read_le32(image + AT_HEADER), IMAGE_HEADER + 3 * IMAGE_SET);
    ck_assert_int_eq(load(), SKYPEDPI_OK);
    ck_assert_int_eq(memcmp(text_of(set_row(1)), "bb", 3), 0);
    ck_assert_int_eq(memcmp(text_of(signature_row(2) + NAME_IN_ROW), "cc:", 3), 0);
}
END_TEST

START_TEST(the_header_fits_its_sets)
{
    static const uint32_t lengths[] = {0,
                                       1,
                                       IMAGE_HEADER - 1,
                                       IMAGE_HEADER,
                                       IMAGE_HEADER + IMAGE_SET,
                                       IMAGE_HEADER + 3 * IMAGE_SET - 1,
                                       IMAGE_HEADER + 3 * IMAGE_SET + 1,
                                       IMAGE_HEADER + 17 * IMAGE_SET,
                                       IMAGE_HEADER + 1000 * IMAGE_SET,
                                       UINT32_MAX,
                                       UINT32_MAX - 3};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        write_le32(image + AT_HEADER, lengths[i]);
        ck_assert_msg(load() == SKYPEDPI_E_STRUCTURE, "%u", lengths[i]);
    }
    write_le32(image + AT_HEADER, IMAGE_HEADER + 3 * IMAGE_SET);
    write_le32(image + AT_FORMAT, IMAGE_FORMAT_ONE);
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    write_le32(image + AT_FORMAT, IMAGE_FORMAT_MANY + 1);
    ck_assert_int_eq(load(), SKYPEDPI_E_FORMAT);
}
END_TEST

START_TEST(no_two_sets_have_one_name)
{
    memcpy(text_of(set_row(2)), "bb", 2);
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE); /* and its signature is called cc:a */
    memcpy(text_of(signature_row(2) + NAME_IN_ROW), "bb", 2);
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    memcpy(text_of(set_row(2)), "dd", 2);
    memcpy(text_of(signature_row(2) + NAME_IN_ROW), "dd", 2);
    ck_assert_int_eq(load(), SKYPEDPI_OK);
}
END_TEST

START_TEST(names_tell_their_set)
{
    uint8_t *first = text_of(signature_row(0) + NAME_IN_ROW), *second = text_of(signature_row(1) + NAME_IN_ROW);
    const uint8_t letter = *first;
    *first = ':';
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    *first = letter;
    ck_assert_int_eq(load(), SKYPEDPI_OK);
    memcpy(second, "cc", 2);
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    memcpy(second, "bb-", 3);
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    memcpy(second, "bb::", 4);
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
}
END_TEST

/* Numbers go up, and belong to a set that is there. */
START_TEST(ids_are_of_a_set)
{
    static const uint32_t ids[] = {0,
                                   SKYPEDPI_SET_STEP,
                                   2 * SKYPEDPI_SET_STEP,
                                   3 * SKYPEDPI_SET_STEP + 1,
                                   15u * SKYPEDPI_SET_STEP + 1,
                                   UINT32_MAX};
    uint32_t good = read_le32(signature_row(2));
    ck_assert_uint_eq(good & 0xf0000000u, 2 * SKYPEDPI_SET_STEP);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        write_le32(signature_row(2), ids[i]);
        ck_assert_msg(load() == SKYPEDPI_E_STRUCTURE, "%x", ids[i]);
    }
    uint8_t *name = text_of(signature_row(2) + NAME_IN_ROW);
    memcpy(name, ":cc", 3); /* as one of a set without a name */
    write_le32(signature_row(2), 3 * SKYPEDPI_SET_STEP + 1);
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    memcpy(name, "cc:", 3);
    write_le32(signature_row(2), read_le32(signature_row(1)));
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    write_le32(signature_row(2), good + 5);
    ck_assert_int_eq(load(), SKYPEDPI_OK);
}
END_TEST

/* What the last set says counts as much as the first. */
START_TEST(every_set_is_looked_at)
{
    uint8_t *edition = set_row(2) + AT_EDITION;
    ck_assert_uint_eq(read_le32(edition), 3); /* the release */
    write_le32(edition + 4, 1);               /* a day before all days */
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    write_le32(edition + 4, 0);
    write_le32(edition + 12, 9); /* requires 9.0 */
    ck_assert_int_eq(load(), SKYPEDPI_E_NEWER);
    write_le32(edition + 12, 0);
    write_le32(edition + 16, 1u << 16);
    ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    write_le32(edition + 16, 0);
    ck_assert_int_eq(load(), SKYPEDPI_OK);
    write_le32(set_row(0) + AT_EDITION + 16, 1u << 16); /* newer goes before broken, wherever it stands */
    write_le32(edition + 12, 9);
    ck_assert_int_eq(load(), SKYPEDPI_E_NEWER);
}
END_TEST

/* What is printed as it stands does not make a terminal do anything. */
START_TEST(names_are_no_controls)
{
    static const char bad[][3] = {"a\n", "a\x7f", "\033a", "\xc2\x80", "\xc2\x9b"};
    static const char good[][3] = {"\xc2\xa0", "\xc3\x9b"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        memcpy(text_of(set_row(0)), bad[i], 2);
        ck_assert_int_eq(load(), SKYPEDPI_E_STRUCTURE);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        memcpy(text_of(set_row(0)), good[i], 2);
        ck_assert_int_eq(load(), SKYPEDPI_OK);
    }
}
END_TEST

/* A set of so many bytes more, in ranges that nobody asks for and the rest in a text. */
static skypedpi_db *db_long(const char *name, size_t bytes)
{
    const uint32_t ranges = (uint32_t)(bytes / IMAGE_PAIR);
    skypedpi_db *db = db_named(name);
    size_t length;
    ck_assert_int_eq(skypedpi_db_save(db, NULL, 0, &length), SKYPEDPI_E_FULL);
    const size_t more = (size_t)ranges * IMAGE_PAIR;
    uint8_t *longer = calloc(1, length + bytes), *from = longer + more;
    ck_assert_int_eq(skypedpi_db_save(db, from, length, &length), SKYPEDPI_OK);
    skypedpi_db_unref(db);
    size_t before =
        IMAGE_HEADER + IMAGE_SET + IMAGE_SIGNATURE + read_le32(from + 36) * (size_t)IMAGE_INSTRUCTION;
    memmove(longer, from, before);
    memset(longer + before, 0, more);
    write_le32(longer + 40, ranges);
    length += bytes;
    write_le64(longer + 16, length);
    write_le64(longer + AT_DIGEST, image_digest(longer, length));
    ck_assert_int_eq(skypedpi_db_load(longer, length, NULL, 0, NULL, &db), SKYPEDPI_OK);
    free(longer);
    return db;
}

/* Two sets together, of so many bytes more than they need. */
static int merge_long(size_t bytes, skypedpi_db **db)
{
    skypedpi_db *part[] = {db_long("dd", bytes / 2), db_long("ee", bytes - bytes / 2)};
    int result = skypedpi_db_merge(part, 2, NULL, db);
    skypedpi_db_unref(part[0]);
    skypedpi_db_unref(part[1]);
    return result;
}

static size_t length_of(const skypedpi_db *db)
{
    size_t length;
    ck_assert_int_eq(skypedpi_db_save(db, NULL, 0, &length), SKYPEDPI_E_FULL);
    return length;
}

START_TEST(together_they_may_be_as_long_as_one)
{
    skypedpi_db *db;
    ck_assert_int_eq(merge_long(0, &db), SKYPEDPI_OK);
    const size_t room = IMAGE_MAX - length_of(db);
    skypedpi_db_unref(db);
    ck_assert_int_eq(merge_long(room, &db), SKYPEDPI_OK);
    ck_assert_uint_eq(length_of(db), IMAGE_MAX);
    skypedpi_db_unref(db);
    ck_assert_int_eq(merge_long(room + 1, &db), SKYPEDPI_E_FULL);
    ck_assert_ptr_null(db);
}
END_TEST

START_TEST(one_may_be_as_long_as_that)
{
    skypedpi_db *db = db_named("ff");
    const size_t least = length_of(db);
    skypedpi_db_unref(db);
    db = db_long("ff", IMAGE_MAX - least);
    ck_assert_uint_eq(length_of(db), IMAGE_MAX);
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("sets");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, it_is_taken_as_it_is);
    tcase_add_test(t, the_header_fits_its_sets);
    tcase_add_test(t, no_two_sets_have_one_name);
    tcase_add_test(t, names_tell_their_set);
    tcase_add_test(t, ids_are_of_a_set);
    tcase_add_test(t, every_set_is_looked_at);
    tcase_add_test(t, names_are_no_controls);
    tcase_add_test(t, together_they_may_be_as_long_as_one);
    tcase_add_test(t, one_may_be_as_long_as_that);
    return suite_run("image_sets", t);
}
