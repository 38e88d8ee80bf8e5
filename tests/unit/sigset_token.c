/* SPDX-License-Identifier: BSD-2-Clause */
/* Text is cut into words, numbers, strings and marks, and each knows where it stands. */
#include "tests/unit/sigset_check.h"

#include "lib/base/utf8.h"
#include "lib/sigset/token.h"

/* ---- a text as one line of tokens ---- */

static void describe(const struct token *t, char *to, size_t capacity)
{
    switch (t->kind) {
    case TOKEN_END:
        snprintf(to, capacity, "end");
        break;
    case TOKEN_ERROR:
        snprintf(to, capacity, "error");
        break;
    case TOKEN_WORD:
        snprintf(to, capacity, "%.*s", (int)t->length, t->text);
        break;
    case TOKEN_NUMBER:
        snprintf(to, capacity, "n%u", t->part[0]);
        break;
    case TOKEN_DOTTED:
        snprintf(to, capacity, "d%u:%u.%u.%u.%u", t->parts, t->part[0], t->part[1],
                 t->parts > 2 ? t->part[2] : 0, t->parts > 3 ? t->part[3] : 0);
        break;
    case TOKEN_STRING:
    case TOKEN_HEX:
        snprintf(to, capacity, "%c%zu", t->kind == TOKEN_HEX ? 'x' : 's', t->data_length);
        for (size_t i = 0; i < t->data_length && i < 8; i++)
            snprintf(to + strlen(to), capacity - strlen(to), ":%02x", t->data[i]);
        break;
    default:
        snprintf(to, capacity, "%s", token_mark(t->kind));
    }
}

static void line_of(const char *text, size_t length, enum token_mode mode, char *line, size_t capacity)
{
    struct report report = report_open(NULL, "");
    char *exact = malloc(length ? length : 1);
    memcpy(exact, text, length);
    struct lexer lexer = lexer_over(exact, length, &report);
    struct token token;
    line[0] = 0;
    do {
        char one[64];
        token_read(&lexer, mode, &token);
        describe(&token, one, sizeof one);
        snprintf(line + strlen(line), capacity - strlen(line), "%s%u,%u=%s", line[0] ? " " : "", token.at.line,
                 token.at.column, one);
    } while (token.kind != TOKEN_END);
    struct place end = token.at;
    token_read(&lexer, mode, &token); /* it stays at the end */
    ck_assert_int_eq(token.kind, TOKEN_END);
    ck_assert(token.at.line == end.line && token.at.column == end.column);
    free(exact);
}

static const struct test {
    enum token_mode mode;
    const char *text, *line;
} tests[] = {
    {TOKEN_NAMES, "", "1,1=end"},
    {TOKEN_NAMES, " \t\r\n  ", "2,3=end"},
    {TOKEN_NAMES, "# only a comment", "1,17=end"},
    {TOKEN_NAMES, "a # \xc3\xa4 comment\nb", "1,1=a 2,1=b 2,2=end"},
    {TOKEN_NAMES, "a\r\nb", "1,1=a 2,1=b 2,2=end"},
    {TOKEN_NAMES, "\"\xc3\xa4\" b", "1,1=s2:c3:a4 1,6=b 1,7=end"},
    /* words */
    {TOKEN_NAMES, "stun-ice a_b c1", "1,1=stun-ice 1,10=a_b 1,14=c1 1,16=end"},
    {TOKEN_CONDITION, "len-20", "1,1=len 1,4=- 1,5=n20 1,7=end"},
    {TOKEN_CONDITION, "prev.skype.id[", "1,1=prev.skype.id 1,14=[ 1,15=end"},
    {TOKEN_CONDITION, "len..5", "1,1=len 1,4=.. 1,6=n5 1,7=end"},
    {TOKEN_CONDITION, "len.5", "1,1=len 1,4=error 1,5=n5 1,6=end"},
    {TOKEN_NAMES, "x", "1,1=x 1,2=end"},
    {TOKEN_NAMES, "xy\"\"", "1,1=xy 1,3=s0 1,5=end"},
    /* numbers */
    {TOKEN_NAMES, "0 7 0x8f 0xFFFFFFFF 4294967295",
     "1,1=n0 1,3=n7 1,5=n143 1,10=n4294967295 1,21=n4294967295 1,31=end"},
    {TOKEN_NAMES, "1.0 - 5.5", "1,1=d2:1.0.0.0 1,5=- 1,7=d2:5.5.0.0 1,10=end"},
    {TOKEN_NAMES, "1.0-5.5", "1,1=d2:1.0.0.0 1,4=- 1,5=d2:5.5.0.0 1,8=end"},
    {TOKEN_NAMES, "7.7.0.335", "1,1=d4:7.7.0.335 1,10=end"},
    {TOKEN_CONDITION, "18..137", "1,1=n18 1,3=.. 1,5=n137 1,8=end"},
    {TOKEN_CONDITION, "10.0.0.0..10.0.0.255", "1,1=d4:10.0.0.0 1,9=.. 1,11=d4:10.0.0.255 1,21=end"},
    {TOKEN_CONDITION, "1.2.3", "1,1=d3:1.2.3.0 1,6=end"},
    {TOKEN_NAMES, "1.", "1,1=n1 1,2=error 1,3=end"},
    {TOKEN_NAMES, "1.2.3.4.5 a", "1,1=error 1,11=a 1,12=end"},
    {TOKEN_NAMES, "12ab 0x 0x1g 1.2a b", "1,1=error 1,6=error 1,9=error 1,14=error 1,19=b 1,20=end"},
    {TOKEN_NAMES, "4294967296 0x100000000 1.4294967296", "1,1=error 1,12=error 1,24=error 1,36=end"},
    {TOKEN_NAMES, "18446744073709551617", "1,1=error 1,21=end"},
    /* strings */
    {TOKEN_NAMES, "\"\"", "1,1=s0 1,3=end"},
    {TOKEN_NAMES, "\"a\\\"b\\\\c\\x00\\xfF\"", "1,1=s7:61:22:62:5c:63:00:ff 1,18=end"},
    {TOKEN_NAMES, "\"#\" # \"", "1,1=s1:23 1,8=end"},
    {TOKEN_NAMES, "\"a\tb\"", "1,1=s3:61:09:62 1,6=end"},
    {TOKEN_NAMES, "\"a\nb\"", "1,1=error 2,1=b 2,2=error 2,3=end"},
    {TOKEN_NAMES, "\"a\r\nb", "1,1=error 2,1=b 2,2=end"},
    {TOKEN_NAMES, "\"", "1,1=error 1,2=end"},
    {TOKEN_NAMES, "\"\\", "1,1=error 1,3=end"},
    {TOKEN_NAMES, "\"\\x", "1,1=error 1,4=end"},
    {TOKEN_NAMES, "\"\\xa", "1,1=error 1,5=end"},
    {TOKEN_NAMES, "\"\\q\" b", "1,1=error 1,6=b 1,7=end"},
    {TOKEN_NAMES, "\"\xff\" b", "1,1=error 1,5=b 1,6=end"},
    /* bytes */
    {TOKEN_CONDITION, "x\"16 03 01\"", "1,1=x3:16:03:01 1,12=end"},
    {TOKEN_CONDITION, "x\" 1603aF \"", "1,1=x3:16:03:af 1,12=end"},
    {TOKEN_CONDITION, "x\"\"", "1,1=x0 1,4=end"},
    {TOKEN_CONDITION, "x\"1\" a", "1,1=error 1,6=a 1,7=end"},
    {TOKEN_CONDITION, "x\"1 6\" a", "1,1=error 1,8=a 1,9=end"},
    {TOKEN_CONDITION, "x\"16", "1,1=error 1,5=end"},
    /* marks */
    {TOKEN_CONDITION, "== != <= >= << >> < > + - | ^ * & { } ( ) [ ] ,",
     "1,1=== 1,4=!= 1,7=<= 1,10=>= 1,13=<< 1,16=>> 1,19=< 1,21=> 1,23=+ 1,25=- 1,27=| 1,29=^ 1,31=* 1,33=& "
     "1,35={ 1,37=}"
     " 1,39=( 1,41=) 1,43=[ 1,45=] 1,47=, 1,48=end"},
    {TOKEN_CONDITION, "<<=...>>>", "1,1=<< 1,3=error 1,4=.. 1,6=error 1,7=>> 1,9=> 1,10=end"},
    {TOKEN_CONDITION, "a&&b||!c = ;",
     "1,1=a 1,2=error 1,4=b 1,5=error 1,7=error 1,8=c 1,10=error 1,12=error 1,13=end"},
    {TOKEN_CONDITION, "a@@@b$", "1,1=a 1,2=error 1,5=b 1,6=error 1,7=end"},
    {TOKEN_CONDITION, "\xc3\xa4\xc3 b", "1,1=error 1,5=b 1,6=end"},
};

START_TEST(texts_are_cut)
{
    char line[1024];
    line_of(tests[_i].text, strlen(tests[_i].text), tests[_i].mode, line, sizeof line);
    ck_assert_str_eq(line, tests[_i].line);
}
END_TEST

START_TEST(nul_bytes_are_refused_everywhere)
{
    char line[256];
    line_of("a\0\0b", 4, TOKEN_NAMES, line, sizeof line);
    ck_assert_str_eq(line, "1,1=a 1,2=error 1,4=b 1,5=end");
    line_of("\"a\0b\" c", 7, TOKEN_NAMES, line, sizeof line);
    ck_assert_str_eq(line, "1,1=error 1,7=c 1,8=end");
    struct report report = report_open(NULL, "");
    struct lexer lexer = lexer_over("# \0 \n", 5, &report);
    struct token token;
    token_read(&lexer, TOKEN_NAMES, &token);
    ck_assert_int_eq(token.kind, TOKEN_END);
    ck_assert_uint_eq(report.errors, 1);
}
END_TEST

START_TEST(strings_of_255_bytes_are_the_longest)
{
    char text[300], line[256];
    memset(text, 'a', sizeof text);
    text[0] = text[256] = '"';
    line_of(text, 257, TOKEN_NAMES, line, sizeof line);
    ck_assert_str_eq(line, "1,1=s255:61:61:61:61:61:61:61:61 1,258=end");
    text[256] = 'a';
    text[257] = '"';
    line_of(text, 258, TOKEN_NAMES, line, sizeof line);
    ck_assert_str_eq(line, "1,1=error 1,259=end");
}
END_TEST

/* ---- UTF-8 ---- */

/* The definition, by decoding: the shortest form of a number up to 0x10ffff that is no surrogate. */
static size_t by_definition(const uint8_t *p, size_t left)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = p[0] < 0x80 ? 1 : p[0] >> 5 == 6 ? 2 : p[0] >> 4 == 14 ? 3 : p[0] >> 3 == 30 ? 4 : 0;
    if (length < 2 || left < length)
        return length <= left ? length : 0;
    uint32_t number = p[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (p[i] >> 6 != 2)
            return 0;
        number = number << 6 | (p[i] & 0x3f);
    }
    return number < least[length] || number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff) ? 0 : length;
}

START_TEST(utf8_is_what_the_definition_says)
{
    static const uint8_t edges[] = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
    for (unsigned first = 0; first < 256; first++)
        for (unsigned second = 0; second < 256; second++)
            for (size_t k = 0; k < sizeof edges * sizeof edges; k++) {
                uint8_t p[4] = {(uint8_t)first, (uint8_t)second, edges[k / sizeof edges],
                                edges[k % sizeof edges]};
                for (size_t left = 1; left <= 4; left++)
                    if (utf8_character(p, left, NULL) != by_definition(p, left))
                        ck_abort_msg("%02x %02x %02x %02x, %zu bytes", p[0], p[1], p[2], p[3], left);
            }
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("token");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, texts_are_cut, 0, (int)(sizeof tests / sizeof *tests));
    tcase_add_test(t, nul_bytes_are_refused_everywhere);
    tcase_add_test(t, strings_of_255_bytes_are_the_longest);
    tcase_add_test(t, utf8_is_what_the_definition_says);
    return suite_run("sigset_token", t);
}
