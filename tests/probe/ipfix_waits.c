/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/probe/ipfix_waits.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <time.h>

static _Thread_local unsigned mine;
static _Thread_local bool asking;
static atomic_uint naps;

int __real_pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex,
                                  const struct timespec *end);
int __wrap_pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex,
                                  const struct timespec *end);
int __real_nanosleep(const struct timespec *time, struct timespec *rest);
int __wrap_nanosleep(const struct timespec *time, struct timespec *rest);

int __wrap_pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *end)
{
    mine++;
    return __real_pthread_cond_timedwait(condition, mutex, end);
}

int __wrap_nanosleep(const struct timespec *time, struct timespec *rest)
{
    if (!asking)
        naps++;
    return __real_nanosleep(time, rest);
}

unsigned waits_mine(void)
{
    return mine;
}

unsigned waits_naps(void)
{
    return naps;
}

void waits_forget(void)
{
    asking = true;
    mine = 0;
    naps = 0;
}
