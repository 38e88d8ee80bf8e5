/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "tests/bench/sample.h"

static uint64_t nanoseconds(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

uint64_t clock_nanoseconds(void)
{
    return nanoseconds(CLOCK_MONOTONIC);
}

uint64_t processor_nanoseconds(void)
{
    return nanoseconds(CLOCK_THREAD_CPUTIME_ID);
}

static int ascending(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static struct sample sorted(const struct sample *sample)
{
    struct sample copy = *sample;

    qsort(copy.value, ROUNDS, sizeof(copy.value[0]), ascending);
    return copy;
}

double sample_median(const struct sample *sample)
{
    return sorted(sample).value[ROUNDS / 2];
}

struct sample sample_ratio(const struct sample *above, const struct sample *below)
{
    struct sample ratio;

    for (size_t i = 0; i < ROUNDS; i++) {
        ratio.value[i] = above->value[i] / below->value[i];
    }
    return ratio;
}

struct sample sample_difference(const struct sample *a, const struct sample *b)
{
    struct sample difference;

    for (size_t i = 0; i < ROUNDS; i++) {
        difference.value[i] = a->value[i] - b->value[i];
    }
    return difference;
}

static void put_bound(enum bound bound, double limit, double value)
{
    if (bound == UNBOUNDED) {
        printf(", \"bound\": null, \"pass\": null}\n");
    } else {
        bool pass = bound == AT_MOST ? value <= limit : value >= limit;
        printf(", \"bound\": \"%s %g\", \"pass\": %s}\n", bound == AT_MOST ? "<=" : ">=", limit,
               pass ? "true" : "false");
    }
    fflush(stdout);
}

static void put_name(const char *name, va_list arguments)
{
    printf("{\"name\": \"");
    vprintf(name, arguments);
    printf("\"");
}

void row_value(double value, const char *unit, enum bound bound, double limit, const char *name, ...)
{
    va_list arguments;

    va_start(arguments, name);
    put_name(name, arguments);
    va_end(arguments);
    printf(", \"value\": %.6g, \"unit\": \"%s\", \"spread\": null", value, unit);
    put_bound(bound, limit, value);
}

void row_sample(const struct sample *sample, const char *unit, enum bound bound, double limit, const char *name,
                ...)
{
    const struct sample s = sorted(sample);
    double median = s.value[ROUNDS / 2];
    va_list arguments;

    va_start(arguments, name);
    put_name(name, arguments);
    va_end(arguments);
    printf(", \"value\": %.6g, \"unit\": \"%s\", \"spread\": [%.6g, %.6g]", median, unit, s.value[0],
           s.value[ROUNDS - 1]);
    put_bound(bound, limit, median);
}
