/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include "tests/bench/run.h"
#include "tests/bench/sample.h"
#include "tests/bench/traffic.h"

/* bench-worst CAPTURES: what the dearest packet costs, and the one in the middle. Each packet's cost is the
 * least of all rounds, so that what an interrupt adds does not count. Told of all packets, and of those with
 * payload: an acknowledgement shows nothing, and costs next to nothing. */

#define WORST_BOUND 10 /* times the median */

#if defined(__x86_64__)
static inline uint64_t ticks(void)
{
    __builtin_ia32_lfence();
    uint64_t now = __builtin_ia32_rdtsc();
    __builtin_ia32_lfence();
    return now;
}
#else
static inline uint64_t ticks(void)
{
    return clock_nanoseconds();
}
#endif

static double nanoseconds_a_tick(void)
{
    uint64_t from = clock_nanoseconds(), first = ticks(), to;

    do {
        to = clock_nanoseconds();
    } while (to - from < 50000000);
    return (double)(to - from) / (double)(ticks() - first);
}

/* What asking for the time takes. */
static uint64_t ticks_of_nothing(void)
{
    uint64_t least = UINT64_MAX;

    for (int i = 0; i < 100000; i++) {
        uint64_t begin = ticks(), taken = ticks() - begin;
        least = taken < least ? taken : least;
    }
    return least;
}

/* One round: `least` holds the least so far of each packet. The packet that opens a flow pays for that, too.
 * Another of the same kind gets each packet first: a packet that is rare would pay for fetching code. */
static void time_packets(const struct contestant *who, const struct stream *stream, const struct plan *plan,
                         uint64_t *least)
{
    struct run run, ahead;

    run_begin(&ahead, who, stream, false);
    run_begin(&run, who, stream, false);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan one = {.step = &plan->step[i], .count = 1};
        run_packets(&ahead, &one);
        uint64_t begin = ticks();
        run_packets(&run, &one);
        uint64_t taken = ticks() - begin;
        if (!(plan->step[i] & STREAM_END) && taken < least[plan->step[i]]) {
            least[plan->step[i]] = taken;
        }
    }
    run_end(&run);
    run_end(&ahead);
}

static int ascending(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static void tell(const char *kind, const char *which, const struct contestant *who, uint64_t *cost,
                 size_t count, double scale)
{
    uint64_t nothing = ticks_of_nothing();
    bool ours = who == &contest_skypedpi;

    if (!count) {
        return;
    }
    qsort(cost, count, sizeof(*cost), ascending);
    double median = (double)(cost[count / 2] - nothing) * scale;
    double worst = (double)(cost[count - 1] - nothing) * scale;
    row_value(median, "ns", UNBOUNDED, 0, "worst/%s/%s median %s", kind, who->name, which);
    row_value((double)(cost[count * 999 / 1000] - nothing) * scale, "ns", UNBOUNDED, 0,
              "worst/%s/%s one %s in a thousand", kind, who->name, which);
    row_value(worst, "ns", UNBOUNDED, 0, "worst/%s/%s worst %s", kind, who->name, which);
    row_value(worst / median, "times", ours ? AT_MOST : UNBOUNDED, WORST_BOUND,
              "worst/%s/%s worst %s per median", kind, who->name, which);
}

/* The costs of the packets that were fed; with `payload` only of those that have one. */
static size_t gather(const struct stream *stream, const uint64_t *least, bool payload, uint64_t *cost)
{
    size_t count = 0;

    for (size_t i = 0; i < stream->packets; i++) {
        if (least[i] != UINT64_MAX && (!payload || stream->packet[i].packet.captured)) {
            cost[count++] = least[i];
        }
    }
    return count;
}

static void measure(const char *kind, const struct contestant *who, const struct stream *stream, double scale)
{
    uint8_t *mark = checked(calloc(stream->packets, 1));
    uint64_t *least = checked(malloc(stream->packets * sizeof(*least)));
    uint64_t *cost = checked(malloc(stream->packets * sizeof(*cost)));

    run_mark(who, stream, mark, 1);
    struct plan fed = plan_of(stream, mark, 1, 1, true);
    for (size_t i = 0; i < stream->packets; i++) {
        least[i] = UINT64_MAX;
    }
    for (int round = 0; round < ROUNDS; round++) {
        time_packets(who, stream, &fed, least);
    }
    tell(kind, "packet", who, cost, gather(stream, least, false, cost), scale);
    tell(kind, "message", who, cost, gather(stream, least, true, cost), scale);
    plan_free(&fed);
    free(cost);
    free(least);
    free(mark);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: bench-worst CAPTURES\n", stderr);
        return 2;
    }
    run_keep_memory();
    double scale = nanoseconds_a_tick();
    for (const struct traffic *traffic = traffics; traffic->name; traffic++) {
        struct stream stream = {0};
        if (traffic_load(traffic, argv[1], &stream)) {
            measure(traffic->name, &contest_skypedpi, &stream, scale);
            measure(traffic->name, &contest_ndpi, &stream, scale);
        }
        stream_free(&stream);
    }
    return EXIT_SUCCESS;
}
