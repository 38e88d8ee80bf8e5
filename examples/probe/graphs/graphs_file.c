/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <rrd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "examples/probe/graphs/graphs_file.h"

const char *const graphs_values[GRAPHS_VALUES] = {"forward", "reverse", "packets"};

const struct graphs_period graphs_periods[GRAPHS_PERIODS] = {
    {"hour", 3600, 0},           {"day", 86400, 120},          {"week", 7 * 86400, 840},
    {"month", 30 * 86400, 3600}, {"year", 366 * 86400, 43200},
};

/* Longer than any time between two readings: see the header. */
#define HEARTBEAT "2000000000"

uint64_t graphs_row(const struct graphs_period *period, uint64_t step)
{
    return period->row > step ? (period->row + step - 1) / step * step : step;
}

static void explain(char why[GRAPHS_WHY])
{
    snprintf(why, GRAPHS_WHY, "%s", rrd_test_error() ? rrd_get_error() : "librrd does not tell why");
    rrd_clear_error();
}

/* Takes what one entry of the file's description tells; counts what is wanted of it. */
static unsigned take(const struct rrd_info_t *entry, struct graphs_reading *last, uint64_t *step)
{
    if (entry->type == RD_I_CNT && !strcmp(entry->key, "step")) {
        *step = entry->value.u_cnt;
        return *step > 0;
    }
    if (entry->type == RD_I_CNT && !strcmp(entry->key, "last_update")) {
        last->time = entry->value.u_cnt;
        return 1;
    }
    for (unsigned i = 0; entry->type == RD_I_STR && i < GRAPHS_VALUES; i++) {
        char key[32];
        snprintf(key, sizeof(key), "ds[%s].last_ds", graphs_values[i]);
        if (strcmp(entry->key, key))
            continue;
        const char *text = entry->value.u_str;
        last->known = last->known && *text >= '0' && *text <= '9';
        last->values[i] = last->known ? strtoull(text, NULL, 10) : 0;
        return 1;
    }
    return 0;
}

enum graphs_found graphs_file_read(const char *path, struct graphs_reading *last, uint64_t *step,
                                   char why[GRAPHS_WHY])
{
    struct stat about = {0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0 ? !fstat(file, &about) && about.st_size == 0 : errno == ENOENT || errno == ENOTDIR) {
        if (file >= 0)
            close(file);
        return GRAPHS_ABSENT;
    }
    if (file < 0 || close(file)) {
        snprintf(why, GRAPHS_WHY, "%s", strerror(errno));
        return GRAPHS_UNREADABLE;
    }
    rrd_clear_error();
    rrd_info_t *info = rrd_info_r(path);
    if (!info) {
        explain(why);
        return GRAPHS_BROKEN;
    }
    *last = (struct graphs_reading){.known = true};
    unsigned found = 0;
    for (const rrd_info_t *entry = info; entry; entry = entry->next)
        found += take(entry, last, step);
    rrd_info_free(info);
    if (found == GRAPHS_VALUES + 2)
        return GRAPHS_FOUND;
    snprintf(why, GRAPHS_WHY, "it has other counters");
    return GRAPHS_BROKEN;
}

/* Sources and archives. The finest one has no greatest values: they would be the same. */
static unsigned describe(uint64_t step, char lines[][64])
{
    unsigned count = 0;
    for (unsigned i = 0; i < GRAPHS_VALUES; i++)
        snprintf(lines[count++], 64, "DS:%s:DERIVE:" HEARTBEAT ":0:U", graphs_values[i]);
    for (unsigned i = 0; i < GRAPHS_PERIODS; i++) {
        uint64_t steps = graphs_row(&graphs_periods[i], step) / step;
        snprintf(lines[count++], 64, "RRA:AVERAGE:0.9999:%" PRIu64 ":%d", steps, GRAPHS_ROWS);
        if (i > 0)
            snprintf(lines[count++], 64, "RRA:MAX:0.9999:%" PRIu64 ":%d", steps, GRAPHS_ROWS);
    }
    return count;
}

/* Makes the folder a file is to be in, and so many above that one. */
static bool make_folder(const char *path, unsigned above)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path)) : NULL;
    bool made = folder && !mkdir(folder, 0755);
    if (folder && !made && errno == ENOENT && above > 0)
        made = make_folder(folder, above - 1) && !mkdir(folder, 0755);
    free(folder);
    return made;
}

/* Opens it. Its scope's folder is new, or gone, and the one of all scopes may be gone with it. */
static int make(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (file >= 0 || errno != ENOENT)
        return file;
    return make_folder(path, 1) ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644) : -1;
}

/* Why librrd could not write a file that could be opened: it does not tell. */
static void explain_write(const char *path, char why[GRAPHS_WHY])
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    int error = file < 0
                    ? errno
                    : posix_fallocate(file, 0, (2 * GRAPHS_PERIODS * GRAPHS_VALUES * GRAPHS_ROWS + 1024) * 8);
    if (file >= 0)
        close(file);
    snprintf(why, GRAPHS_WHY, "%s", error ? strerror(error) : "it cannot be written");
}

bool graphs_file_create(const char *path, uint64_t step, uint64_t begin, char why[GRAPHS_WHY])
{
    /* librrd does not tell why it cannot make a file, so an empty one is made first; it puts its own in that
     * place */
    int file = make(path);
    struct stat about = {0};
    bool good = file >= 0 && !fstat(file, &about);
    if (file >= 0 && close(file))
        good = false;
    if (!good || about.st_size > 0) {
        snprintf(why, GRAPHS_WHY, "%s", strerror(good ? EEXIST : errno));
        return false;
    }
    char lines[GRAPHS_VALUES + 2 * GRAPHS_PERIODS][64];
    const char *list[GRAPHS_VALUES + 2 * GRAPHS_PERIODS];
    unsigned count = describe(step, lines);
    for (unsigned i = 0; i < count; i++)
        list[i] = lines[i];
    rrd_clear_error();
    if (!rrd_create_r(path, step, (time_t)begin - 1, (int)count, list))
        return true;
    if (rrd_test_error() && *rrd_get_error())
        explain(why);
    else
        explain_write(path, why);
    unlink(path);
    return false;
}

bool graphs_file_update(const char *path, const struct graphs_reading *readings, unsigned count,
                        char why[GRAPHS_WHY])
{
    char lines[GRAPHS_READINGS][96];
    const char *list[GRAPHS_READINGS];
    for (unsigned i = 0; i < count; i++) {
        const uint64_t *values = readings[i].values;
        list[i] = lines[i];
        if (readings[i].known)
            snprintf(lines[i], sizeof(lines[i]), "%" PRIu64 ":%" PRIu64 ":%" PRIu64 ":%" PRIu64,
                     readings[i].time, values[0], values[1], values[2]);
        else
            snprintf(lines[i], sizeof(lines[i]), "%" PRIu64 ":U:U:U", readings[i].time);
    }
    rrd_clear_error();
    if (!rrd_update_r(path, NULL, (int)count, list))
        return true;
    explain(why);
    return false;
}
