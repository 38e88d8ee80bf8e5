/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/graphs/graphs_file.h"
#include "examples/probe/graphs/graphs_picture.h"
#include "examples/probe/graphs/graphs_svg.h"

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

/* Whoever looks at the file sees the old picture or the new one. */
static bool publish(const char *path, const char *image, size_t length, uint64_t end)
{
    const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = (time_t)end}};
    char *draft = graphs_join(path, ".new");
    if (!draft)
        return false;
    int file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool good = file >= 0 && write_all(file, image, length) && !futimens(file, times);
    if (file >= 0 && close(file))
        good = false;
    good = good && !rename(draft, path);
    if (!good) {
        complain("graphs: %s: %s", path, strerror(errno));
        unlink(draft);
    }
    free(draft);
    return good;
}

static bool is_drawn(const char *path, uint64_t end)
{
    struct stat about;
    return !stat(path, &about) && about.st_mtime == (time_t)end;
}

/* One file. */
static bool picture(const char *directory, const char *folder, const struct graphs_view *view,
                    const char *period, enum graphs_format format)
{
    char *image = NULL;
    size_t length = 0;
    char *path = graphs_join(directory, "/", folder, "-", graphs_by_name((int)view->by), "-", period,
                             format == GRAPHS_SVG ? ".svg" : ".png");
    bool good = path != NULL;
    if (good && !is_drawn(path, view->end / SECOND)) {
        if (format == GRAPHS_SVG)
            good = graphs_svg_draw(directory, view, period, true, &image, &length);
        else
            good = graphs_draw(directory, view, period, format, &image, &length);
        good = good && (!image || publish(path, image, length, view->end / SECOND));
    }
    free(image);
    free(path);
    return good;
}

/* All of a user, a group or the total. */
static bool pictures(const char *directory, const char *folder, uint64_t step, uint64_t now)
{
    char name[GRAPHS_NAME];
    struct graphs_view view = {.name = name};
    bool good = graphs_folder_read(folder, &view.of, name);
    for (unsigned i = 0; i < GRAPHS_BYS * GRAPHS_PERIODS && good; i++) {
        const struct graphs_period *period = &graphs_periods[i % GRAPHS_PERIODS];
        uint64_t end = now - now % graphs_row(period, step);
        if (end < GRAPHS_EARLIEST + period->seconds)
            continue;
        view.by = (enum graphs_by)(i / GRAPHS_PERIODS);
        view.start = (end - period->seconds) * SECOND;
        view.end = end * SECOND;
        good = picture(directory, folder, &view, period->name, GRAPHS_PNG) &&
               picture(directory, folder, &view, period->name, GRAPHS_SVG);
    }
    return good;
}

static int is_folder(const struct dirent *entry)
{
    enum graphs_of of;
    char name[GRAPHS_NAME];
    return graphs_folder_read(entry->d_name, &of, name);
}

bool graphs_pictures(const char *directory, uint64_t step, uint64_t now, struct graphs_share share)
{
    char *path = graphs_join(directory, "/rrd");
    struct dirent **list = NULL;
    int count = path ? graphs_list(path, is_folder, &list) : -1;
    bool good = count >= 0;
    for (int i = 0; i < count && good; i++)
        if ((unsigned)i % share.of == share.number)
            good = pictures(directory, list[i]->d_name, step, now);
    graphs_list_free(list, count);
    free(path);
    return good;
}
