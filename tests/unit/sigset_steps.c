/* SPDX-License-Identifier: BSD-2-Clause */
#define _GNU_SOURCE /* memmem */
/* Sets that could make too much work of one message are refused: as text, as image, and put together. */
#include "tests/unit/sigset_check.h"

#include "lib/base/bytes.h"
#include "lib/sigset/diagnostic.h"
#include "lib/sigset/image.h"
#include "lib/sigset/steps.h"

#define LISTED   25 /* texts of eight bytes in the list of each signature */
#define CONTAINS (1 + 1 + LISTED * (4096 + 2 * 8 + 1) + 1)
#define MOST     (MESSAGE_STEPS_MAX / CONTAINS) /* so many fit */

enum { AT_DIGEST = 24, AT_SOURCE = 36 }; /* in the header; in a signature's row */

/* The most that numbers alone can make of a message fits always. */
_Static_assert(SIGNATURES_MAX *(PROGRAM_MAX + 1) <= MESSAGE_STEPS_MAX, "a set without lists could be refused");

/* Signatures numbered from 1 that ask each so many texts of a field. */
static skypedpi_sigset *asking(const char *name, const char *field, const char *test, unsigned count)
{
    skypedpi_sigset *set = set_open();
    char text[2048], *at;
    snprintf(text, sizeof text, "set %s version \"1\"\n", name);
    ck_assert_int_eq(set_add(set, "first", text, strlen(text), NULL), SKYPEDPI_OK);
    for (unsigned i = 1; i <= count; i++) {
        at = text + sprintf(text,
                            "signature s%u {\n id %u transport tcp era any mechanism none activity none\n"
                            " source \"s\" proof \"p\" weight 9 packet %s %s {",
                            i, i, field, test);
        for (unsigned k = 0; k < LISTED; k++)
            at += sprintf(at, "%s\"aaaa%04u\"", k ? ", " : "", k);
        strcpy(at, "} }\n");
        ck_assert_int_eq(set_add(set, "test", text, strlen(text), NULL), SKYPEDPI_OK);
    }
    return set;
}

static skypedpi_db *compiled(skypedpi_sigset *set, int expected)
{
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), expected);
    ck_assert_int_eq(db != NULL, expected == SKYPEDPI_OK);
    skypedpi_sigset_free(set);
    return db;
}

START_TEST(as_much_as_fits)
{
    skypedpi_db_unref(compiled(asking("a", "http.path", "contains", MOST), SKYPEDPI_OK));
    skypedpi_db_unref(compiled(asking("a", "http.path", "contains", MOST + 1), SKYPEDPI_E_TEXT));
}
END_TEST

START_TEST(the_one_too_many_is_told)
{
    static struct findings f;
    skypedpi_sigset *set = asking("a", "http.path", "contains", MOST + 2);
    skypedpi_db *db;
    findings_open(&f);
    ck_assert_int_eq(skypedpi_sigset_compile(set, &f.all, &db), SKYPEDPI_E_TEXT);
    ck_assert_uint_eq(f.all.count, 1);
    ck_assert_uint_eq(f.entry[0].code, DIAGNOSTIC_STEPS_MANY);
    ck_assert_uint_eq(f.entry[0].id, MOST + 1);
    ck_assert_uint_eq(f.entry[0].line, 3);
    ck_assert_str_eq(f.entry[0].file, "test");
    skypedpi_sigset_free(set);
}
END_TEST

/* A text is longer or shorter, whatever its field; texts compared at one place cost little. */
START_TEST(fields_and_tests_differ)
{
    skypedpi_db_unref(compiled(asking("a", "tls.sni", "contains", 4 * MOST), SKYPEDPI_OK));
    skypedpi_db_unref(compiled(asking("a", "tls.certificate", "starts", MOST + 1), SKYPEDPI_E_TEXT));
    skypedpi_db_unref(compiled(asking("a", "http.path", "starts", 40 * MOST), SKYPEDPI_OK));
}
END_TEST

static skypedpi_db *merged(skypedpi_db *a, skypedpi_db *b, int expected)
{
    skypedpi_db *both = NULL;
    ck_assert_int_eq(skypedpi_db_merge((skypedpi_db *[]){a, b}, 2, NULL, &both), expected);
    skypedpi_db_unref(a);
    skypedpi_db_unref(b);
    return both;
}

/* No message is of two kinds. */
START_TEST(what_is_merged_adds_up_where_it_meets)
{
    skypedpi_db *path = compiled(asking("a", "http.path", "contains", MOST), SKYPEDPI_OK);
    skypedpi_db *names = compiled(asking("b", "tls.certificate", "starts", MOST - 1), SKYPEDPI_OK);
    skypedpi_db_unref(merged(path, names, SKYPEDPI_OK));
    path = compiled(asking("a", "http.path", "contains", MOST), SKYPEDPI_OK);
    names = compiled(asking("b", "http.host", "contains", 1), SKYPEDPI_OK);
    ck_assert_ptr_null(merged(path, names, SKYPEDPI_E_STEPS));
}
END_TEST

/* ---- images ---- */

static uint8_t *image;
static size_t image_length;

static void image_of(skypedpi_sigset *set)
{
    skypedpi_db *db = compiled(set, SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_db_save(db, NULL, 0, &image_length), SKYPEDPI_E_FULL);
    image = malloc(image_length);
    ck_assert_int_eq(skypedpi_db_save(db, image, image_length, &image_length), SKYPEDPI_OK);
    skypedpi_db_unref(db);
}

static int load(void)
{
    skypedpi_db *db;
    write_le64(image + AT_DIGEST, image_digest(image, image_length));
    int result = skypedpi_db_load(image, image_length, NULL, 0, NULL, &db);
    skypedpi_db_unref(db);
    free(image);
    return result;
}

static uint8_t *instruction_at(uint32_t signatures, uint32_t number)
{
    return image + IMAGE_HEADER + IMAGE_SET + (size_t)signatures * IMAGE_SIGNATURE +
           (size_t)number * IMAGE_INSTRUCTION;
}

START_TEST(no_image_goes_around_it)
{
    for (unsigned more = 0; more < 2; more++) {
        uint32_t count = MOST + more;
        image_of(asking("a", "http.path", "starts", count));
        for (uint32_t i = 0; i < 2 * count; i++) /* OP_TEXT and OP_END of each */
            if (instruction_at(count, i)[0] == OP_TEXT)
                instruction_at(count, i)[1] = TEXT_CONTAINS;
        ck_assert_int_eq(load(), more ? SKYPEDPI_E_STEPS : SKYPEDPI_OK);
    }
}
END_TEST

/* Many could share one long text, and each be looked through when the image is loaded. */
START_TEST(a_text_is_no_longer_than_one_that_can_be_written)
{
    char text[1024], longest[256];
    memset(longest, 'a', 255);
    longest[255] = 0;
    snprintf(text, sizeof text,
             "signature s { id 1 transport udp era any mechanism none activity none source \"%s\" proof \"%s\" "
             "weight 9 packet len == 5 }",
             longest, longest);
    for (unsigned joined = 0; joined < 2; joined++) {
        skypedpi_sigset *set = set_open();
        ck_assert_int_eq(set_add(set, "test", text, strlen(text), NULL), SKYPEDPI_OK);
        image_of(set);
        uint8_t *row = image + IMAGE_HEADER + IMAGE_SET + AT_SOURCE,
                *all = memmem(image, image_length, longest, 255);
        ck_assert_ptr_nonnull(all);
        ck_assert_uint_eq(read_le32(row + 4), 255);
        if (joined) { /* both, and what was between them */
            all[255] = 'a';
            write_le32(row + 4, 255 + 1 + 255);
        }
        ck_assert_int_eq(load(), joined ? SKYPEDPI_E_STRUCTURE : SKYPEDPI_OK);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("steps");
    tcase_add_test(tests, as_much_as_fits);
    tcase_add_test(tests, the_one_too_many_is_told);
    tcase_add_test(tests, fields_and_tests_differ);
    tcase_add_test(tests, what_is_merged_adds_up_where_it_meets);
    tcase_add_test(tests, no_image_goes_around_it);
    tcase_add_test(tests, a_text_is_no_longer_than_one_that_can_be_written);
    return suite_run("sigset/steps", tests);
}
