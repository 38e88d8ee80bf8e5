/* SPDX-License-Identifier: BSD-2-Clause */
/* sigset_codes SIGNATURES.MD: the list of findings is in order, and the language's description has all of it.
 */
#include "tests/unit/sigset_check.h"

#include <ctype.h>
#include "lib/sigset/db.h"
#include "lib/sigset/diagnostic.h"
#include "lib/sigset/steps.h"

static const struct row {
    const char *identifier;
    uint32_t number;
    const char *name, *text, *remedy;
} rows[] = {
#define X(code, number, name, text, remedy) {#code, number, name, text, remedy},
#include "lib/sigset/diagnostic_list.h"
#undef X
};

#define ROWS (sizeof rows / sizeof *rows)

static char *docs;

START_TEST(numbers_ascend_and_names_are_those_of_the_code)
{
    for (size_t i = 0; i < ROWS; i++) {
        ck_assert_msg(i == 0 || rows[i].number > rows[i - 1].number, "%u", rows[i].number);
        ck_assert_uint_eq(strlen(rows[i].name), strlen(rows[i].identifier));
        for (size_t k = 0; rows[i].name[k]; k++)
            ck_assert_int_eq(rows[i].name[k],
                             rows[i].identifier[k] == '_' ? '-' : tolower(rows[i].identifier[k]));
        ck_assert_str_eq(skypedpi_diagnostic_name(rows[i].number), rows[i].name);
        ck_assert_str_eq(skypedpi_diagnostic_remedy(rows[i].number), rows[i].remedy);
        ck_assert(*rows[i].text && *rows[i].remedy);
    }
    ck_assert_str_eq(skypedpi_diagnostic_name(0), "unknown");
    ck_assert_str_eq(skypedpi_diagnostic_name(UINT32_MAX), "unknown");
    ck_assert_str_eq(skypedpi_diagnostic_remedy(600), "");
}
END_TEST

START_TEST(each_is_described)
{
    char line[512];
    for (size_t i = 0; i < ROWS; i++) {
        snprintf(line, sizeof line, "\n| %u | `%s` | %s | %s |\n", rows[i].number, rows[i].name, rows[i].text,
                 rows[i].remedy);
        ck_assert_msg(strstr(docs, line) != NULL, "not described:%s", line);
    }
}
END_TEST

START_TEST(nothing_else_is_described)
{
    size_t described = 0;
    for (const char *at = docs; (at = strstr(at, "\n| ")) != NULL; at += 3)
        described +=
            isdigit((unsigned char)at[3]) && isdigit((unsigned char)at[4]) && isdigit((unsigned char)at[5]);
    ck_assert_uint_eq(described, ROWS);
}
END_TEST

/* Within a tenth: what is told shall not age with each signature that is mended. */
static void about(unsigned told, uint32_t steps)
{
    ck_assert_msg(10 * steps >= 9 * told && 10 * steps <= 11 * told, "%u are not about %u", steps, told);
}

START_TEST(what_the_library_s_set_takes_is_described)
{
    static const char form[] = "The library's own set takes about %u,%u over UDP and %u,%u over TCP";
    const char *at = strstr(docs, "The library's own set takes");
    unsigned udp[2], tcp[2];
    skypedpi_db *db;
    ck_assert(at && sscanf(at, form, &udp[0], &udp[1], &tcp[0], &tcp[1]) == 4);
    ck_assert_int_eq(skypedpi_db_builtin(&db), SKYPEDPI_OK);
    about(1000 * udp[0] + udp[1], steps_of(&db->model, 17));
    about(1000 * tcp[0] + tcp[1], steps_of(&db->model, 6));
    skypedpi_db_unref(db);
}
END_TEST

static char *file_read(const char *name)
{
    FILE *file = fopen(name, "rb");
    size_t capacity = 1 << 20;
    char *text = calloc(1, capacity);
    if (!file || fread(text, 1, capacity - 1, file) == 0)
        exit(1);
    fclose(file);
    return text;
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 1;
    docs = file_read(argv[1]);
    TCase *t = tcase_create("codes");
    tcase_add_test(t, numbers_ascend_and_names_are_those_of_the_code);
    tcase_add_test(t, each_is_described);
    tcase_add_test(t, nothing_else_is_described);
    tcase_add_test(t, what_the_library_s_set_takes_is_described);
    int result = suite_run("sigset_codes", t);
    free(docs);
    return result;
}
