/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_CHECK_TRACE_H
#define TESTS_SYNTH_CHECK_TRACE_H

#include <check.h>
#include "tests/synth/scenario.h"

/* What the tests of whole scenarios ask of a trace. */

struct synth_trace check_play(const char *name, uint64_t seed);
bool check_same_endpoint(const struct synth_endpoint *a, const struct synth_endpoint *b);
/* From a private address, where the client is. */
bool check_outbound(const struct synth_packet *p);
/* The function of a datagram's header, -1 if it has none. */
int check_function(const struct synth_packet *p);
bool check_activity(const struct synth_packet *p, const char *activity);
/* The only flow of the trace with that activity; the test fails if there is another number of them. */
struct synth_flow check_flow(const struct synth_trace *trace, const char *activity);
size_t check_payload(const struct synth_trace *trace); /* bytes of it in all packets */

/* Mean and deviation of numbers. */
struct check_sample {
    double count, sum, squares;
};

void check_add(struct check_sample *sample, double number);
double check_mean(const struct check_sample *sample);
double check_deviation(const struct check_sample *sample);

Suite *check_sessions(void);
Suite *check_hosts(void);
Suite *check_truth(void);

#endif
