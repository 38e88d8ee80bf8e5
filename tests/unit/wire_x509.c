/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/unit/wire_certificate.h"

static const char *const two[] = {"a.example", "*.b.example", NULL};

static void check_read(const struct der *d, const char *text)
{
    check_text(der_bytes(d), text);
}

static enum wire_result visit_x509(struct bytes b)
{
    names_in(b);
    return WIRE_OK;
}

/* Where `text`, which is there once, ends. */
static size_t end_in(struct bytes b, const char *text)
{
    size_t length = strlen(text), at = 0;
    while (memcmp(b.data + at, text, length) != 0)
        ck_assert_uint_lt(++at + length, b.length);
    return at + length;
}

START_TEST(common_name)
{
    struct der d = {.length = 0};
    der_certificate(&d, "www.example.org", NULL);
    check_read(&d, "www.example.org ");
}
END_TEST

START_TEST(alternatives)
{
    struct der d = {.length = 0};
    der_certificate(&d, NULL, two);
    check_read(&d, "a.example *.b.example ");
}
END_TEST

START_TEST(common_name_and_alternatives)
{
    struct der d = {.length = 0};
    der_certificate(&d, "c.example", two);
    check_read(&d, "c.example a.example *.b.example ");
}
END_TEST

START_TEST(no_name)
{
    struct der d = {.length = 0};
    der_certificate(&d, NULL, NULL);
    check_read(&d, "");
    d = (struct der){.length = 0};
    der_certificate(&d, "", (const char *const[]){"", NULL});
    check_read(&d, "");
}
END_TEST

START_TEST(version_1)
{
    struct der d = {.length = 0};
    der_begin(&d, false);
    der_name(&d, "old.example");
    der_public_key(&d);
    der_end(&d, d.length);
    check_read(&d, "old.example ");
}
END_TEST

START_TEST(critical_alternatives)
{
    struct der d = {.length = 0};
    der_begin(&d, true);
    der_value(&d, 0x30, NULL, 0); /* an empty subject is why they are */
    der_public_key(&d);
    size_t extensions = d.length;
    der_alternatives(&d, two, true);
    der_end(&d, extensions);
    check_read(&d, "a.example *.b.example ");
}
END_TEST

/* Key usage ahead, issuer's alternative name and basic constraints behind; unique ids ahead of them all. */
START_TEST(among_other_extensions)
{
    struct der d = {.length = 0};
    der_begin(&d, true);
    der_name(&d, NULL);
    der_public_key(&d);
    der_value(&d, 0x81, "\0\x01", 2);
    der_value(&d, 0x82, "\0wrong.example", 14);
    size_t extensions = d.length, from = d.length;
    der_value(&d, 0x03, "\x05\xa0", 2);
    der_extension(&d, from, 15, true);
    der_alternatives(&d, two, false);
    from = d.length;
    der_text(&d, 0x82, "issuer.example");
    der_wrap(&d, from, 0x30);
    der_extension(&d, from, 18, false);
    from = d.length;
    der_value(&d, 0x30, NULL, 0);
    der_extension(&d, from, 19, true);
    der_end(&d, extensions);
    check_read(&d, "a.example *.b.example ");
}
END_TEST

START_TEST(names_of_other_kinds)
{
    struct der d = {.length = 0};
    der_begin(&d, true);
    der_name(&d, NULL);
    der_public_key(&d);
    size_t extensions = d.length;
    der_text(&d, 0x81, "mail@example.org");
    der_value(&d, 0x87, "\xc0\x00\x02\x01", 4);
    der_text(&d, 0x82, "a.example");
    der_value(&d, 0x87, "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01", 16);
    size_t directory = d.length;
    der_name(&d, "directory.example");
    der_wrap(&d, directory, 0xa4);
    der_text(&d, 0x86, "https://uri.example/");
    der_text(&d, 0x82, "b.example");
    der_wrap(&d, extensions, 0x30);
    der_extension(&d, extensions, 17, false);
    der_end(&d, extensions);
    check_read(&d, "a.example b.example ");
}
END_TEST

/* Two common names, one of them not alone in its set. */
START_TEST(common_names)
{
    struct der d = {.length = 0};
    der_begin(&d, true);
    size_t subject = d.length;
    der_attribute(&d, 3, "first.example");
    der_wrap(&d, subject, 0x31);
    size_t set = d.length;
    der_attribute(&d, 11, "Unit");
    der_attribute(&d, 3, "second.example");
    der_attribute(&d, 7, "Town");
    der_wrap(&d, set, 0x31);
    der_wrap(&d, subject, 0x30);
    der_public_key(&d);
    der_end(&d, d.length);
    check_read(&d, "first.example second.example ");
}
END_TEST

START_TEST(bytes_as_they_are)
{
    struct der d = {.length = 0};
    der_certificate(&d, "Some Body", (const char *const[]){" a\t\r\n", "\x01\x1f!~\x7f\x80\xff", NULL});
    check_read(&d, "Some Body  a\t\r\n \x01\x1f!~\x7f\x80\xff ");
    d = (struct der){.length = 0};
    der_begin(&d, true);
    der_name(&d, NULL);
    der_public_key(&d);
    size_t extensions = d.length;
    der_value(&d, 0x82, "good.example\0.bad.example", 25);
    der_wrap(&d, extensions, 0x30);
    der_extension(&d, extensions, 17, false);
    der_end(&d, extensions);
    const struct x509_names names = names_in(der_bytes(&d));
    ck_assert_uint_eq(names.count, 1);
    ck_assert(bytes_equal(x509_name(&names, 0), "good.example\0.bad.example", 25));
}
END_TEST

START_TEST(long_lengths)
{
    char name[603] = "";
    memset(name, 'n', 300);
    for (unsigned long_form = 1; long_form <= 4; long_form++) {
        struct der d = {.long_form = long_form};
        der_certificate(&d, "c.example", two);
        check_read(&d, "c.example a.example *.b.example ");
    }
    struct der d = {.length = 0};
    der_certificate(&d, name, (const char *const[]){name, NULL});
    memset(name, 'n', 601);
    name[300] = ' ';
    strcpy(name + 601, " ");
    check_read(&d, name);
}
END_TEST

/* A prefix has the names that end in it: never a part of one. */
START_TEST(prefixes)
{
    static const char *const all[] = {"c.example", "a.example", "*.b.example"};
    struct der d = {.length = 0};
    der_certificate(&d, all[0], two);
    for (size_t n = 0; n <= d.length; n++) {
        char text[64] = "";
        uint8_t *copy = malloc(n);
        ck_assert(copy != NULL || n == 0);
        if (n)
            memcpy(copy, d.data, n);
        for (size_t i = 0; i < 3; i++)
            if (end_in(der_bytes(&d), all[i]) <= n)
                strcat(strcat(text, all[i]), " ");
        check_text((struct bytes){copy, n}, text);
        free(copy);
    }
    check_text((struct bytes){NULL, 0}, "");
}
END_TEST

START_TEST(hostile)
{
    struct der d = {.length = 0}, longer = {.long_form = 4};
    der_certificate(&d, "c.example", two);
    check_hostile(der_bytes(&d), visit_x509);
    der_certificate(&longer, "c.example", two);
    check_hostile(der_bytes(&longer), visit_x509);
}
END_TEST

/* The outermost length: indefinite, in more bytes than a length may have, and more than there is. */
START_TEST(lengths_that_cannot_be)
{
    static const struct {
        const char *head;
        size_t length;
        const char *text;
    } cases[] = {{"\x30\x80", 2, ""},
                 {"\x30\x85\x00\x00\x00\x10\x00", 7, ""},
                 {"\x30\xff", 2, ""},
                 {"\x30\x00", 2, ""},
                 {"\x31\x82\x10\x00", 4, ""},
                 {"\x30\x84\xff\xff\xff\xff", 6, "c.example a.example *.b.example "},
                 {"\x30\x82\xff\xff", 4, "c.example a.example *.b.example "}};
    struct der good = {.length = 0};
    der_certificate(&good, "c.example", two);
    size_t head = 2 + (good.data[1] & 0x7f);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct der d = {.length = 0};
        der_put(&d, cases[i].head, cases[i].length);
        der_put(&d, good.data + head, good.length - head);
        check_read(&d, cases[i].text);
    }
}
END_TEST

/* A name that says it is longer than the list it stands in is none. */
START_TEST(name_beyond_its_list)
{
    struct der d = {.length = 0};
    der_certificate(&d, "c.example", two);
    size_t last = end_in(der_bytes(&d), two[1]) - strlen(two[1]);
    d.data[last - 1]++;
    check_read(&d, "c.example a.example ");
    d.data[last - 1] -= 2;
    check_read(&d, "c.example a.example *.b.exampl ");
    size_t subject = end_in(der_bytes(&d), "c.example") - strlen("c.example");
    d.data[subject - 1]++;
    check_read(&d, "a.example *.b.exampl ");
}
END_TEST

/* What stands in the place of a name, and is of another kind, is none. */
START_TEST(tags_that_are_wrong)
{
    static const struct {
        const char *bytes; /* that are there once, with the tag `before` their end */
        size_t before;
        unsigned tag;
        const char *text;
    } cases[] = {{"\x55\x04\x03\x0c\x09"
                  "c.example",
                  16, 0x04, "a.example *.b.example "},
                 {"\x55\x1d\x11", 5, 0x04, "c.example "},
                 {"\x55\x1d\x11\x04", 1, 0x05, "c.example "},
                 {"\x82\x09"
                  "a.example",
                  11, 0x81, "c.example *.b.example "}};
    struct der good = {.length = 0};
    der_certificate(&good, "c.example", two);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct der d = good;
        d.data[end_in(der_bytes(&d), cases[i].bytes) - cases[i].before] = (uint8_t)cases[i].tag;
        check_read(&d, cases[i].text);
    }
}
END_TEST

START_TEST(extensions_in_another_place)
{
    struct der d = {.length = 0};
    der_begin(&d, true);
    der_name(&d, "c.example");
    der_public_key(&d);
    size_t extensions = d.length;
    der_alternatives(&d, two, false);
    der_wrap(&d, extensions, 0x30);
    der_wrap(&d, extensions, 0xa4);
    der_end(&d, d.length);
    check_read(&d, "c.example ");
}
END_TEST

START_TEST(indefinite_name)
{
    struct der d = {.length = 0};
    der_begin(&d, true);
    der_name(&d, NULL);
    der_public_key(&d);
    size_t extensions = d.length;
    der_text(&d, 0x82, "a");
    der_put(&d,
            "\x82\x80\x82\x01"
            "b",
            5);
    der_wrap(&d, extensions, 0x30);
    der_extension(&d, extensions, 17, false);
    der_end(&d, extensions);
    check_read(&d, "a ");
}
END_TEST

START_TEST(deep)
{
    struct der d = {.length = 0};
    while (d.length < sizeof d.data)
        der_put(&d, "\x30\x83\xff\xff", 4);
    visit_exact(d.data, d.length, visit_x509);
    check_read(&d, "");
    d.length = 0;
    for (size_t i = 0; i < 1000; i++)
        der_wrap(&d, 0, i % 2 ? 0x30 : 0xa3);
    check_read(&d, "");
    memset(d.data, 0x30, sizeof d.data);
    d.length = sizeof d.data;
    check_read(&d, "");
}
END_TEST

START_TEST(more_names_than_are_told)
{
    static const char *list[X509_NAMES_MAX + 3];
    for (size_t i = 0; i < X509_NAMES_MAX + 2; i++)
        list[i] = i < X509_NAMES_MAX ? "n" : "m";
    for (size_t left_out = 0; left_out <= 2; left_out++) {
        struct der d = {.length = 0};
        der_certificate(&d, NULL, list + 2 - left_out);
        const struct x509_names names = names_in(der_bytes(&d));
        ck_assert_uint_eq(names.count, X509_NAMES_MAX);
        struct bytes last = x509_name(&names, X509_NAMES_MAX - 1);
        ck_assert(is_text(last, left_out == 2 ? "n" : "m"));
    }
}
END_TEST

/* All that the names stand in says that it is longer than it is. One name ends where 16 bits do, or behind. */
START_TEST(names_far_behind)
{
    static const uint8_t head[] = {0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30, 0x84, 0xff, 0xff, 0xff, 0xff,
                                   0x02, 0,    0x30, 0,    0x30, 0,    0x30, 0,    0x30, 0,    0xa3, 0x84,
                                   0xff, 0xff, 0xff, 0xff, 0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30, 0x84,
                                   0xff, 0xff, 0xff, 0xff, 0x06, 0x03, 0x55, 0x1d, 0x11, 0x04, 0x84, 0xff,
                                   0xff, 0xff, 0xff, 0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x81, 0x82};
    static uint8_t data[70000];
    memcpy(data, head, sizeof head);
    for (size_t end = UINT16_MAX - 1; end <= UINT16_MAX + 1; end++) {
        size_t name = end - 5, filler = name - sizeof head - 2;
        data[sizeof head] = (uint8_t)(filler >> 8);
        data[sizeof head + 1] = (uint8_t)filler;
        memcpy(data + name,
               "\x82\x03"
               "far"
               "\x82\x01x",
               8);
        check_text((struct bytes){data, end}, end <= UINT16_MAX ? "far " : "");
        check_text((struct bytes){data, sizeof data}, end <= UINT16_MAX ? "far " : "");
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {common_name,
                                  alternatives,
                                  common_name_and_alternatives,
                                  no_name,
                                  version_1,
                                  critical_alternatives,
                                  among_other_extensions,
                                  names_of_other_kinds,
                                  common_names,
                                  bytes_as_they_are,
                                  long_lengths,
                                  prefixes,
                                  hostile,
                                  lengths_that_cannot_be,
                                  name_beyond_its_list,
                                  tags_that_are_wrong,
                                  extensions_in_another_place,
                                  indefinite_name,
                                  deep,
                                  more_names_than_are_told,
                                  names_far_behind};
    return run_tests("wire/x509", tests, sizeof tests / sizeof tests[0]);
}
