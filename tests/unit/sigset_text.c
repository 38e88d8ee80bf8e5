/* SPDX-License-Identifier: BSD-2-Clause */
/* What tests of text say of each other, against all short texts: what is said never to hold must not, and where
 * one condition is said to cover another it must. */
#include "tests/unit/chance.h"
#include "tests/unit/sigset_condition.h"

#include "lib/engine/text.h"
#include "lib/sigset/implies.h"

#define LENGTH 5 /* of texts of the letters a, b and . */

struct text_set {
    bool denied;
    unsigned test, count;
    char entry[2][4];
};

static struct text_set set_random(void)
{
    static const char *const entries[] = {"a", "b", "a.b", "b.a", "ab", "ba", "aa", "a.a"};
    struct text_set s = {.denied = chance(3) == 0, .test = chance(TEXT_TEST_COUNT), .count = 1 + chance(2)};
    for (unsigned i = 0; i < s.count; i++)
        strcpy(s.entry[i], entries[chance(sizeof entries / sizeof *entries)]);
    return s;
}

static int set_write(char *to, const struct text_set *s)
{
    static const char *const tests[] = {"is", "under", "starts", "ends", "contains"};
    return sprintf(to, "%sdns.name %s {\"%s\"%s%s%s}", s->denied ? "not " : "", tests[s->test], s->entry[0],
                   s->count > 1 ? ", \"" : "", s->count > 1 ? s->entry[1] : "", s->count > 1 ? "\"" : "");
}

/* The engine's own reading. */
static bool set_fits(const struct text_set *s, const char *text, size_t length)
{
    struct text_ref refs[2] = {{0, (uint32_t)strlen(s->entry[0])}, {4, (uint32_t)strlen(s->entry[1])}};
    char strings[8];
    memcpy(strings, s->entry, sizeof strings);
    struct list list = {0, s->count};
    const struct model model = {.lists = &list, .refs = refs, .strings = strings};
    return text_fits(&model, 0, s->test, (struct bytes){(const uint8_t *)text, length}, true) != s->denied;
}

/* The text behind this one; its length. */
static size_t text_next(char text[LENGTH], size_t length)
{
    for (size_t i = 0; i < length && i < LENGTH; i++) {
        text[i] = text[i] == 'a' ? 'b' : text[i] == 'b' ? '.' : 'a';
        if (text[i] != 'a')
            return length;
    }
    memset(text, 'a', LENGTH);
    return length + 1;
}

struct answer {
    struct expression cover;
    unsigned ways;
    bool covered;
};

static void way_note(const struct alternative *a, void *user)
{
    struct answer *answer = user;
    uint32_t steps = 1000;
    answer->ways++;
    answer->covered = answer->covered && alternative_implies(a, &answer->cover, &steps);
}

static struct answer ask(const struct text_set set[3])
{
    static char text[1024];
    static const char head[] =
        " transport udp era any mechanism none activity none source \"s\" proof \"p\" weight 10";
    int at = sprintf(text, "signature a { id 1%s packet ", head);
    at += set_write(text + at, &set[0]);
    at += sprintf(text + at, " and ");
    at += set_write(text + at, &set[1]);
    at += sprintf(text + at, " } signature b { id 2%s packet ", head);
    at += set_write(text + at, &set[2]);
    sprintf(text + at, " }");
    builder_return(&builder, &(struct builder_mark){.set.at.line = 0});
    findings_open(&findings);
    struct report report = report_open(&findings.all, "test.sig");
    parse_text(&builder, &report, "test.sig", text, strlen(text));
    ck_assert_msg(report.errors == 0, "%s", text);
    struct answer answer = {.cover = condition_kept(&builder, builder_entry(&builder, 1)), .covered = true};
    const struct expression both = condition_kept(&builder, builder_entry(&builder, 0));
    (void)alternatives_each(&both, way_note, &answer);
    return answer;
}

START_TEST(what_is_said_of_texts_is_so)
{
    unsigned never = 0, covered = 0, by_negation = 0;
    random_state = 0x9e3779b97f4a7c15u;
    for (unsigned round = 0; round < 4000; round++) {
        const struct text_set set[3] = {set_random(), set_random(), set_random()};
        const struct answer answer = ask(set);
        char text[LENGTH] = "aaaaa";
        never += answer.ways == 0;
        covered += answer.ways && answer.covered;
        by_negation += answer.ways && answer.covered && set[2].denied;
        for (size_t length = 1; length <= LENGTH; length = text_next(text, length)) {
            if (!set_fits(&set[0], text, length) || !set_fits(&set[1], text, length))
                continue;
            ck_assert_msg(answer.ways, "'%.*s' fits: %s", (int)length, text, findings.entry[0].text);
            ck_assert_msg(!answer.covered || set_fits(&set[2], text, length), "'%.*s' is not covered",
                          (int)length, text);
        }
    }
    ck_assert_uint_gt(never, 300);
    ck_assert_uint_gt(covered, 300);
    ck_assert_uint_gt(by_negation, 50);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("text");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, what_is_said_of_texts_is_so);
    return suite_run("sigset_text", t);
}
