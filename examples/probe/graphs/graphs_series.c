/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/complain.h"
#include "examples/probe/graphs/graphs_series.h"

void graphs_disk_complain(struct graphs_disk *disk, const char *path, const char *why)
{
    if (!disk->complained)
        complain("graphs: %s: %s; what cannot be written is tried again", path, why);
    disk->complained = true;
}

void graphs_disk_well(struct graphs_disk *disk)
{
    if (disk->complained)
        complain("graphs: all is written again");
    disk->complained = false;
}

/* The file is there. What was counted while it was not comes on top of what it has. */
static void adopt(struct graphs_series *series, const struct graphs_reading *last, uint64_t step)
{
    if (step != series->disk->step && !series->disk->step_told)
        complain("graphs: %s has a step of %" PRIu64 " s and keeps it", series->path, step);
    series->disk->step_told |= step != series->disk->step;
    for (unsigned i = 0; i < GRAPHS_VALUES; i++) {
        if (!series->made)
            series->total[i] += last->values[i];
        else if (series->total[i] < last->values[i])
            series->total[i] = last->values[i];
    }
    series->made = true;
    series->written = *last;
}

/* The file was never made, or was taken away: what it had is not written again. */
static void forget(struct graphs_series *series)
{
    for (unsigned i = 0; i < GRAPHS_VALUES; i++)
        series->total[i] -= series->written.values[i];
    series->made = false;
    series->written = (struct graphs_reading){0};
}

/* Takes the series back to what its file has. */
static enum graphs_found load(struct graphs_series *series, char why[GRAPHS_WHY])
{
    struct graphs_reading last = {0};
    uint64_t step = 0;
    enum graphs_found found = graphs_file_read(series->path, &last, &step, why);
    if (found == GRAPHS_FOUND)
        adopt(series, &last, step);
    if (found == GRAPHS_ABSENT)
        forget(series);
    if (found == GRAPHS_BROKEN) {
        complain("graphs: %s is left alone: %s", series->path, why);
        series->broken = true;
        series->disk->lost = true;
    }
    series->count = 0;
    series->last = series->written.time;
    memcpy(series->told, series->written.values, sizeof(series->told));
    return found;
}

struct graphs_series *graphs_series_new(struct graphs_disk *disk, int by, char *name, char *path)
{
    struct graphs_series *series = name && path ? calloc(1, sizeof(*series)) : NULL;
    if (!series) {
        free(name);
        free(path);
        return NULL;
    }
    *series = (struct graphs_series){.disk = disk, .name = name, .path = path, .by = by};
    char why[GRAPHS_WHY];
    if (load(series, why) == GRAPHS_UNREADABLE)
        graphs_disk_complain(disk, path, why);
    return series;
}

void graphs_series_free(struct graphs_series *series)
{
    free(series->name);
    free(series->path);
    free(series);
}

void graphs_series_add(struct graphs_series *series, const uint64_t values[GRAPHS_VALUES])
{
    for (unsigned i = 0; i < GRAPHS_VALUES; i++)
        series->total[i] += values[i];
}

static bool make(struct graphs_series *series, char why[GRAPHS_WHY])
{
    struct graphs_reading last;
    uint64_t step;
    switch (graphs_file_read(series->path, &last, &step, why)) {
    case GRAPHS_ABSENT:
        return graphs_file_create(series->path, series->disk->step, series->readings[0].time, why);
    case GRAPHS_FOUND:
        snprintf(why, GRAPHS_WHY, "it is there again");
        return false;
    default:
        return false;
    }
}

bool graphs_series_flush(struct graphs_series *series)
{
    char why[GRAPHS_WHY], more[GRAPHS_WHY];
    if (!series->count)
        return !series->failed;
    series->made = series->made || make(series, why);
    if (!series->made || !graphs_file_update(series->path, series->readings, series->count, why)) {
        graphs_disk_complain(series->disk, series->path, why);
        load(series, more);
        series->failed = true;
        series->waiting = true;
        return false;
    }
    series->failed = false;
    series->written = series->readings[series->count - 1];
    series->count = 0;
    return true;
}

static bool put(struct graphs_series *series, uint64_t time, bool known)
{
    if (series->broken || series->waiting)
        return false;
    if (series->count == GRAPHS_READINGS && !graphs_series_flush(series))
        return false;
    struct graphs_reading *reading = &series->readings[series->count++];
    *reading = (struct graphs_reading){.time = time, .known = known};
    memcpy(reading->values, series->told, sizeof(series->told));
    series->last = time;
    return true;
}

/* A file that is not there yet knows of silence since all that is known began. */
static bool begin(struct graphs_series *series)
{
    return series->last || put(series, series->disk->begin, true);
}

static bool changed(const struct graphs_series *series)
{
    return memcmp(series->total, series->told, sizeof(series->told)) != 0;
}

/* All that was added so far was used up to then. */
static void tell(struct graphs_series *series, uint64_t time)
{
    if (series->waiting || series->broken || (series->count == GRAPHS_READINGS && !graphs_series_flush(series)))
        return;
    memcpy(series->told, series->total, sizeof(series->told));
    put(series, time, true);
}

void graphs_series_interval(struct graphs_series *series, uint64_t start, uint64_t end)
{
    if (!changed(series) || !begin(series) || end <= series->last)
        return;
    if (start > series->last && !put(series, start, true))
        return;
    tell(series, end);
}

void graphs_series_reach(struct graphs_series *series, uint64_t time)
{
    if (series->last && series->last < time && !changed(series))
        put(series, time, true);
}

void graphs_series_resume(struct graphs_series *series, uint64_t time)
{
    if (!series->last || time <= series->last)
        return;
    /* the two readings go together: a counter without a reading would begin anew after a crash */
    if (series->count + 2 > GRAPHS_READINGS && !graphs_series_flush(series))
        return;
    if (time - series->last > GRAPHS_SILENCE)
        put(series, time - 1, false);
    put(series, time, true);
}

bool graphs_series_end(struct graphs_series *series, uint64_t now)
{
    series->waiting = false;
    graphs_series_interval(series, now - series->disk->step, now);
    if (changed(series) && begin(series))
        tell(series, series->last + series->disk->step);
    graphs_series_reach(series, now);
    return graphs_series_flush(series) && !changed(series);
}
