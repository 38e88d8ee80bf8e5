/* SPDX-License-Identifier: BSD-2-Clause */
/* A program is taken apart into its conditions; the index answers some, the others are asked cheapest first. */
#include <skypedpi/skypedpi.h>
#include <stdio.h>
#include <string.h>
#include "lib/sigset/db.h"
#include "tests/unit/suite.h"

static const struct guard_test {
    const char *condition;
    const char *asked; /* forms in their order: within, ranges, equal, truth, code; in upper case: outside */
    unsigned answered;
    uint32_t low, high; /* of the first, asked or answered */
} guards[] = {
    {"len == 11", "", 1, 11, 11},
    {"len != 11", "", 1, 11, 11},
    {"not len == 11", "", 1, 11, 11},
    {"not (not len == 11)", "", 1, 11, 11},
    {"len < 11", "", 1, 0, 10},
    {"len <= 11", "", 1, 0, 11},
    {"len > 11", "", 1, 12, UINT32_MAX},
    {"len >= 11", "", 1, 11, UINT32_MAX},
    {"len in 11..20", "", 1, 1, UINT32_MAX}, /* its range stands in the set */
    {"len in {1, 3, 5, 7, 9, 11, 13, 15, 17}", "r", 0, 1, UINT32_MAX},
    {"len & 3 == 1", "w", 0, 1, 1},
    {"len > 11 and len != 20", "W", 1, 20, 20},
    {"midflow", "w", 0, 1, UINT32_MAX},
    {"not midflow", "W", 0, 1, UINT32_MAX},
    {"server", "", 1, 1, UINT32_MAX},
    {"ordinal == 1", "", 1, 1, 1},
    {"ordinal >= 16", "", 1, 16, UINT32_MAX},
    {"ordinal >= 17", "w", 0, 17, UINT32_MAX},
    {"number == 2", "", 1, 2, 2},
    {"number >= 4", "", 1, 4, UINT32_MAX},
    {"number == 4", "w", 0, 4, 4},
    {"u8[0] == 7", "", 1, 7, 7},
    {"u8[1] == 7", "w", 0, 7, 7},
    {"u16[0] == 7", "w", 0, 7, 7},
    {"u8[2] & 0x8f == 7", "", 1, 7, 7},
    {"not u8[2] & 0x8f in {7, 9}", "", 1, 1, UINT32_MAX},
    {"distinct(3, 8) >= 5", "w", 0, 5, UINT32_MAX},
    {"reverse.u8[2] == 2", "w", 0, 2, 2},
    {"common(0, 4) == 0", "w", 0, 0, 0},
    {"len == 11 and common(0, 4) == 0 and u8[3] == 8", "ww", 1, 8, 8},
    {"u16[4] == len", "e", 0, 0, 0},
    {"u16[4] != len - 4", "E", 0, 4, 0},
    {"u16[4] == reverse.u16[4] + 1", "e", 0, 1, 0},
    {"not u16[4] == len", "E", 0, 0, 0},
    {"u16[4] == len * 2", "c", 0, 0, 5},
    {"len == 11 and u8[2] == 7 and u8[3] == 8", "w", 2, 8, 8},
    {"len == 11 and (u8[2] == 7 and u8[3] == 8)", "w", 2, 8, 8},
    {"len == 11 and u8[2] == u8[3] and u8[4] == 8", "we", 1, 8, 8},
    {"len == 11 and (u8[2] == 7 or u8[3] == 8)", "c", 1, 4, 11},
    {"(u8[2] == 7 or u8[3] == 8) and len == 11 and u8[3] != 9", "Wc", 1, 9, 9},
    {"len == 11 and not (u8[2] == 7 and u8[3] == 8)", "c", 1, 4, 12},
    {"bytes[0] == x\"0102\" and distinct(3, 8) >= 5 and midflow and u8[3] == 8", "wwwt", 0, 8, 8},
    {"not bytes[0] == x\"0102\"", "T", 0, 0, 0},
    {"dns.name under \"skype.com\"", "t", 0, 0, 0},
    {"len == 11 or u8[2] == 7", "c", 0, 0, 7},
    {"(len == 11 and u8[2] == 7) or u8[3] == 8", "c", 0, 0, 11},
    {"len + 1 == 12", "c", 0, 0, 5},
    {"len & 1 == len & 2", "c", 0, 0, 7},
};

static skypedpi_db *compile(const char *condition)
{
    char text[1024];
    skypedpi_sigset *set;
    skypedpi_db *db = NULL;
    snprintf(text, sizeof text,
             "set t version \"1\" signature s { id 1 transport udp era any mechanism none activity none "
             "source \"s\" proof \"p\" weight 50 packet %s }",
             condition);
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "t", text, strlen(text), NULL), SKYPEDPI_OK);
    ck_assert_int_ge(skypedpi_sigset_compile(set, NULL, &db), 0);
    skypedpi_sigset_free(set);
    return db;
}

static char form_of(const struct guard *g)
{
    return (g->outside ? "WRETC" : "wretc")[g->form];
}

START_TEST(conditions_are_taken_apart)
{
    const struct guard_test *t = &guards[_i];
    skypedpi_db *db = compile(t->condition);
    const struct signature *s = &db->model.signatures[0];
    const struct guard *first = &db->model.guards[s->guard];
    char asked[PROGRAM_MAX] = "";
    for (unsigned i = 0; i < s->guards; i++)
        asked[i] = form_of(&first[i]);
    ck_assert_msg(strcmp(asked, t->asked) == 0 && s->answered == t->answered, "%s: asked %s, answered %u",
                  t->condition, asked, s->answered);
    ck_assert_msg(first->low == t->low && first->high == t->high, "%s: %u..%u", t->condition, first->low,
                  first->high);
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("guard");
    tcase_add_loop_test(t, conditions_are_taken_apart, 0, (int)(sizeof guards / sizeof *guards));
    return suite_run("guard", t);
}
