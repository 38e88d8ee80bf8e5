/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <time.h>
#include "examples/probe/clock.h"
#include "examples/probe/thread.h"

int thread_start(pthread_t *thread, void *(*run)(void *state), void *state)
{
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(thread, NULL, run, state);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

bool thread_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;

    if (pthread_condattr_init(&attributes) != 0)
        return false;
    bool made = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
                pthread_cond_init(condition, &attributes) == 0;
    pthread_condattr_destroy(&attributes);
    return made;
}

bool thread_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, uint64_t end)
{
    const struct timespec time = {.tv_sec = (time_t)(end / SECOND), .tv_nsec = (long)(end % SECOND)};

    return pthread_cond_timedwait(condition, mutex, &time) == 0;
}
