/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include "tests/bench/run.h"
#include "tests/bench/sample.h"
#include "tests/bench/traffic.h"

/* bench-decision CAPTURES: how many packets each is fed before it is done with a flow, and what it calls Skype.
 */

struct outcome {
    uint32_t *fed;   /* packets of each flow */
    uint32_t *skype; /* of each flow called so */
    size_t skypes;
};

static void look(const struct contestant *who, const struct stream *stream, struct outcome *outcome)
{
    struct run run;

    run_begin(&run, who, stream, false);
    for (size_t i = 0; i < stream->whole.count; i++) {
        uint32_t step = stream->whole.step[i];
        if (!(step & STREAM_END)) {
            uint32_t flow = stream->packet[step].flow;
            outcome->fed[flow] += !run.slot[flow].done;
        }
        run_packets(&run, &(struct plan){.step = &step, .count = 1});
    }
    for (size_t i = 0; i < stream->flows; i++) {
        if (run.slot[i].skype) {
            outcome->skype[outcome->skypes++] = outcome->fed[i];
        }
    }
    run_end(&run);
}

static int ascending(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static double median(uint32_t *value, size_t count)
{
    qsort(value, count, sizeof(*value), ascending);
    return value[count / 2];
}

static void measure(const char *kind, const struct contestant *who, const struct stream *stream)
{
    struct outcome outcome = {.fed = checked(calloc(stream->flows + 1, sizeof(uint32_t))),
                              .skype = checked(calloc(stream->flows + 1, sizeof(uint32_t)))};
    double all = 0;

    look(who, stream, &outcome);
    for (size_t i = 0; i < stream->flows; i++) {
        all += outcome.fed[i];
    }
    row_value(median(outcome.fed, stream->flows), "packets", UNBOUNDED, 0, "decision/%s/%s median flow", kind,
              who->name);
    row_value(all / (double)stream->flows, "packets", UNBOUNDED, 0, "decision/%s/%s mean flow", kind,
              who->name);
    row_value((double)outcome.skypes, "flows", UNBOUNDED, 0, "decision/%s/%s called Skype", kind, who->name);
    if (outcome.skypes) {
        row_value(median(outcome.skype, outcome.skypes), "packets", UNBOUNDED, 0,
                  "decision/%s/%s median flow called Skype", kind, who->name);
    }
    free(outcome.fed);
    free(outcome.skype);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: bench-decision CAPTURES\n", stderr);
        return 2;
    }
    for (const struct traffic *traffic = traffics; traffic->name; traffic++) {
        struct stream stream = {0};
        if (traffic_load(traffic, argv[1], &stream)) {
            row_value((double)stream.flows, "flows", UNBOUNDED, 0, "decision/%s/flows", traffic->name);
            row_value((double)stream.packets, "packets", UNBOUNDED, 0, "decision/%s/packets", traffic->name);
            for (unsigned i = 0; i < FLOOR; i++) {
                measure(traffic->name, contestants[i], &stream);
            }
        }
        stream_free(&stream);
    }
    return EXIT_SUCCESS;
}
