/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_BENCH_SAMPLE_H
#define TESTS_BENCH_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

/* Values of several rounds, and rows of the outcome: a JSON object a line on standard output. */

#define ROUNDS 11

struct sample {
    double value[ROUNDS];
};

enum bound { UNBOUNDED, AT_MOST, AT_LEAST };

uint64_t clock_nanoseconds(void);
/* What the thread has had of a processor: other programs do not count, but for what they push out of caches. */
uint64_t processor_nanoseconds(void);
/* Median; the spread is the least and the most. */
double sample_median(const struct sample *sample);
/* Round by round. */
struct sample sample_ratio(const struct sample *above, const struct sample *below);
struct sample sample_difference(const struct sample *a, const struct sample *b);

/* One value, measured or counted once. The name is made as printf() makes it. */
void row_value(double value, const char *unit, enum bound bound, double limit, const char *name, ...)
    __attribute__((format(printf, 5, 6)));
void row_sample(const struct sample *sample, const char *unit, enum bound bound, double limit, const char *name,
                ...) __attribute__((format(printf, 5, 6)));

#endif
