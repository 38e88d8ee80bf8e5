/* SPDX-License-Identifier: BSD-2-Clause */
#include <check.h>
#include <unistd.h>

#define TESTS_MOST  256
#define CASES_MOST  16
#define SUITES_MOST 4

struct looped {
    const TTest *test;
    int first, end;
};

struct TCase {
    const char *name;
    void (*setup)(void);
    void (*teardown)(void);
    unsigned seconds; /* for each run of a test */
    unsigned count;
    struct looped tests[TESTS_MOST];
};

struct Suite {
    const char *name;
    unsigned count;
    TCase *cases[CASES_MOST];
};

struct SRunner {
    unsigned count;
    Suite *suites[SUITES_MOST];
};

static void *make(size_t size)
{
    void *made = calloc(1, size);
    if (!made)
        ck_abort_msg("out of memory");
    return made;
}

TCase *tcase_create(const char *name)
{
    TCase *made = make(sizeof *made);
    made->name = name;
    made->seconds = 4;
    return made;
}

void tcase_set_timeout(TCase *tests, double seconds)
{
    tests->seconds = (unsigned)seconds;
}

void tcase_add_checked_fixture(TCase *tests, void (*setup)(void), void (*teardown)(void))
{
    ck_assert(!tests->setup && !tests->teardown);
    tests->setup = setup;
    tests->teardown = teardown;
}

void tcase_add_loop_test(TCase *tests, const TTest *test, int first, int end)
{
    ck_assert(tests->count < TESTS_MOST);
    tests->tests[tests->count++] = (struct looped){test, first, end};
}

Suite *suite_create(const char *name)
{
    Suite *made = make(sizeof *made);
    made->name = name;
    return made;
}

void suite_add_tcase(Suite *suite, TCase *tests)
{
    ck_assert(suite->count < CASES_MOST);
    suite->cases[suite->count++] = tests;
}

SRunner *srunner_create(Suite *suite)
{
    SRunner *made = make(sizeof *made);
    srunner_add_suite(made, suite);
    return made;
}

void srunner_add_suite(SRunner *runner, Suite *suite)
{
    ck_assert(runner->count < SUITES_MOST);
    runner->suites[runner->count++] = suite;
}

/* The time is for a machine that runs what it was built for; under an emulator it takes many times that. */
#define PATIENCE 30

static unsigned run_case(const TCase *tests)
{
    unsigned runs = 0;
    for (unsigned t = 0; t < tests->count; t++) {
        const struct looped *l = &tests->tests[t];
        for (int i = l->first; i < l->end; i++, runs++) {
            fprintf(stderr, "%s: %s %d\n", tests->name, l->test->name, i);
            alarm(tests->seconds * PATIENCE);
            if (tests->setup)
                tests->setup();
            l->test->function(i);
            if (tests->teardown)
                tests->teardown();
        }
    }
    alarm(0);
    return runs;
}

void srunner_run_all(SRunner *runner, enum print_output output)
{
    (void)output;
    for (unsigned s = 0; s < runner->count; s++) {
        unsigned runs = 0;
        for (unsigned c = 0; c < runner->suites[s]->count; c++)
            runs += run_case(runner->suites[s]->cases[c]);
        ck_assert_msg(runs > 0, "%s: no tests", runner->suites[s]->name);
        printf("%s: %u runs\n", runner->suites[s]->name, runs);
    }
}

/* One that failed has ended the program. */
int srunner_ntests_failed(const SRunner *runner)
{
    (void)runner;
    return 0;
}

void srunner_free(SRunner *runner)
{
    for (unsigned s = 0; s < runner->count; s++) {
        for (unsigned c = 0; c < runner->suites[s]->count; c++)
            free(runner->suites[s]->cases[c]);
        free(runner->suites[s]);
    }
    free(runner);
}
