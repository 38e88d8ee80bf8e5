/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "tools/progress.h"

#define PATIENCE 500  /* milliseconds before the first line */
#define INTERVAL 100  /* milliseconds from line to line */
#define STRIDE   1024 /* frames from one look at the clock to the next */

static uint64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const char *name, FILE *in)
{
    struct stat status;

    *progress = (struct progress){.name = name, .in = in, .terminal = isatty(STDERR_FILENO) == 1};
    if (fstat(fileno(in), &status) == 0 && S_ISREG(status.st_mode)) {
        progress->size = (uint64_t)status.st_size;
    }
    progress->next = milliseconds() + PATIENCE;
}

void progress_begin_items(struct progress *progress, const char *name, size_t items)
{
    *progress = (struct progress){.name = name, .items = items, .terminal = isatty(STDERR_FILENO) == 1};
    progress->next = milliseconds() + PATIENCE;
}

static void draw_items(struct progress *progress)
{
    fprintf(stderr, "\r\033[K%s: %" PRIu64 " of %" PRIu64 " ", progress->name, progress->frames,
            progress->items);
    progress->drawn = true;
}

static void draw(struct progress *progress)
{
    off_t at = progress->size ? ftello(progress->in) : 0;

    if (at > 0) {
        fprintf(stderr, "\r%s: %" PRIu64 "%%, %" PRIu64 " frames ", progress->name,
                (uint64_t)at * 100 / progress->size, progress->frames);
    } else {
        fprintf(stderr, "\r%s: %" PRIu64 " frames ", progress->name, progress->frames);
    }
    progress->drawn = true;
}

void progress_step(struct progress *progress)
{
    if (!progress->terminal || ++progress->frames % STRIDE) {
        return;
    }
    uint64_t now = milliseconds();
    if (now >= progress->next) {
        draw(progress);
        progress->next = now + INTERVAL;
    }
}

void progress_item(struct progress *progress)
{
    progress->frames++;
    if (progress->terminal && milliseconds() >= progress->next) {
        draw_items(progress);
        progress->next = milliseconds() + INTERVAL;
    }
}

void progress_end(struct progress *progress)
{
    if (progress->drawn) {
        fputs("\r\033[K", stderr);
        progress->drawn = false;
    }
}
