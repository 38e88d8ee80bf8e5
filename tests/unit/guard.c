/* SPDX-License-Identifier: BSD-2-Clause */
/* The simple tests that a program begins with are taken out of it, and nothing else is. */
#include <skypedpi/skypedpi.h>
#include <stdio.h>
#include <string.h>
#include "lib/sigset/db.h"
#include "tests/unit/suite.h"

static const struct guard_test {
    const char *condition;
    unsigned guards;
    bool all; /* nothing is left of the program */
    uint32_t low, high;
    bool outside; /* of the last */
} guards[] = {
    {"len == 11", 1, true, 11, 11, false},
    {"len != 11", 1, true, 11, 11, true},
    {"not len == 11", 1, true, 11, 11, true},
    {"not (not len == 11)", 1, true, 11, 11, false},
    {"len < 11", 1, true, 0, 10, false},
    {"len <= 11", 1, true, 0, 11, false},
    {"len > 11", 1, true, 12, UINT32_MAX, false},
    {"len >= 11", 1, true, 11, UINT32_MAX, false},
    {"len in 11..20", 1, true, 1, UINT32_MAX, false}, /* its range stands in the set */
    {"midflow", 1, true, 1, UINT32_MAX, false},
    {"not midflow", 1, true, 1, UINT32_MAX, true},
    {"server", 1, true, 1, UINT32_MAX, true},
    {"u8[2] & 0x8f == 7", 1, true, 7, 7, false},
    {"distinct(3, 8) >= 5", 1, true, 5, UINT32_MAX, false},
    {"reverse.u8[2] == 2", 1, true, 2, 2, false},
    {"len == 11 and u8[2] == 7 and u8[3] == 8", 3, true, 8, 8, false},
    {"len == 11 and (u8[2] == 7 and u8[3] == 8)", 3, true, 8, 8, false},
    {"len == 11 and u8[2] == u8[3] and u8[4] == 8", 1, false, 11, 11, false},
    {"len == 11 and (u8[2] == 7 or u8[3] == 8)", 1, false, 11, 11, false},
    {"len == 11 and not (u8[2] == 7 and u8[3] == 8)", 1, false, 11, 11, false},
    {"len == 11 and bytes[0] == x\"0102\"", 1, false, 11, 11, false},
    {"len == 11 or u8[2] == 7", 0, false, 0, 0, false},
    {"(len == 11 and u8[2] == 7) or u8[3] == 8", 0, false, 0, 0, false},
    {"len + 1 == 12", 0, false, 0, 0, false},
    {"len == u8[0]", 0, false, 0, 0, false},
    {"len & 1 == len & 2", 0, false, 0, 0, false},
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

START_TEST(guards_are_what_stands_first)
{
    const struct guard_test *t = &guards[_i];
    skypedpi_db *db = compile(t->condition);
    const struct signature *s = &db->model.signatures[0];
    ck_assert_msg(s->guards == t->guards && (s->rest == GUARD_ALL) == t->all, "%s: %u guards, rest %u",
                  t->condition, s->guards, s->rest);
    const struct guard *last = &db->model.guards[s->guard + s->guards - 1];
    ck_assert_msg(!s->guards || (last->low == t->low && last->high == t->high && last->outside == t->outside),
                  "%s: %u..%u %d", t->condition, last->low, last->high, last->outside);
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    TCase *t = tcase_create("guard");
    tcase_add_loop_test(t, guards_are_what_stands_first, 0, (int)(sizeof guards / sizeof *guards));
    return suite_run("guard", t);
}
