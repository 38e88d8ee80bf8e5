/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_THREAD_H
#define EXAMPLES_PROBE_THREAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* What threads beside the probe's own have in common. */

/* Starts one to which no signal goes: they are for the other threads. 0, or an errno. */
int thread_start(pthread_t *thread, void *(*run)(void *state), void *state);

/* Makes a condition that is waited for by clock_monotonic(). False: there is no memory for it. */
bool thread_condition(pthread_cond_t *condition);

/* Waits with the mutex held. False when `end` has come. */
bool thread_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, uint64_t end);

#endif
