/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of files made of names of people, and librrd's SVG made fit for a page. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/graphs/graphs_file.h"
#include "examples/probe/graphs/graphs_folder.h"
#include "examples/probe/graphs/graphs_look.h"
#include "examples/probe/graphs/graphs_svg.h"
#include "tests/unit/suite.h"

START_TEST(every_byte_goes_there_and_back)
{
    char name[GRAPHS_NAME], text[GRAPHS_CODED], back[GRAPHS_NAME];
    for (unsigned first = 1; first < 256; first++)
        for (unsigned second = 0; second < 256; second++) {
            snprintf(name, sizeof(name), "%c%c", (char)first, (char)second);
            ck_assert(graphs_name_encode(name, text));
            ck_assert_uint_eq(
                strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.%"),
                strlen(text));
            ck_assert(graphs_name_decode(text, back));
            ck_assert_str_eq(back, name);
        }
}
END_TEST

START_TEST(what_was_not_encoded_is_no_name)
{
    static const char *const wrong[] = {"",    "%",   "%4",  "%41",   "%2F",     "%zz",
                                        "a b", "a/b", "%00", "a%25%", "\xc3\xa4"};
    char name[GRAPHS_NAME], text[GRAPHS_CODED + 1];
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        ck_assert_msg(!graphs_name_decode(wrong[i], name), "%s", wrong[i]);
    char longest[SKYPEDPI_NAME_MAX + 2];
    memset(longest, '/', sizeof(longest));
    longest[SKYPEDPI_NAME_MAX + 1] = '\0';
    ck_assert(!graphs_name_encode(longest, text));
    longest[SKYPEDPI_NAME_MAX] = '\0';
    ck_assert(graphs_name_encode(longest, text));
    ck_assert_uint_eq(strlen(text), GRAPHS_CODED - 1);
    ck_assert(graphs_name_decode(text, name));
    ck_assert_str_eq(name, longest);
    strcat(text, "x");
    ck_assert(!graphs_name_decode(text, name));
}
END_TEST

START_TEST(folders_and_files)
{
    static const char *const others[] = {"user-", "users", "users-", "group-%2F", "totally",
                                         ".",     "..",    "rrd",    "user"};
    char folder[GRAPHS_FOLDER], name[GRAPHS_NAME], file[GRAPHS_FILE];
    enum graphs_of of;
    int by;
    for (int i = GRAPHS_OF_TOTAL; i <= GRAPHS_OF_OTHER_GROUPS; i++) {
        const char *mine = i == GRAPHS_OF_USER || i == GRAPHS_OF_GROUP ? "../others" : "";
        ck_assert(graphs_folder((enum graphs_of)i, mine, folder));
        ck_assert(graphs_folder_read(folder, &of, name));
        ck_assert_int_eq((int)of, i);
        ck_assert_str_eq(name, mine);
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        ck_assert_msg(!graphs_folder_read(others[i], &of, name), "%s", others[i]);
    for (int i = 0; i <= GRAPHS_FRAMES; i++) {
        ck_assert(graphs_file_name(i, "no flow", file));
        ck_assert(graphs_file_name_read(file, &by, name));
        ck_assert_int_eq(by, i);
        ck_assert_str_eq(name, i == GRAPHS_FRAMES ? "" : "no flow");
    }
    ck_assert_str_eq(file, "frames.rrd");
    ck_assert(!graphs_file_name_read("application-.rrd", &by, name));
    ck_assert(!graphs_file_name_read("application-a.rrd.new", &by, name));
    ck_assert(!graphs_file_name_read("application-.rr", &by, name));
    ck_assert(!graphs_file_name_read("frames-a.rrd", &by, name));
    ck_assert(!graphs_file_name_read("activity-a.rrdXXXXXX", &by, name));
}
END_TEST

START_TEST(only_what_can_be_shown_is)
{
    char text[GRAPHS_NAME];
    static const char *const pairs[][2] = {
        {"anna", "anna"},
        {"\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80", "\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80"},
        {"a\nb\x1b[1m\x7f", "a?b?[1m?"},
        {"\xff\xc3", "??"},
        {"\xc0\xaf", "??"},           /* a slash, too long */
        {"\xed\xa0\x80", "???"},      /* half a pair */
        {"\xf4\x90\x80\x80", "????"}, /* beyond the last */
        {"\xe2\x80\xae"
         "x",
         "???x"},           /* turns the text round */
        {"\xc2\x85", "??"}, /* a line's end */
    };
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        graphs_name_show(pairs[i][0], text);
        ck_assert_str_eq(text, pairs[i][1]);
    }
    char longest[2 * SKYPEDPI_NAME_MAX];
    memset(longest, 'a', sizeof(longest));
    strcpy(longest + SKYPEDPI_NAME_MAX - 1, "\xc3\xa4");
    graphs_name_show(longest, text);
    ck_assert_uint_eq(strlen(text), SKYPEDPI_NAME_MAX - 1); /* no half characters */
}
END_TEST

START_TEST(an_svg_for_a_page)
{
    static const char svg[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg width=\"80pt\" height=\"30pt\" viewBox=\"0 0 80 30\" version=\"1.1\"><defs>"
        "<symbol id=\"glyph0-1\"><path style=\"stroke:none;\" d=\"M 1.50 .25 L 10.123456 2.00\"/>"
        "</symbol></defs><g style=\"fill:rgb(0.392157%,0.784314%,1.176471%);fill-opacity:1;\">"
        "<use xlink:href=\"#glyph0-1\" x=\"1.009\" y=\"12\"/></g><g clip-path=\"url(#clip1)\"/>"
        "</svg>\n";
    size_t length;
    char *text = graphs_svg_tidy(svg, "<a & \"b\">", 0xab, false, &length);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_eq(length, strlen(text));
    ck_assert_str_eq(
        text, "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
              "width=\"92\" height=\"30\" viewBox=\"0 0 92 30\" role=\"img\">"
              "<title>&#60;a &#38; &#34;b&#34;&#62;</title><defs>"
              "<symbol id=\"g000000ab-glyph0-1\"><path style=\"stroke:none;\" d=\"M 1.5 .25 L 10.12 2\"/>"
              "</symbol></defs><g style=\"fill:currentColor;\">"
              "<use xlink:href=\"#g000000ab-glyph0-1\" x=\"1\" y=\"12\"/></g>"
              "<g clip-path=\"url(#g000000ab-clip1)\"/></svg>\n");
    free(text);
    text = graphs_svg_tidy(svg, "", 0, true, &length);
    ck_assert_ptr_nonnull(text);
    ck_assert_ptr_nonnull(strstr(text, "prefers-color-scheme:dark"));
    free(text);
    static const char *const wrong[] = {"", "<svg", "<svg>", "<svg viewBox=\"0 0\">", "<html>"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        ck_assert_ptr_null(graphs_svg_tidy(wrong[i], "", 0, false, &length));
    char cut[sizeof(svg)];
    for (size_t i = 0; i < sizeof(svg); i++) {
        memcpy(cut, svg, i);
        cut[i] = '\0';
        free(graphs_svg_tidy(cut, "", 0, false, &length));
    }
}
END_TEST

START_TEST(rows_are_whole_steps)
{
    static const uint64_t steps[] = {1, 7, 10, 60, 300, 3600};
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        for (unsigned j = 0; j < GRAPHS_PERIODS; j++) {
            uint64_t row = graphs_row(&graphs_periods[j], steps[i]);
            ck_assert_uint_eq(row % steps[i], 0);
            ck_assert_uint_ge(row, graphs_periods[j].row);
            if (j > 0) /* the hour's are as many as the step makes them */
                ck_assert_uint_ge(row * GRAPHS_ROWS, graphs_periods[j].seconds);
        }
}
END_TEST

START_TEST(colours_stay)
{
    struct graphs_look skype = graphs_look(GRAPHS_BY_APPLICATION, "skype");
    struct graphs_look own = graphs_look(GRAPHS_BY_APPLICATION, "office-phone");
    ck_assert_uint_eq(skype.rank, 0);
    ck_assert_uint_eq(skype.colour, 0x1762ba);
    ck_assert_uint_eq(own.colour, graphs_look(GRAPHS_BY_APPLICATION, "office-phone").colour);
    ck_assert_uint_lt(own.rank, graphs_look(GRAPHS_BY_APPLICATION, "other").rank);
    for (unsigned i = 0; i <= SKYPEDPI_ACTIVITY_CALL; i++)
        for (unsigned j = 0; j < i; j++)
            ck_assert_uint_ne(graphs_look(GRAPHS_BY_ACTIVITY, skypedpi_activity_name(i)).colour,
                              graphs_look(GRAPHS_BY_ACTIVITY, skypedpi_activity_name(j)).colour);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("graphs");
    tcase_add_test(tests, every_byte_goes_there_and_back);
    tcase_add_test(tests, what_was_not_encoded_is_no_name);
    tcase_add_test(tests, folders_and_files);
    tcase_add_test(tests, only_what_can_be_shown_is);
    tcase_add_test(tests, an_svg_for_a_page);
    tcase_add_test(tests, rows_are_whole_steps);
    tcase_add_test(tests, colours_stay);
    return suite_run("graphs", tests);
}
