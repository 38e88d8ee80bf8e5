/* SPDX-License-Identifier: BSD-2-Clause */
/* What a set says of its release: in text, in the image, and in images that lie. */
#include "tests/unit/sigset_check.h"

#include "lib/base/bytes.h"
#include "lib/sigset/edition.h"
#include "lib/sigset/image.h"

#define LINE "set mine version \"1\" release 14 date 2026-11-22 requires 0.1 expires 2027-11-22 "

/* Places in the header. */
enum {
    AT_DIGEST = 24,
    AT_COUNTS = 32,
    AT_RELEASE = 80,
    AT_DATE = 84,
    AT_EXPIRES = 88,
    AT_REQUIRED = 92,
    AT_REST = 98
};

/* ---- the calendar ---- */

static uint32_t month_length(uint32_t year, uint32_t month)
{
    bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
    if (month == 2)
        return leap ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Day after day, from 2000-01-01 to 9999-12-31. */
START_TEST(every_day_has_a_number_of_its_own)
{
    uint32_t next = DAY_FIRST;
    for (uint32_t year = 2000; year <= 9999; year++)
        for (uint32_t month = 1; month <= 12; month++)
            for (uint32_t day = 0; day <= 40; day++) {
                bool there = day >= 1 && day <= month_length(year, month);
                if (day_number(year, month, day) != (there ? next : 0))
                    ck_abort_msg("%u-%u-%u is %u", year, month, day, day_number(year, month, day));
                next += there;
            }
    ck_assert_uint_eq(next - 1, DAY_LAST);
}
END_TEST

START_TEST(other_days_have_none)
{
    ck_assert_uint_eq(day_number(2026, 11, 22), 20779);
    ck_assert_uint_eq(day_number(1999, 12, 31), 0);
    ck_assert_uint_eq(day_number(10000, 1, 1), 0);
    ck_assert_uint_eq(day_number(2026, 0, 1), 0);
    ck_assert_uint_eq(day_number(2026, 13, 1), 0);
    ck_assert_uint_eq(day_number(UINT32_MAX, UINT32_MAX, UINT32_MAX), 0);
}
END_TEST

/* ---- text ---- */

/* The image of a set whose text begins so; the caller frees it. */
static uint8_t *image_of(const char *line, size_t *length)
{
    char text[512];
    skypedpi_sigset *set = set_open();
    skypedpi_db *db;
    static struct findings f;
    findings_open(&f);
    snprintf(text, sizeof text, "%s\n%s", line, UDP("len == 5"));
    if (set_add(set, "test.sig", text, strlen(text), &f.all) != SKYPEDPI_OK)
        ck_abort_msg("%s: %s", line, f.entry[0].text);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_db_save(db, NULL, 0, length), SKYPEDPI_E_FULL);
    uint8_t *image = malloc(*length);
    ck_assert_int_eq(skypedpi_db_save(db, image, *length, length), SKYPEDPI_OK);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
    return image;
}

/* Writes the digest that fits, and loads. */
static int load(uint8_t *image, size_t length, struct skypedpi_db_info *info)
{
    skypedpi_db *db;
    write_le64(image + AT_DIGEST, image_digest(image, length));
    int result = skypedpi_db_load(image, length, NULL, 0, NULL, &db);
    info->size = sizeof *info;
    if (result == SKYPEDPI_OK)
        ck_assert_int_eq(skypedpi_db_info(db, info), SKYPEDPI_OK);
    skypedpi_db_unref(db);
    return result;
}

START_TEST(all_of_the_line_arrives)
{
    size_t length;
    uint8_t *image = image_of(LINE, &length);
    struct skypedpi_db_info info;
    ck_assert_int_eq(load(image, length, &info), SKYPEDPI_OK);
    ck_assert_uint_eq(info.format, 1);
    ck_assert_uint_eq(info.release, 14);
    ck_assert_uint_eq(info.verified, 0);
    ck_assert_uint_eq(info.date, 1795305600);
    ck_assert_uint_eq(info.expires, 1795305600 + 365 * 86400);
    ck_assert(info.required[0] == 0 && info.required[1] == 1 && info.required[2] == 0 && info.required[3] == 0);
    free(image);
}
END_TEST

START_TEST(what_is_not_told_is_zero)
{
    size_t length;
    struct skypedpi_db_info info;
    static const char *const lines[] = {"", "set mine version \"1\""};
    uint8_t *image = image_of(lines[_i], &length);
    ck_assert_int_eq(load(image, length, &info), SKYPEDPI_OK);
    ck_assert(info.release == 0 && info.date == 0 && info.expires == 0);
    ck_assert(info.required[0] == 0 && info.required[1] == 0 && info.required[2] == 0);
    free(image);
}
END_TEST

START_TEST(the_order_of_words_makes_no_difference)
{
    size_t length, other_length;
    uint8_t *image = image_of(LINE, &length);
    uint8_t *other =
        image_of("set mine\nexpires 2027-11-22 requires 0.1.0 release 0xe\ndate 2026-11-22 version \"1\"",
                 &other_length);
    ck_assert_uint_eq(length, other_length);
    ck_assert_int_eq(memcmp(image, other, length), 0);
    free(image);
    free(other);
}
END_TEST

START_TEST(each_word_changes_the_image)
{
    static const char *const lines[] = {
        "set mine version \"1\"", "set mine version \"1\" release 1", "set mine version \"1\" date 2026-11-22",
        "set mine version \"1\" expires 2026-11-22", "set mine version \"1\" requires 0.1"};
    for (size_t i = 1; i < sizeof lines / sizeof *lines; i++) {
        size_t length, plain_length;
        uint8_t *plain = image_of(lines[0], &plain_length), *image = image_of(lines[i], &length);
        ck_assert_uint_eq(length, plain_length);
        ck_assert_int_ne(memcmp(image, plain, length), 0);
        free(plain);
        free(image);
    }
}
END_TEST

/* A text that is refused leaves the set as it was. */
START_TEST(a_refused_text_leaves_no_line)
{
    static const char bad[] = "set bad version \"9\" release 9 @", good[] = LINE UDP("len == 5");
    skypedpi_sigset *set = set_open();
    skypedpi_db *db;
    struct skypedpi_db_info info = {.size = sizeof info};
    ck_assert_int_eq(set_add(set, "bad", bad, strlen(bad), NULL), SKYPEDPI_E_TEXT);
    ck_assert_int_eq(set_add(set, "good", good, strlen(good), NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_db_info(db, &info), SKYPEDPI_OK);
    ck_assert_str_eq(info.name, "mine");
    ck_assert_uint_eq(info.release, 14);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
}
END_TEST

/* ---- images that lie ---- */

static const struct lie {
    size_t at;
    uint32_t value;
    int result;
} lies[] = {
    {AT_RELEASE, 0, SKYPEDPI_OK},
    {AT_RELEASE, UINT32_MAX, SKYPEDPI_OK},
    {AT_DATE, 0, SKYPEDPI_OK},
    {AT_DATE, 1, SKYPEDPI_E_STRUCTURE},
    {AT_DATE, DAY_FIRST - 1, SKYPEDPI_E_STRUCTURE},
    {AT_DATE, DAY_FIRST, SKYPEDPI_OK},
    {AT_DATE, 20779 + 364, SKYPEDPI_OK},
    {AT_DATE, 20779 + 365, SKYPEDPI_E_STRUCTURE}, /* the day it expires */
    {AT_DATE, UINT32_MAX, SKYPEDPI_E_STRUCTURE},
    {AT_EXPIRES, 0, SKYPEDPI_OK},
    {AT_EXPIRES, 20779, SKYPEDPI_E_STRUCTURE},
    {AT_EXPIRES, 20780, SKYPEDPI_OK},
    {AT_EXPIRES, DAY_LAST, SKYPEDPI_OK},
    {AT_EXPIRES, DAY_LAST + 1, SKYPEDPI_E_STRUCTURE},
    {AT_EXPIRES, UINT32_MAX, SKYPEDPI_E_STRUCTURE},
    {AT_REQUIRED, 0, SKYPEDPI_OK},
    {AT_REQUIRED, 1 << 16 | 0, SKYPEDPI_OK},
    {AT_REQUIRED, 2 << 16 | 0, SKYPEDPI_E_NEWER},
    {AT_REQUIRED, 1, SKYPEDPI_E_NEWER},
    {AT_REQUIRED, UINT32_MAX, SKYPEDPI_E_NEWER},
    {AT_REST - 2, 1, SKYPEDPI_E_NEWER}, /* 0.1.1 */
    {AT_REST - 2, 1 << 16, SKYPEDPI_E_STRUCTURE},
    {AT_REST - 2, (uint32_t)0x8000 << 16, SKYPEDPI_E_STRUCTURE},
};

START_TEST(lies_are_refused)
{
    const struct lie *lie = &lies[_i];
    size_t length;
    uint8_t *image = image_of(LINE, &length);
    struct skypedpi_db_info info;
    write_le32(image + lie->at, lie->value);
    int result = load(image, length, &info);
    ck_assert_msg(result == lie->result, "%zu, %u: %s", lie->at, lie->value, skypedpi_error_name(result));
    free(image);
}
END_TEST

/* A newer library may have rules that this one does not know: that comes before what seems wrong. */
START_TEST(newer_goes_before_broken)
{
    size_t length;
    uint8_t *image = image_of(LINE, &length);
    struct skypedpi_db_info info;
    write_le32(image + AT_COUNTS, UINT32_MAX);
    ck_assert_int_eq(load(image, length, &info), SKYPEDPI_E_STRUCTURE);
    write_le32(image + AT_REQUIRED, 1);
    ck_assert_int_eq(load(image, length, &info), SKYPEDPI_E_NEWER);
    image[length - 1] ^= 1;
    skypedpi_db *db;
    ck_assert_int_eq(skypedpi_db_load(image, length, NULL, 0, NULL, &db), SKYPEDPI_E_DIGEST);
    free(image);
}
END_TEST

START_TEST(versions_are_compared_part_by_part)
{
    static const struct {
        uint16_t required[3];
        bool newer;
    } cases[] = {
        {{0, 0, 0}, false}, {{0, 0, UINT16_MAX}, false}, {{0, 1, 0}, false}, {{0, 1, 1}, true},
        {{0, 2, 0}, true},  {{1, 0, 0}, true},           {{1, 1, 0}, true},  {{UINT16_MAX, 0, 0}, true},
    };
    ck_assert_str_eq(skypedpi_version(), "0.1.0"); /* another version: other cases */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct edition e = {0};
        memcpy(e.required, cases[i].required, sizeof e.required);
        ck_assert_msg(edition_needs_newer(&e) == cases[i].newer, "case %zu", i);
    }
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("edition");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, every_day_has_a_number_of_its_own);
    tcase_add_test(t, other_days_have_none);
    tcase_add_test(t, all_of_the_line_arrives);
    tcase_add_loop_test(t, what_is_not_told_is_zero, 0, 2);
    tcase_add_test(t, the_order_of_words_makes_no_difference);
    tcase_add_test(t, each_word_changes_the_image);
    tcase_add_test(t, a_refused_text_leaves_no_line);
    tcase_add_loop_test(t, lies_are_refused, 0, (int)(sizeof lies / sizeof *lies));
    tcase_add_test(t, newer_goes_before_broken);
    tcase_add_test(t, versions_are_compared_part_by_part);
    return suite_run("image_edition", t);
}
