/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

/* The builder: text in, diagnostics and a database out. */

#define ONE SIGNATURE("one", 1, "transport udp packet len == 3 weight 40")
#define TWO SIGNATURE("two", 2, "transport udp packet len == 4 weight 50")
/* three findings that are errors, each in a line of its own */
#define BAD                                                                                                    \
    "signature bad { id 0 transport udp era any mechanism none activity none\n"                                \
    "source \"a\" proof \"b\" weight 101\n"                                                                    \
    "packet len == 3 and nonsense == 4 }\n"

static skypedpi_sigset *set_new(void)
{
    skypedpi_sigset *set = NULL;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_ptr_nonnull(set);
    return set;
}

static int add(skypedpi_sigset *set, const char *text)
{
    return skypedpi_sigset_add_text(set, "test", text, strlen(text), NULL);
}

static int compile(skypedpi_sigset *set, skypedpi_db **db)
{
    int result = skypedpi_sigset_compile(set, NULL, db);
    ck_assert(result == SKYPEDPI_OK ? *db != NULL : *db == NULL);
    return result;
}

static uint32_t signatures_of(const skypedpi_db *db)
{
    struct skypedpi_db_info info = {.size = sizeof info};
    ck_assert_int_eq(skypedpi_db_info(db, &info), SKYPEDPI_OK);
    return info.signatures;
}

/* Adds, compiles, and tells how many signatures came out. */
static uint32_t compiled_count(skypedpi_sigset *set)
{
    skypedpi_db *db = NULL;
    ck_assert_int_eq(compile(set, &db), SKYPEDPI_OK);
    uint32_t count = signatures_of(db);
    skypedpi_db_unref(db);
    return count;
}

START_TEST(empty_sets)
{
    skypedpi_sigset *set = set_new();
    skypedpi_db *db = NULL;
    ck_assert_int_eq(compile(set, &db), SKYPEDPI_E_EMPTY);
    ck_assert_int_eq(add(set, ""), SKYPEDPI_OK);
    ck_assert_int_eq(add(set, "# only a comment"), SKYPEDPI_OK);
    ck_assert_int_eq(add(set, "set nothing version \"1\" application \"a\""), SKYPEDPI_OK);
    ck_assert_int_eq(compile(set, &db), SKYPEDPI_E_EMPTY);
    ck_assert_int_eq(add(set, ONE), SKYPEDPI_OK);
    ck_assert_uint_eq(compiled_count(set), 1);
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(compiling_leaves_the_set_as_it_is)
{
    skypedpi_sigset *set = set_new();
    skypedpi_db *first = NULL, *again = NULL, *more = NULL;
    size_t first_length, again_length;
    ck_assert_int_eq(add(set, ONE), SKYPEDPI_OK);
    ck_assert_int_eq(compile(set, &first), SKYPEDPI_OK);
    ck_assert_int_eq(compile(set, &again), SKYPEDPI_OK);
    uint8_t *a = image_of(first, &first_length), *b = image_of(again, &again_length);
    ck_assert_uint_eq(first_length, again_length);
    ck_assert_int_eq(memcmp(a, b, first_length), 0);
    ck_assert_int_eq(add(set, TWO), SKYPEDPI_OK);
    ck_assert_int_eq(compile(set, &more), SKYPEDPI_OK);
    skypedpi_sigset_free(set);
    ck_assert_uint_eq(signatures_of(first), 1);
    ck_assert_uint_eq(signatures_of(more), 2);
    free(a);
    free(b);
    skypedpi_db_unref(first);
    skypedpi_db_unref(again);
    skypedpi_db_unref(more);
}
END_TEST

START_TEST(text_with_an_error_adds_nothing)
{
    skypedpi_sigset *set = set_new();
    ck_assert_int_eq(add(set, ONE), SKYPEDPI_OK);
    ck_assert_int_eq(add(set, TWO BAD), SKYPEDPI_E_TEXT);
    ck_assert_int_eq(add(set, "application \"gone\" signature"), SKYPEDPI_E_TEXT);
    ck_assert_uint_eq(compiled_count(set), 1);
    ck_assert_int_eq(add(set, TWO "application \"gone\""), SKYPEDPI_OK); /* nothing of it was taken */
    ck_assert_uint_eq(compiled_count(set), 2);
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(ids_and_names_are_taken_once)
{
    skypedpi_sigset *set = set_new();
    ck_assert_int_eq(add(set, ONE), SKYPEDPI_OK);
    ck_assert_int_eq(add(set, ONE), SKYPEDPI_E_TEXT);
    ck_assert_int_eq(add(set, SIGNATURE("other", 1, "transport udp packet len == 3 weight 40")),
                     SKYPEDPI_E_TEXT);
    ck_assert_int_eq(add(set, SIGNATURE("one", 9, "transport udp packet len == 3 weight 40")), SKYPEDPI_E_TEXT);
    ck_assert_uint_eq(compiled_count(set), 1);
    skypedpi_sigset_free(set);
}
END_TEST

/* What one text mentions another may bring, in any order. */
START_TEST(mentions_are_looked_up_when_compiling)
{
    skypedpi_sigset *set = set_new();
    skypedpi_db *db = NULL;
    ck_assert_int_eq(
        add(set, SIGNATURE("later", 2, "transport udp after one application mine packet len == 4 weight 9")),
        SKYPEDPI_OK);
    ck_assert_int_eq(compile(set, &db), SKYPEDPI_E_TEXT);
    ck_assert_int_eq(add(set, "application \"mine\""), SKYPEDPI_OK);
    ck_assert_int_eq(compile(set, &db), SKYPEDPI_E_TEXT);
    ck_assert_int_eq(add(set, ONE), SKYPEDPI_OK);
    ck_assert_uint_eq(compiled_count(set), 2);
    skypedpi_sigset_free(set);
}
END_TEST

/* ---- diagnostics ---- */

enum { ROOM = 8 };

/* Findings of BAD with room for `capacity`; behind it nothing may be written. */
static struct skypedpi_diagnostics find(struct skypedpi_diagnostic *entry, uint32_t capacity)
{
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = capacity};
    skypedpi_sigset *set = set_new();
    found.entry = capacity ? entry : NULL;
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "bad.sig", BAD, strlen(BAD), &found), SKYPEDPI_E_TEXT);
    skypedpi_sigset_free(set);
    return found;
}

START_TEST(diagnostics_fit_any_array)
{
    struct skypedpi_diagnostic whole[ROOM];
    struct skypedpi_diagnostics all = find(whole, ROOM);
    ck_assert_uint_eq(all.count, 3);
    ck_assert_uint_eq(all.errors, 3);
    for (uint32_t capacity = 0; capacity <= all.count; capacity++) {
        struct skypedpi_diagnostic *entry = malloc((capacity ? capacity : 1) * sizeof *entry);
        struct skypedpi_diagnostics found = find(entry, capacity);
        ck_assert_uint_eq(found.count, all.count);
        ck_assert_uint_eq(found.errors, all.errors);
        ck_assert_uint_eq(found.capacity, capacity);
        for (uint32_t i = 0; i < capacity; i++)
            ck_assert_int_eq(memcmp(&entry[i], &whole[i], sizeof *entry), 0);
        free(entry);
    }
}
END_TEST

START_TEST(diagnostics_say_where_and_what)
{
    struct skypedpi_diagnostic entry[ROOM];
    static const uint32_t line[] = {1, 2, 3};
    struct skypedpi_diagnostics found = find(entry, ROOM);
    for (uint32_t i = 0; i < found.count; i++) {
        ck_assert_uint_eq(entry[i].severity, SKYPEDPI_SEVERITY_ERROR);
        ck_assert_uint_eq(entry[i].line, line[i]);
        ck_assert_uint_gt(entry[i].column, 1);
        ck_assert_uint_gt(entry[i].code, 0);
        ck_assert_str_eq(entry[i].file, "bad.sig");
        ck_assert_str_eq(entry[i].signature, "bad");
        ck_assert_uint_gt(strlen(entry[i].text), 10);
    }
    ck_assert_uint_eq(entry[2].column, 21);
    ck_assert_ptr_nonnull(strstr(entry[2].text, "nonsense"));
}
END_TEST

START_TEST(diagnostics_add_up)
{
    struct skypedpi_diagnostic entry[ROOM];
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = ROOM, .entry = entry};
    skypedpi_sigset *set = set_new();
    for (uint32_t round = 1; round <= 4; round++) {
        ck_assert_int_eq(skypedpi_sigset_add_text(set, "bad.sig", BAD, strlen(BAD), &found), SKYPEDPI_E_TEXT);
        ck_assert_uint_eq(found.count, 3 * round);
        ck_assert_uint_eq(found.errors, 3 * round);
    }
    ck_assert_uint_eq(entry[0].line, entry[3].line);
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(warnings_do_not_stop)
{
    static const char text[] = SIGNATURE("feeble", 1, "transport udp packet u8[2] == 2 weight 90");
    struct skypedpi_diagnostic entry[ROOM];
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = ROOM, .entry = entry};
    skypedpi_sigset *set = set_new();
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "warn.sig", text, strlen(text), &found), SKYPEDPI_OK);
    ck_assert_uint_eq(found.count, 1);
    ck_assert_uint_eq(found.errors, 0);
    ck_assert_uint_eq(entry[0].severity, SKYPEDPI_SEVERITY_WARNING);
    ck_assert_uint_eq(compiled_count(set), 1);
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(long_file_names_keep_their_tail)
{
    char name[201];
    struct skypedpi_diagnostic entry[ROOM];
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = ROOM, .entry = entry};
    skypedpi_sigset *set = set_new();
    memset(name, 'x', sizeof name);
    strcpy(name + 190, "/tail.sig");
    ck_assert_int_eq(skypedpi_sigset_add_text(set, name, BAD, strlen(BAD), &found), SKYPEDPI_E_TEXT);
    ck_assert_uint_eq(strlen(entry[0].file), sizeof entry[0].file - 1);
    ck_assert_str_eq(entry[0].file, name + strlen(name) - (sizeof entry[0].file - 1));
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(findings_of_the_whole_set_name_their_file)
{
    static const char text[] = SIGNATURE("later", 2, "transport udp after nobody packet len == 4 weight 9");
    struct skypedpi_diagnostic entry[ROOM];
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = ROOM, .entry = entry};
    skypedpi_sigset *set = set_new();
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "later.sig", text, strlen(text), NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, &found, &db), SKYPEDPI_E_TEXT);
    ck_assert_ptr_null(db);
    ck_assert_uint_eq(found.errors, 1);
    ck_assert_str_eq(entry[0].file, "later.sig");
    ck_assert_str_eq(entry[0].signature, "later");
    ck_assert_ptr_nonnull(strstr(entry[0].text, "nobody"));
    skypedpi_sigset_free(set);
}
END_TEST

START_TEST(a_text_may_have_16_mib)
{
    const size_t most = (size_t)16 << 20;
    char *text = malloc(most + 1);
    skypedpi_sigset *set = set_new();
    memset(text, ' ', most + 1);
    memcpy(text, ONE, strlen(ONE));
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "n", text, most + 1, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "n", text, most, NULL), SKYPEDPI_OK);
    ck_assert_uint_eq(compiled_count(set), 1);
    skypedpi_sigset_free(set);
    free(text);
}
END_TEST

START_TEST(null_arguments)
{
    skypedpi_sigset *set = (skypedpi_sigset *)1;
    skypedpi_db *db = NULL;
    const struct skypedpi_allocator half = {0};
    ck_assert_int_eq(skypedpi_sigset_new(NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_new(&half, &set), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(set);
    set = set_new();
    ck_assert_int_eq(skypedpi_sigset_add_text(NULL, "n", ONE, strlen(ONE), NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, NULL, ONE, strlen(ONE), NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "n", NULL, 3, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_add_native(NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_add_native(set, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_sigset_compile(NULL, NULL, &db), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(db);
    skypedpi_sigset_free(NULL);
    skypedpi_sigset_free(set);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {empty_sets,
                                  compiling_leaves_the_set_as_it_is,
                                  text_with_an_error_adds_nothing,
                                  ids_and_names_are_taken_once,
                                  mentions_are_looked_up_when_compiling,
                                  diagnostics_fit_any_array,
                                  diagnostics_say_where_and_what,
                                  diagnostics_add_up,
                                  warnings_do_not_stop,
                                  long_file_names_keep_their_tail,
                                  findings_of_the_whole_set_name_their_file,
                                  a_text_may_have_16_mib,
                                  null_arguments};
    return run_tests("api/sigset", tests, COUNT(tests));
}
