/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/export/export.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "examples/probe/complain.h"
#include "examples/probe/export/export_upload.h"
#include "examples/probe/export/spool.h"
#include "examples/probe/export/stats_csv.h"

#define EVERY (300 * SECOND)

struct exporter {
    char *directory;
    uint64_t every;
    unsigned grace_seconds;
    bool failing; /* the spool did not take what is due: it is tried again */
    struct stats_csv *stats;
    struct spool *spool;
    struct export_upload *upload; /* NULL: files stay */
};

static bool write_stats(void *what, FILE *file)
{
    return stats_csv_write(what, file);
}

/* False: it stays in memory. */
static bool put(struct exporter *exporter)
{
    bool failed_before = exporter->failing;
    if (stats_csv_empty(exporter->stats))
        return true;
    exporter->failing =
        !spool_put(exporter->spool, stats_csv_start(exporter->stats), write_stats, exporter->stats);
    if (exporter->failing && !failed_before)
        complain("export: cannot write into %s: %s; statistics wait in memory", exporter->directory,
                 strerror(errno));
    if (exporter->failing)
        return false;
    if (failed_before)
        complain("export: %s can be written again", exporter->directory);
    stats_csv_clear(exporter->stats);
    if (exporter->upload != NULL)
        export_upload_wake(exporter->upload);
    return true;
}

/* When what began at `start` is due. */
static uint64_t due(const struct exporter *exporter, uint64_t start)
{
    return start - start % exporter->every + exporter->every;
}

/* Time that goes back begins a new file, so that no two files tell of the same time twice. */
static void on_interval(void *state, const struct interval *interval, const struct names *names)
{
    struct exporter *exporter = state;
    if (!stats_csv_empty(exporter->stats) &&
        (interval->start < stats_csv_end(exporter->stats) ||
         interval->start >= due(exporter, stats_csv_start(exporter->stats))))
        put(exporter);
    stats_csv_add(exporter->stats, interval, names);
    if (exporter->failing || interval->end >= due(exporter, stats_csv_start(exporter->stats)))
        put(exporter);
}

static void on_tick(void *state)
{
    struct exporter *exporter = state;
    if (exporter->failing)
        put(exporter);
}

static void release(struct exporter *exporter)
{
    stats_csv_free(exporter->stats);
    spool_close(exporter->spool);
    free(exporter->directory);
    free(exporter);
}

static void say_left(const struct exporter *exporter)
{
    struct spool_list list;
    if (!spool_list(exporter->spool, &list))
        complain("export: %s: %s", exporter->directory, strerror(errno));
    else if (list.count > 0)
        complain("export: %zu files are left in %s, to be sent after the next start", list.count,
                 exporter->directory);
    spool_list_free(&list);
}

/* A full disk may have room once files are sent. */
static bool on_close(void *state)
{
    struct exporter *exporter = state;
    bool sends = exporter->upload != NULL;
    put(exporter);
    if (sends)
        export_upload_stop(exporter->upload, exporter->grace_seconds);
    exporter->upload = NULL;
    bool kept = put(exporter);
    if (!kept)
        complain("export: the statistics since the last file are lost: %s cannot be written",
                 exporter->directory);
    if (sends)
        say_left(exporter);
    release(exporter);
    return kept;
}

static bool start(struct exporter *exporter, const struct export_settings *settings)
{
    exporter->directory = strdup(settings->directory);
    exporter->stats = stats_csv_new();
    if (exporter->directory == NULL || exporter->stats == NULL) {
        complain("export: no memory");
        return false;
    }
    exporter->spool = spool_open(exporter->directory, settings->name);
    if (exporter->spool == NULL || settings->url == NULL)
        return exporter->spool != NULL;
    exporter->upload = export_upload_start(settings, exporter->spool);
    return exporter->upload != NULL;
}

bool export_open(const struct export_settings *settings, struct sink *sink)
{
    struct exporter *exporter = calloc(1, sizeof *exporter);
    if (exporter == NULL) {
        complain("export: no memory");
        return false;
    }
    exporter->every = settings->every != 0 ? settings->every : EVERY;
    exporter->grace_seconds = settings->grace_seconds;
    if (!start(exporter, settings)) {
        release(exporter);
        return false;
    }
    *sink = (struct sink){
        .name = "export", .state = exporter, .interval = on_interval, .tick = on_tick, .close = on_close};
    return true;
}
