/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SIGNALS_H
#define EXAMPLES_PROBE_SIGNALS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* A thread that waits for signals, so that no handler has to be careful. SIGTERM and SIGINT ask for the end, a
 * second one, a while later, calls `leave` and ends at once; SIGHUP calls `reload`. Both in that thread. */

struct signals {
    pthread_t thread;
    pthread_t reader; /* is woken from whatever it waits for when the end is asked for */
    atomic_bool stop;
    atomic_bool finished;
    uint64_t asked; /* when the end was asked for, in real time */
    void (*reload)(void *user);
    void (*leave)(void *user);
    void *user;
};

/* First of all: who asks to reload before everything is read is heard later. The others end the probe, but for
 * SIGPIPE: a write tells that nobody reads. */
void signals_hold_reload(void);
/* When all is open, which may take as long as others like: before, they end the probe. Threads that were made
 * until then hold all of them back themselves; in those that are made from now on all signals wait. */
void signals_block(void);
/* The calling thread is the reader. False after a complaint. */
bool signals_start(struct signals *signals, void (*reload)(void *user), void (*leave)(void *user), void *user);
void signals_end(struct signals *signals);

#endif
