/* SPDX-License-Identifier: BSD-2-Clause */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "tests/bench/run.h"
#include "tests/bench/sample.h"
#include "tests/bench/traffic.h"

/* bench-threads: the same work in each of one to as many threads as there are cores, an engine and a table
 * each. If nothing is shared it takes as long as in one thread: that is an efficiency of 100 %. */

#define THREADS_MOST     256
#define PASSES           4 /* through the traffic */
#define EFFICIENCY_BOUND 90

struct work {
    pthread_t thread;
    const struct stream *stream;
    const struct plan *plan;
    pthread_barrier_t *go, *done;
};

static void *worker(void *argument)
{
    const struct work *work = argument;
    struct run run[PASSES];

    for (int i = 0; i < PASSES; i++) {
        run_begin(&run[i], &contest_skypedpi, work->stream, false);
    }
    pthread_barrier_wait(work->go);
    for (int i = 0; i < PASSES; i++) {
        run_frames(&run[i], work->plan);
    }
    pthread_barrier_wait(work->done);
    for (int i = 0; i < PASSES; i++) {
        run_end(&run[i]);
    }
    return NULL;
}

static uint64_t time_threads(const struct stream *stream, const struct plan *plan, unsigned threads)
{
    static struct work work[THREADS_MOST];
    pthread_barrier_t go, done;

    pthread_barrier_init(&go, NULL, threads + 1);
    pthread_barrier_init(&done, NULL, threads + 1);
    for (unsigned i = 0; i < threads; i++) {
        work[i] = (struct work){.stream = stream, .plan = plan, .go = &go, .done = &done};
        if (pthread_create(&work[i].thread, NULL, worker, &work[i]) != 0) {
            give_up("a thread cannot be started");
        }
    }
    pthread_barrier_wait(&go);
    uint64_t begin = clock_nanoseconds();
    pthread_barrier_wait(&done);
    uint64_t time = clock_nanoseconds() - begin;
    for (unsigned i = 0; i < threads; i++) {
        pthread_join(work[i].thread, NULL);
    }
    pthread_barrier_destroy(&go);
    pthread_barrier_destroy(&done);
    return time;
}

static void measure(const struct stream *stream, const struct plan *plan, unsigned cores)
{
    struct sample *time = checked(calloc(cores + 1, sizeof(*time)));

    for (int round = -1; round < ROUNDS; round++) {
        for (unsigned threads = 1; threads <= cores; threads++) {
            double taken = (double)time_threads(stream, plan, threads);
            if (round >= 0) {
                time[threads].value[round] = taken;
            }
        }
    }
    for (unsigned threads = 1; threads <= cores; threads++) {
        struct sample speed, efficiency = sample_ratio(&time[1], &time[threads]);
        for (int i = 0; i < ROUNDS; i++) {
            efficiency.value[i] *= 100;
            speed.value[i] = 1e3 * threads * PASSES * (double)plan->packets / time[threads].value[i];
        }
        row_sample(&speed, "million packets/s", UNBOUNDED, 0, "threads/%u", threads);
        row_sample(&efficiency, "%", threads == cores ? AT_LEAST : UNBOUNDED, EFFICIENCY_BOUND,
                   "threads/%u efficiency", threads);
    }
    free(time);
}

int main(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned cores = online < 1 ? 1 : online > THREADS_MOST ? THREADS_MOST : (unsigned)online;
    struct stream stream = {0};

    run_keep_memory();
    traffic_load(traffic_find("mix-10"), "", &stream);
    uint8_t *mark = checked(calloc(stream.packets, 1));
    struct plan plan = plan_of(&stream, mark, 0, 0, false); /* all packets */
    measure(&stream, &plan, cores);
    free(mark);
    plan_free(&plan);
    stream_free(&stream);
    return EXIT_SUCCESS;
}
