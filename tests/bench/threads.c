/* SPDX-License-Identifier: BSD-2-Clause */
#define _GNU_SOURCE /* cores */
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include "tests/bench/run.h"
#include "tests/bench/sample.h"
#include "tests/bench/traffic.h"

/* bench-threads: the same work in each of one to as many threads as there are cores, an engine and a table
 * each, made one after the other as an embedder makes them. If nothing is shared it takes as long as in one
 * thread: that is an efficiency of 100 %. Each thread has a core. Where other programs want the cores, too, the
 * time on the clock is also theirs; the processor time of the threads is not, and shows whether they are in
 * each other's way. */

#define TRIES            5 /* in a round, of which the best counts */
#define EFFICIENCY_BOUND 90

struct work {
    pthread_t thread;
    struct run run;
    const struct plan *plan;
    pthread_barrier_t *go;
    unsigned core;
    uint64_t begin, end, processor;
};

struct team {
    double clock;     /* nanoseconds from the first begin to the last end */
    double processor; /* ... of all threads together */
};

static void *worker(void *argument)
{
    struct work *work = argument;
    cpu_set_t core;

    CPU_ZERO(&core);
    CPU_SET(work->core, &core);
    pthread_setaffinity_np(work->thread, sizeof(core), &core);
    pthread_barrier_wait(work->go);
    work->begin = clock_nanoseconds();
    work->processor = processor_nanoseconds();
    run_frames(&work->run, work->plan);
    work->processor = processor_nanoseconds() - work->processor;
    work->end = clock_nanoseconds();
    return NULL;
}

static struct team sum(const struct work *work, unsigned threads)
{
    uint64_t begin = UINT64_MAX, end = 0, processor = 0;

    for (unsigned i = 0; i < threads; i++) {
        begin = work[i].begin < begin ? work[i].begin : begin;
        end = work[i].end > end ? work[i].end : end;
        processor += work[i].processor;
    }
    return (struct team){(double)(end - begin), (double)processor};
}

static struct team time_threads(const struct stream *stream, const struct plan *plan, const unsigned *core,
                                unsigned threads)
{
    static struct work work[CPU_SETSIZE];
    pthread_barrier_t go;

    pthread_barrier_init(&go, NULL, threads);
    for (unsigned i = 0; i < threads; i++) {
        work[i] = (struct work){.plan = plan, .go = &go, .core = core[i]};
        run_begin(&work[i].run, &contest_skypedpi, stream, false);
    }
    for (unsigned i = 0; i < threads; i++) {
        if (pthread_create(&work[i].thread, NULL, worker, &work[i]) != 0) {
            give_up("a thread cannot be started");
        }
    }
    for (unsigned i = 0; i < threads; i++) {
        pthread_join(work[i].thread, NULL);
    }
    for (unsigned i = 0; i < threads; i++) {
        run_end(&work[i].run);
    }
    pthread_barrier_destroy(&go);
    return sum(work, threads);
}

/* One round; each number of threads has its turn in each try, so that all meet the same neighbours. */
static void time_round(const struct stream *stream, const struct plan *plan, const unsigned *core,
                       unsigned cores, struct team *best)
{
    for (int try = 0; try < TRIES; try++) {
        for (unsigned threads = 1; threads <= cores; threads++) {
            const struct team team = time_threads(stream, plan, core, threads);
            struct team *least = &best[threads];
            least->clock = try && least->clock < team.clock ? least->clock : team.clock;
            least->processor = try && least->processor < team.processor ? least->processor : team.processor;
        }
    }
}

/* Per cent: of `threads` times as much work, in which time. */
static struct sample efficiency(const struct sample *one, const struct sample *all, double threads)
{
    struct sample result = sample_ratio(one, all);

    for (int i = 0; i < ROUNDS; i++) {
        result.value[i] *= 100 * threads;
    }
    return result;
}

static void tell(const struct sample *clock, const struct sample *processor, unsigned cores)
{
    for (unsigned threads = 1; threads <= cores; threads++) {
        struct sample by_clock = efficiency(&clock[1], &clock[threads], 1);
        struct sample by_processor = efficiency(&processor[1], &processor[threads], threads);
        struct sample had = efficiency(&processor[threads], &clock[threads], 1.0 / threads);
        row_sample(&clock[threads], "ns/packet", UNBOUNDED, 0, "threads/%u", threads);
        row_sample(&by_clock, "%", threads == cores ? AT_LEAST : UNBOUNDED, EFFICIENCY_BOUND,
                   "threads/%u efficiency", threads);
        row_sample(&by_processor, "%", UNBOUNDED, 0, "threads/%u efficiency in processor time", threads);
        row_sample(&had, "%", UNBOUNDED, 0, "threads/%u processor time the machine had for them", threads);
    }
}

static void measure(const struct stream *stream, const struct plan *plan, const unsigned *core, unsigned cores)
{
    struct team *best = checked(calloc(cores + 1, sizeof(*best)));
    struct sample *clock = checked(calloc(cores + 1, sizeof(*clock)));
    struct sample *processor = checked(calloc(cores + 1, sizeof(*processor)));

    for (int round = -1; round < ROUNDS; round++) {
        time_round(stream, plan, core, cores, best);
        for (unsigned threads = 1; round >= 0 && threads <= cores; threads++) {
            clock[threads].value[round] = best[threads].clock / (double)plan->packets;
            processor[threads].value[round] = best[threads].processor / (double)plan->packets;
        }
    }
    tell(clock, processor, cores);
    free(best);
    free(clock);
    free(processor);
}

/* The cores this program may use; how many. */
static unsigned find_cores(unsigned *core)
{
    cpu_set_t set;
    unsigned count = 0;

    if (sched_getaffinity(0, sizeof(set), &set) != 0) {
        give_up("the cores cannot be told");
    }
    for (unsigned i = 0; i < CPU_SETSIZE; i++) {
        if (CPU_ISSET(i, &set)) {
            core[count++] = i;
        }
    }
    return count;
}

int main(void)
{
    unsigned core[CPU_SETSIZE];
    unsigned cores = find_cores(core);
    struct stream stream = {0};

    run_keep_memory();
    traffic_load(traffic_find("mix-10"), "", &stream);
    uint8_t *mark = checked(calloc(stream.packets, 1));
    struct plan plan = plan_of(&stream, mark, 0, 0, false); /* all packets */
    measure(&stream, &plan, core, cores);
    free(mark);
    plan_free(&plan);
    stream_free(&stream);
    return EXIT_SUCCESS;
}
