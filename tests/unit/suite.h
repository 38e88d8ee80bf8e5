/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_SUITE_H
#define TESTS_UNIT_SUITE_H

#include <check.h>
#include <stdlib.h>

/* Runs the tests of a program: what its main() returns. */
static inline int suite_run(const char *name, TCase *tests)
{
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* The same of a list of tests. */
static inline int run_tests(const char *name, const TTest *const *tests, size_t count)
{
    TCase *all = tcase_create(name);
    tcase_set_timeout(all, 100);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(all, tests[i]);
    return suite_run(name, all);
}

#endif
