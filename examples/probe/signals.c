/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include "examples/probe/clock.h"
#include "examples/probe/complain.h"
#include "examples/probe/notify.h"
#include "examples/probe/signals.h"

#define WAKE  SIGUSR1             /* ends a system call the reader waits in */
#define AGAIN (100 * MILLISECOND) /* from one waking to the next: one may come too early */
#define SAME  (100 * MILLISECOND) /* so soon it is the first one once more: timeout(1) signals twice */

#define EXIT_AT_ONCE 1

static sigset_t waited_for(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGUSR2); /* signals_end() */
    return set;
}

void signals_hold_reload(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

void signals_block(void)
{
    sigset_t set = waited_for();

    sigaddset(&set, WAKE);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static void ask_to_stop(struct signals *signals)
{
    if (!atomic_exchange(&signals->stop, true)) {
        signals->asked = clock_monotonic();
        notify_stopping();
    } else if (clock_monotonic() - signals->asked > SAME) {
        complain("ended at once: what was not written yet is lost");
        signals->leave(signals->user);
        _exit(EXIT_AT_ONCE);
    }
}

static void *wait_for_signals(void *user)
{
    struct signals *signals = user;
    const struct timespec again = {.tv_nsec = AGAIN};
    const sigset_t set = waited_for();

    while (!atomic_load(&signals->finished)) {
        bool waking = atomic_load(&signals->stop);
        int got = waking ? sigtimedwait(&set, NULL, &again) : sigwaitinfo(&set, NULL);
        if (got == SIGTERM || got == SIGINT)
            ask_to_stop(signals);
        else if (got == SIGHUP && !waking)
            signals->reload(signals->user);
        if (atomic_load(&signals->stop) && !atomic_load(&signals->finished))
            pthread_kill(signals->reader, WAKE);
    }
    return NULL;
}

static void do_nothing(int number)
{
    (void)number;
}

bool signals_start(struct signals *signals, void (*reload)(void *user), void (*leave)(void *user), void *user)
{
    const struct sigaction action = {.sa_handler = do_nothing}; /* no SA_RESTART: what it interrupts ends */
    sigset_t wake;

    signals->reload = reload;
    signals->leave = leave;
    signals->user = user;
    signals->reader = pthread_self();
    sigaction(WAKE, &action, NULL);
    int failed = pthread_create(&signals->thread, NULL, wait_for_signals, signals);
    if (failed) {
        complain("cannot make a thread: %s", strerror(failed));
        return false;
    }
    sigemptyset(&wake);
    sigaddset(&wake, WAKE);
    pthread_sigmask(SIG_UNBLOCK, &wake, NULL);
    return true;
}

void signals_end(struct signals *signals)
{
    atomic_store(&signals->finished, true);
    pthread_kill(signals->thread, SIGUSR2);
    pthread_join(signals->thread, NULL);
}
