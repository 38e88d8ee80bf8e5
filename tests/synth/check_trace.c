/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/check_trace.h"

#include <stdlib.h>
#include <string.h>

struct synth_trace check_play(const char *name, uint64_t seed)
{
    const struct synth_scenario *scenario = synth_scenario_find(name);
    ck_assert_ptr_nonnull(scenario);
    return synth_scenario_play(scenario, seed);
}

bool check_same_endpoint(const struct synth_endpoint *a, const struct synth_endpoint *b)
{
    return a->port == b->port && memcmp(a->address, b->address, sizeof a->address) == 0;
}

bool check_outbound(const struct synth_packet *p)
{
    return p->source.address[0] == 10;
}

int check_function(const struct synth_packet *p)
{
    if (p->transport != SYNTH_UDP || p->payload.length < 3)
        return -1;
    return p->payload.data[2] & 0x8f;
}

bool check_activity(const struct synth_packet *p, const char *activity)
{
    return strcmp(p->label->activity, activity) == 0;
}

struct synth_flow check_flow(const struct synth_trace *trace, const char *activity)
{
    size_t count, found = 0;
    struct synth_flow *flows = synth_trace_flows(trace, &count), flow = {0};
    for (size_t i = 0; i < count; i++)
        if (strcmp(flows[i].label->activity, activity) == 0) {
            flow = flows[i];
            found++;
        }
    free(flows);
    ck_assert_uint_eq(found, 1);
    return flow;
}

size_t check_payload(const struct synth_trace *trace)
{
    size_t bytes = 0;
    for (size_t i = 0; i < trace->count; i++)
        bytes += trace->packets[i].payload.length;
    return bytes;
}

void check_add(struct check_sample *sample, double number)
{
    sample->count++;
    sample->sum += number;
    sample->squares += number * number;
}

double check_mean(const struct check_sample *sample)
{
    return sample->sum / sample->count;
}

static double square_root(double number)
{
    double root = number > 1 ? number : 1;
    for (int i = 0; i < 60; i++)
        root = (root + number / root) / 2;
    return root;
}

double check_deviation(const struct check_sample *sample)
{
    const double mean = check_mean(sample);
    const double variance = sample->squares / sample->count - mean * mean;
    return variance > 0 ? square_root(variance) : 0;
}

int main(void)
{
    SRunner *runner = srunner_create(check_sessions());
    srunner_add_suite(runner, check_hosts());
    srunner_add_suite(runner, check_truth());
    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
