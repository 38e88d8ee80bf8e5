/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/bench/run.h"
#include "tests/bench/sample.h"
#include "tests/bench/traffic.h"

/* bench-speed CAPTURES [TRAFFIC]: nanoseconds a packet, by kind of traffic, of all contestants by turns. */

#define BIT(place) ((uint8_t)(1u << (place)))
/* The bounds that are promised. */
#define ALL_BOUND     20
#define SKYPE_BOUND   3
#define DECIDED_BOUND 20 /* nanoseconds */

#define CLASSIFIERS (BIT(OURS) | BIT(NDPI) | BIT(NDPI_SKYPE))

typedef void timed(struct run *run, const struct plan *plan);

/* What is measured of one kind of traffic. */
struct trial {
    const struct traffic *traffic;
    struct stream stream;
    uint8_t *mark; /* who is fed a packet, a bit each */
};

static uint64_t time_run(const struct contestant *who, const struct trial *trial, timed *go,
                         const struct plan *plan)
{
    struct run run;

    run_begin(&run, who, &trial->stream, false);
    uint64_t begin = clock_nanoseconds();
    go(&run, plan);
    uint64_t time = clock_nanoseconds() - begin;
    run_end(&run);
    return time;
}

/* By turns: round by round, each contestant with a plan of its own. The first round is for the caches. */
static void take_turns(const struct trial *trial, timed *go, const struct plan plan[CONTESTANTS],
                       struct sample sample[CONTESTANTS])
{
    for (int round = -1; round < ROUNDS; round++) {
        for (unsigned i = 0; i < CONTESTANTS; i++) {
            double time = (double)time_run(contestants[i], trial, go, &plan[i]);
            if (round >= 0) {
                sample[i].value[round] = time / (double)plan[i].packets;
            }
        }
    }
}

static void tell(const char *what, const struct trial *trial, const struct sample sample[CONTESTANTS],
                 bool bounded)
{
    const char *kind = trial->traffic->name;
    struct sample all = sample_ratio(&sample[NDPI], &sample[OURS]);
    struct sample skype = sample_ratio(&sample[NDPI_SKYPE], &sample[OURS]);

    for (unsigned i = 0; i < CONTESTANTS; i++) {
        row_sample(&sample[i], "ns/packet", UNBOUNDED, 0, "%s/%s/%s", what, kind, contestants[i]->name);
    }
    row_sample(&all, "times", bounded ? AT_LEAST : UNBOUNDED, ALL_BOUND, "%s/%s/libndpi per libskypedpi", what,
               kind);
    row_sample(&skype, "times", bounded ? AT_LEAST : UNBOUNDED, SKYPE_BOUND,
               "%s/%s/libndpi-skype per libskypedpi", what, kind);
}

/* What each is fed until it is done, and what all of them are fed. */
static void measure_undecided(const struct trial *trial)
{
    struct plan plan[CONTESTANTS], both[CONTESTANTS];
    struct sample sample[CONTESTANTS];

    for (unsigned i = 0; i < CONTESTANTS; i++) {
        uint8_t bit = i < FLOOR ? BIT(i) : BIT(OURS);
        plan[i] = plan_of(&trial->stream, trial->mark, bit, bit, true);
        both[i] = plan_of(&trial->stream, trial->mark, CLASSIFIERS, CLASSIFIERS, true);
    }
    take_turns(trial, run_packets, plan, sample);
    tell("undecided", trial, sample, true);
    take_turns(trial, run_packets, both, sample);
    tell("same", trial, sample, true);
    for (unsigned i = 0; i < CONTESTANTS; i++) {
        plan_free(&plan[i]);
        plan_free(&both[i]);
    }
}

static void measure_whole(const struct trial *trial)
{
    struct plan whole[CONTESTANTS], packets[CONTESTANTS];
    struct sample sample[CONTESTANTS];

    for (unsigned i = 0; i < CONTESTANTS; i++) {
        whole[i] = trial->stream.whole;
        packets[i] = plan_of(&trial->stream, trial->mark, 0, 0, false);
    }
    take_turns(trial, run_packets, whole, sample);
    tell("stream", trial, sample, false);
    take_turns(trial, run_frames, packets, sample);
    tell("frames", trial, sample, false);
    for (unsigned i = 0; i < CONTESTANTS; i++) {
        plan_free(&packets[i]);
    }
}

/* `before` decides the flows, `after` is what comes then. */
static double time_decided(const struct contestant *who, const struct trial *trial, bool frames,
                           const struct plan *before, const struct plan *after)
{
    struct run run;

    run_begin(&run, who, &trial->stream, true);
    (frames ? run_frames : run_packets)(&run, before);
    uint64_t begin = clock_nanoseconds();
    (frames ? run_decided_frames : run_decided_packets)(&run, after);
    uint64_t time = clock_nanoseconds() - begin;
    run_end(&run);
    return (double)time / (double)after->packets;
}

static void measure_decided(const struct trial *trial, bool frames)
{
    struct plan before = plan_of(&trial->stream, trial->mark, BIT(OURS), BIT(OURS), false);
    struct plan after = plan_of(&trial->stream, trial->mark, BIT(OURS), 0, false);
    const char *what = frames ? "decided frames" : "decided", *kind = trial->traffic->name;
    struct sample ours, floor;

    for (int round = -1; round < ROUNDS && after.packets; round++) {
        double a = time_decided(&contest_skypedpi, trial, frames, &before, &after);
        double b = time_decided(&contest_floor, trial, frames, &before, &after);
        if (round >= 0) {
            ours.value[round] = a;
            floor.value[round] = b;
        }
    }
    if (after.packets) {
        struct sample above = sample_difference(&ours, &floor);
        row_sample(&ours, "ns/packet", UNBOUNDED, 0, "%s/%s/libskypedpi", what, kind);
        row_sample(&floor, "ns/packet", UNBOUNDED, 0, "%s/%s/floor", what, kind);
        row_sample(&above, "ns/packet", AT_MOST, DECIDED_BOUND, "%s/%s/libskypedpi above floor", what, kind);
    }
    plan_free(&before);
    plan_free(&after);
}

static void measure(const struct traffic *traffic, const char *captures)
{
    struct trial trial = {.traffic = traffic};

    if (!traffic_load(traffic, captures, &trial.stream)) {
        fprintf(stderr, "bench-speed: no captures for %s: left out\n", traffic->name);
        return;
    }
    trial.mark = checked(calloc(trial.stream.packets, 1));
    for (unsigned i = 0; i < FLOOR; i++) {
        run_mark(contestants[i], &trial.stream, trial.mark, BIT(i));
    }
    measure_undecided(&trial);
    measure_whole(&trial);
    measure_decided(&trial, false);
    measure_decided(&trial, true);
    free(trial.mark);
    stream_free(&trial.stream);
}

int main(int argc, char **argv)
{
    if (argc != 2 && !(argc == 3 && traffic_find(argv[2]))) {
        fputs("usage: bench-speed CAPTURES [TRAFFIC]\n", stderr);
        return 2;
    }
    run_keep_memory();
    for (const struct traffic *traffic = traffics; traffic->name; traffic++) {
        if (argc == 2 || strcmp(traffic->name, argv[2]) == 0) {
            measure(traffic, argv[1]);
        }
    }
    return EXIT_SUCCESS;
}
