/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_STANDIN_CHECK_H
#define TESTS_STANDIN_CHECK_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As much of Check (libcheck.github.io) as the tests use, for machines and compilers it is not built for. The
 * first assertion that fails ends the program, and so do tests that take more than they may. */

typedef struct TTest {
    const char *name;
    void (*function)(int);
} TTest;

typedef struct TCase TCase;
typedef struct Suite Suite;
typedef struct SRunner SRunner;

enum print_output { CK_NORMAL, CK_ENV };

#define START_TEST(test)                                                                                       \
    static void test##_function(int _i);                                                                       \
    static const TTest test##_test = {#test, test##_function};                                                 \
    static const TTest *const test = &test##_test;                                                             \
    static void test##_function(int _i)                                                                        \
    {                                                                                                          \
        (void)_i;
#define END_TEST }

TCase *tcase_create(const char *name);
void tcase_set_timeout(TCase *tests, double seconds);
void tcase_add_checked_fixture(TCase *tests, void (*setup)(void), void (*teardown)(void));
void tcase_add_loop_test(TCase *tests, const TTest *test, int first, int end);
#define tcase_add_test(tests, test) tcase_add_loop_test(tests, test, 0, 1)

Suite *suite_create(const char *name);
void suite_add_tcase(Suite *suite, TCase *tests);
SRunner *srunner_create(Suite *suite);
void srunner_add_suite(SRunner *runner, Suite *suite);
void srunner_run_all(SRunner *runner, enum print_output output);
int srunner_ntests_failed(const SRunner *runner);
void srunner_free(SRunner *runner);

#define ck_fail_(...)                                                                                          \
    (fprintf(stderr, "%s:%d: ", __FILE__, __LINE__), fprintf(stderr, __VA_ARGS__), fputc('\n', stderr),        \
     exit(EXIT_FAILURE))
#define ck_abort_msg(...)         ck_fail_(__VA_ARGS__)
#define ck_assert_msg(holds, ...) ((holds) ? (void)0 : ck_fail_(__VA_ARGS__))
#define ck_assert(holds)          ck_assert_msg(holds, "%s", #holds)

#define ck_number_(type, format, a, op, b)                                                                     \
    do {                                                                                                       \
        type ck_a_ = (a), ck_b_ = (b);                                                                         \
        ck_assert_msg(ck_a_ op ck_b_, "%s " #op " %s: %" format " and %" format, #a, #b, ck_a_, ck_b_);        \
    } while (0)
#define ck_assert_int_eq(a, b)  ck_number_(intmax_t, PRIdMAX, a, ==, b)
#define ck_assert_int_ne(a, b)  ck_number_(intmax_t, PRIdMAX, a, !=, b)
#define ck_assert_int_lt(a, b)  ck_number_(intmax_t, PRIdMAX, a, <, b)
#define ck_assert_int_le(a, b)  ck_number_(intmax_t, PRIdMAX, a, <=, b)
#define ck_assert_int_gt(a, b)  ck_number_(intmax_t, PRIdMAX, a, >, b)
#define ck_assert_int_ge(a, b)  ck_number_(intmax_t, PRIdMAX, a, >=, b)
#define ck_assert_uint_eq(a, b) ck_number_(uintmax_t, PRIuMAX, a, ==, b)
#define ck_assert_uint_ne(a, b) ck_number_(uintmax_t, PRIuMAX, a, !=, b)
#define ck_assert_uint_lt(a, b) ck_number_(uintmax_t, PRIuMAX, a, <, b)
#define ck_assert_uint_le(a, b) ck_number_(uintmax_t, PRIuMAX, a, <=, b)
#define ck_assert_uint_gt(a, b) ck_number_(uintmax_t, PRIuMAX, a, >, b)
#define ck_assert_uint_ge(a, b) ck_number_(uintmax_t, PRIuMAX, a, >=, b)

#define ck_assert_ptr_eq(a, b)   ck_assert((const void *)(a) == (const void *)(b))
#define ck_assert_ptr_ne(a, b)   ck_assert((const void *)(a) != (const void *)(b))
#define ck_assert_ptr_null(a)    ck_assert((const void *)(a) == NULL)
#define ck_assert_ptr_nonnull(a) ck_assert((const void *)(a) != NULL)

#define ck_strings_(a, op, b)                                                                                  \
    do {                                                                                                       \
        const char *ck_a_ = (a), *ck_b_ = (b);                                                                 \
        ck_assert_msg(ck_a_ &&ck_b_ &&strcmp(ck_a_, ck_b_) op 0, "%s " #op " %s: \"%s\" and \"%s\"", #a, #b,   \
                      ck_a_ ? ck_a_ : "", ck_b_ ? ck_b_ : "");                                                 \
    } while (0)
#define ck_assert_str_eq(a, b)         ck_strings_(a, ==, b)
#define ck_assert_str_ne(a, b)         ck_strings_(a, !=, b)
#define ck_assert_mem_eq(a, b, length) ck_assert(memcmp(a, b, length) == 0)

#endif
