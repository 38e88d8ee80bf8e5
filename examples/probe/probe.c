/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/handover.h"
#include "examples/probe/hub.h"
#include "examples/probe/names.h"
#include "examples/probe/notify.h"
#include "examples/probe/pidfile.h"
#include "examples/probe/privileges.h"
#include "examples/probe/reader.h"
#include "examples/probe/signals.h"
#include "examples/probe/sinks.h"
#include "examples/probe/worker.h"

/* skypedpi-probe: tells who uses Skype, when, and how much.
 *
 *     source -> reader -> workers -> hub -> sinks
 *
 * This thread is the reader. */

enum { EXIT_FINE = 0, EXIT_LOST = 1, EXIT_CANNOT = 2 };

struct probe {
    struct settings settings;
    struct source source;
    struct signals signals;
    struct sinks sinks;
    struct worker *workers;
    struct ring *rings[SETTINGS_WORKERS];
    unsigned opened; /* workers */
    struct reader reader;
    struct hub hub;
    reader_mailbox mailbox;
    atomic_uint reopen;
    int pidfile;
};

/* SIGHUP: logs are opened anew, and what people write is read anew. */
static void reload(void *user)
{
    struct probe *probe = user;
    struct rulebook *rules;

    atomic_fetch_add(&probe->reopen, 1);
    notify_reloading();
    rules = rulebook_read(&probe->settings);
    if (!rules) {
        complain("signatures, subscribers and policy stay as they were");
        atomic_fetch_add(&probe->hub.refused, 1);
        notify_ready();
        return;
    }
    complain("signatures, subscribers and policy were read; they count from the next interval on");
    rulebook_free(atomic_exchange(&probe->mailbox, rules));
}

/* A second SIGTERM. */
static void leave(void *user)
{
    const struct probe *probe = user;

    sinks_leave(&probe->settings);
}

/* ---- before there are threads ---- */

static bool go_there(const char *directory)
{
    bool there = chdir(directory) == 0;

    if (!there)
        complain("%s: %s", directory, strerror(errno));
    return there;
}

/* What people write, for whoever needs it. */
static bool read_texts(struct probe *probe)
{
    probe->hub.rules = rulebook_read(&probe->settings);
    return probe->hub.rules &&
           reader_open(&probe->reader, &probe->settings, &probe->source, probe->rings, &probe->mailbox);
}

/* What is read is read by the user the probe runs as from here on: what can be read now can be read again on
 * SIGHUP. Where it cannot, it was said. */
static bool open_process(struct probe *probe)
{
    struct settings *settings = &probe->settings;
    bool as_root;

    if (settings->directory && !go_there(settings->directory))
        return false;
    if (!source_open(&probe->source, settings, &probe->signals.stop))
        return false;
    probe->pidfile = settings->pidfile ? pidfile_open(settings->pidfile) : -1;
    if (settings->pidfile && probe->pidfile < 0)
        return false;
    if (!handover(settings, &as_root) || (as_root && !read_texts(probe)) || !privileges_drop(settings->user))
        return false;
    return as_root || read_texts(probe);
}

static bool open_workers(struct probe *probe, const struct rulebook *rules)
{
    unsigned count = probe->settings.workers;

    probe->workers = calloc(count, sizeof(*probe->workers));
    if (!probe->workers) {
        complain("out of memory");
        return false;
    }
    for (unsigned i = 0; i < count; i++) {
        probe->rings[i] = &probe->workers[i].in;
        probe->opened++;
        if (!worker_open(&probe->workers[i], &probe->settings, rules))
            return false;
    }
    return true;
}

static bool open_parts(struct probe *probe)
{
    struct rulebook *rules = probe->hub.rules;

    return open_workers(probe, rules) &&
           hub_open(&probe->hub, probe->workers, probe->opened, &probe->sinks, rules) &&
           sinks_open(&probe->sinks, &probe->settings, &probe->reopen);
}

static void close_parts(struct probe *probe)
{
    reader_close(&probe->reader);
    for (unsigned i = 0; i < probe->opened; i++)
        worker_close(&probe->workers[i]);
    free(probe->workers);
    hub_close(&probe->hub);
    rulebook_free(atomic_exchange(&probe->mailbox, NULL));
    sinks_free(&probe->sinks);
    source_close(&probe->source);
    pidfile_close(probe->pidfile, probe->settings.pidfile);
}

/* ---- with threads ---- */

/* There is no way back from half of them. */
static void make_thread(pthread_t *thread, void *(*run)(void *user), void *user)
{
    int failed = pthread_create(thread, NULL, run, user);

    if (failed) {
        complain("cannot make a thread: %s", strerror(failed));
        _exit(EXIT_CANNOT);
    }
}

static void run(struct probe *probe)
{
    make_thread(&probe->hub.thread, hub_run, &probe->hub);
    for (unsigned i = 0; i < probe->opened; i++)
        make_thread(&probe->workers[i].thread, worker_run, &probe->workers[i]);
    if (!signals_start(&probe->signals, reload, leave, probe))
        _exit(EXIT_CANNOT);
    notify_ready();
    reader_run(&probe->reader);
    for (unsigned i = 0; i < probe->opened; i++)
        pthread_join(probe->workers[i].thread, NULL);
    pthread_join(probe->hub.thread, NULL);
    signals_end(&probe->signals);
}

static int status_of(const struct probe *probe)
{
    bool lost = probe->source.lost || probe->hub.lost;

    for (unsigned i = 0; i < probe->opened; i++)
        lost |= probe->workers[i].failed;
    return lost ? EXIT_LOST : EXIT_FINE;
}

static int work(struct probe *probe)
{
    int status = EXIT_CANNOT;

    if (open_process(probe) && open_parts(probe)) {
        signals_block();
        run(probe);
        status = status_of(probe);
    }
    close_parts(probe);
    return status;
}

/* A standard file that is closed would be the next one that is opened, and complaints would go into that. What
 * stands in for it is opened the wrong way round, so that using it fails as before. */
static void hold_standard_files(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        if (fcntl(file, F_GETFD) == -1)
            open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Help or version: a full disk takes neither. */
static int printed(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_FINE;
    complain("standard output: cannot write: %s", strerror(errno));
    return EXIT_CANNOT;
}

int main(int argc, char **argv)
{
    int status = EXIT_CANNOT;

    hold_standard_files();
    struct probe *probe = calloc(1, sizeof(*probe));
    sinks_begin(argc, argv);
    if (!probe) {
        complain("out of memory");
        return EXIT_CANNOT;
    }
    probe->pidfile = -1;
    signals_hold_reload();
    enum settings_result wanted = settings_read(&probe->settings, argc, argv);
    if (wanted == SETTINGS_DONE)
        status = printed();
    else if (wanted == SETTINGS_RUN)
        status = work(probe);
    settings_free(&probe->settings);
    free(probe);
    return status;
}
