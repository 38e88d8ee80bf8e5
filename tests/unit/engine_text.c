/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts are found where the plain way finds them. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "lib/engine/text.h"
#include "tests/unit/suite.h"

static uint32_t state = 1;

static uint32_t below(uint32_t n)
{
    state = state * 1664525 + 1013904223;
    return (state >> 16) % n;
}

/* Few different letters: much begins like the rest of it. */
static uint32_t words(char *out, uint32_t most, const char *letters)
{
    uint32_t length = below(most + 1);
    for (uint32_t i = 0; i < length; i++)
        out[i] = letters[below((uint32_t)strlen(letters))];
    out[length] = 0;
    return length;
}

/* Where an entry first stands in a text; -1: nowhere. */
static int plain(const char *text, const char *entry)
{
    const char *at = strstr(text, entry);
    return at ? (int)(at - text) : -1;
}

static void lower(char *text)
{
    for (; *text; text++)
        *text = *text >= 'A' && *text <= 'Z' ? (char)(*text | 0x20) : *text;
}

START_TEST(contains_is_the_plain_way)
{
    char text[64], entry[256];
    unsigned found = 0;
    for (unsigned i = 0; i < 200000; i++) {
        uint32_t length = words(text, 40, i % 2 ? "abA" : "ab");
        struct text_ref ref = {0, words(entry, i % 100 ? 9 : 40, "ab")};
        struct list list = {0, 1};
        const struct model m = {
            .strings = entry, .refs = &ref, .ref_count = 1, .lists = &list, .list_count = 1};
        bool fold = i % 4 == 1;
        const struct bytes bytes = {(const uint8_t *)text, length};
        bool got = text_fits(&m, 0, TEXT_CONTAINS, bytes, fold);
        if (fold) {
            char low[64];
            strcpy(low, text);
            lower(low);
            ck_assert_msg(got == (plain(low, entry) >= 0), "%s in %s", entry, text);
        } else {
            ck_assert_msg(got == (plain(text, entry) >= 0), "%s in %s", entry, text);
        }
        found += got;
    }
    ck_assert_uint_gt(found, 20000);
    ck_assert_uint_lt(found, 180000);
}
END_TEST

START_TEST(a_dot_behind_a_version_is_no_part_of_it)
{
    char mark[] = ".";
    const struct model m = {.strings = mark};
    const struct signature s = {.version_rule = VERSION_AFTER, .version_text = {0, 1}};
    const struct bytes name = {(const uint8_t *)"1.2.3.r.skype.net", 17};
    struct skypedpi_release release;
    ck_assert(release_read(&m, &s, name, &release));
    ck_assert_uint_eq(release.part[0], 2);
    ck_assert_uint_eq(release.part[1], 3);
    ck_assert_uint_eq(release.part[2], SKYPEDPI_RELEASE_ANY);
}
END_TEST

/* The number stands behind the first mark, wherever that is, though the mark begins like what is before it. */
START_TEST(a_version_stands_behind_the_first_mark)
{
    char text[128], mark[16];
    for (unsigned i = 0; i < 50000; i++) {
        uint32_t length = words(text, 30, "ab");
        strcpy(text + length, "aab1.2&aab3.4");
        strcpy(mark, i % 2 ? "aab" : "ab");
        struct signature s = {.version_rule = VERSION_AFTER, .version_text = {0, (uint32_t)strlen(mark)}};
        const struct model m = {.strings = mark, .signatures = &s, .signature_count = 1};
        struct skypedpi_release release;
        int at = plain(text, mark);
        bool told = release_read(&m, &s, (struct bytes){(const uint8_t *)text, strlen(text)}, &release);
        ck_assert_int_eq(told, text[at + (int)strlen(mark)] == '1');
        ck_assert(!told || (release.part[0] == 1 && release.part[1] == 2));
    }
}
END_TEST

START_TEST(the_longest_entry)
{
    char text[4096], entry[STRING_MAX + 1];
    memset(text, 'a', sizeof text);
    memset(entry, 'a', STRING_MAX);
    entry[STRING_MAX - 1] = 'b';
    struct text_ref ref = {0, STRING_MAX};
    struct list list = {0, 1};
    const struct model m = {.strings = entry, .refs = &ref, .ref_count = 1, .lists = &list, .list_count = 1};
    ck_assert(!text_fits(&m, 0, TEXT_CONTAINS, (struct bytes){(uint8_t *)text, sizeof text}, true));
    text[sizeof text - 1] = 'B';
    ck_assert(text_fits(&m, 0, TEXT_CONTAINS, (struct bytes){(uint8_t *)text, sizeof text}, true));
}
END_TEST

/* Most names of a certificate are told apart from the entries by their ends alone. */
START_TEST(names_fit_as_texts_do)
{
    static const char *const texts[] = {"skype.de",  "SKYPE.DE", "xskype.de", "a.skype.de", "skype.com",
                                        "skype.dex", "live",     "a.live",    "m",          "de"};
    char strings[] = "skype.delive";
    unsigned kinds[2] = {0, 0};
    struct text_ref refs[] = {{0, 8}, {8, 4}};
    for (unsigned test = TEXT_IS; test <= TEXT_CONTAINS; test++)
        for (uint32_t count = 1; count <= 2; count++)
            for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
                char text[64];
                struct list list = {0, count};
                const struct model m = {
                    .strings = strings, .refs = refs, .ref_count = 2, .lists = &list, .list_count = 1};
                uint16_t length = (uint16_t)snprintf(text, sizeof text, "other.example%s", texts[i]);
                struct bytes name = {(const uint8_t *)text + 13, length - 13u};
                const struct x509_names names = {.certificate = (const uint8_t *)text,
                                                 .count = 2,
                                                 .name = {{0, 13}, {13, (uint16_t)(length - 13)}}};
                bool fits = text_fits(&m, 0, test, name, true);
                ck_assert_int_eq(names_fit(&m, 0, test, &names), fits);
                kinds[fits]++;
            }
    ck_assert_uint_gt(kinds[false], 20);
    ck_assert_uint_gt(kinds[true], 20);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("text");
    tcase_add_test(tests, contains_is_the_plain_way);
    tcase_add_test(tests, a_version_stands_behind_the_first_mark);
    tcase_add_test(tests, a_dot_behind_a_version_is_no_part_of_it);
    tcase_add_test(tests, the_longest_entry);
    tcase_add_test(tests, names_fit_as_texts_do);
    return suite_run("engine/text", tests);
}
