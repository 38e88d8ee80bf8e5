/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/export/export_upload.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "examples/probe/complain.h"
#include "examples/probe/export/export_ftp.h"
#include "examples/probe/thread.h"

#define PAUSE_FIRST SECOND
#define PAUSE_MAX   (300 * SECOND)
#define PAUSE_LAST  (500 * MILLISECOND) /* while it ends */

struct export_upload {
    const struct spool *spool;
    struct export_ftp *ftp;
    pthread_t thread;
    _Atomic uint64_t until; /* real time: whatever is under way is given up then */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool fresh; /* there may be files that were not seen */
    bool stopping;
    bool away; /* it was said that the server is */
};

static bool give_up(void *state)
{
    const struct export_upload *upload = state;
    return clock_monotonic() >= atomic_load(&upload->until);
}

static bool failed(struct export_upload *upload, const char *name, const char *why)
{
    if (!upload->away && !give_up(upload))
        complain("export: %s: %s; files wait", name, why);
    upload->away = true;
    return false;
}

static bool send_file(struct export_upload *upload, const char *name)
{
    struct stat status;
    int fd = spool_read(upload->spool, name);
    if (fd < 0 || fstat(fd, &status) != 0) {
        failed(upload, name, strerror(errno));
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool sent = export_ftp_send(upload->ftp, name, fd, (uint64_t)status.st_size);
    close(fd);
    if (!sent)
        return failed(upload, name, export_ftp_error(upload->ftp));
    if (!spool_remove(upload->spool, name))
        return failed(upload, name, strerror(errno));
    if (upload->away)
        complain("export: files are sent again");
    upload->away = false;
    return true;
}

/* False: something stays, and is tried again later. */
static bool send_all(struct export_upload *upload)
{
    struct spool_list list;
    bool good = spool_list(upload->spool, &list);
    if (!good)
        failed(upload, "spool", strerror(errno));
    for (size_t i = 0; i < list.count && good; i++)
        good = !give_up(upload) && send_file(upload, list.names[i]);
    export_ftp_hang_up(upload->ftp);
    spool_list_free(&list);
    return good;
}

/* The pause is cut short when it all comes to an end: one more try. */
static void pause_after_failure(struct export_upload *upload, uint64_t *pause)
{
    uint64_t begun = clock_monotonic();
    pthread_mutex_lock(&upload->mutex);
    bool stopping = upload->stopping;
    uint64_t end = begun + (stopping && *pause > PAUSE_LAST ? PAUSE_LAST : *pause);
    while (clock_monotonic() < end && !give_up(upload) && stopping == upload->stopping) {
        uint64_t until = atomic_load(&upload->until);
        thread_wait(&upload->changed, &upload->mutex, until < end ? until : end);
    }
    upload->fresh = true;
    pthread_mutex_unlock(&upload->mutex);
    *pause = 2 * *pause < PAUSE_MAX ? 2 * *pause : PAUSE_MAX;
}

/* False: there is nothing left to do, or no time to do it. */
static bool wait_for_files(struct export_upload *upload)
{
    pthread_mutex_lock(&upload->mutex);
    while (!upload->fresh && !upload->stopping)
        pthread_cond_wait(&upload->changed, &upload->mutex);
    bool more = upload->fresh && !give_up(upload);
    upload->fresh = false;
    pthread_mutex_unlock(&upload->mutex);
    return more;
}

static void *run(void *state)
{
    struct export_upload *upload = state;
    uint64_t pause = PAUSE_FIRST;
    while (wait_for_files(upload)) {
        if (send_all(upload))
            pause = PAUSE_FIRST;
        else
            pause_after_failure(upload, &pause);
    }
    return NULL;
}

static void release(struct export_upload *upload)
{
    export_ftp_free(upload->ftp);
    pthread_cond_destroy(&upload->changed);
    pthread_mutex_destroy(&upload->mutex);
    free(upload);
}

struct export_upload *export_upload_start(const struct export_settings *settings, const struct spool *spool)
{
    struct export_upload *upload = calloc(1, sizeof *upload);
    if (upload == NULL) {
        complain("export: no memory");
        return NULL;
    }
    thread_condition(&upload->changed);
    pthread_mutex_init(&upload->mutex, NULL);
    atomic_init(&upload->until, UINT64_MAX);
    upload->spool = spool;
    upload->fresh = true; /* of former times */
    upload->ftp = export_ftp_new(settings, give_up, upload);
    int error = upload->ftp != NULL ? thread_start(&upload->thread, run, upload) : 0;
    if (error != 0)
        complain("export: %s", strerror(error));
    if (upload->ftp == NULL || error != 0) {
        release(upload);
        return NULL;
    }
    return upload;
}

void export_upload_wake(struct export_upload *upload)
{
    pthread_mutex_lock(&upload->mutex);
    upload->fresh = true;
    pthread_cond_signal(&upload->changed);
    pthread_mutex_unlock(&upload->mutex);
}

void export_upload_stop(struct export_upload *upload, unsigned grace_seconds)
{
    atomic_store(&upload->until, clock_monotonic() + grace_seconds * SECOND);
    pthread_mutex_lock(&upload->mutex);
    upload->stopping = true;
    pthread_cond_signal(&upload->changed);
    pthread_mutex_unlock(&upload->mutex);
    pthread_join(upload->thread, NULL);
    release(upload);
}
