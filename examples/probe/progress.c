/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include "examples/probe/clock.h"
#include "examples/probe/progress.h"

#define PATIENCE (500 * MILLISECOND) /* before the first line */
#define INTERVAL (100 * MILLISECOND) /* from line to line */
#define STRIDE   1024                /* frames from one look at the clock to the next */

void progress_begin(struct progress *progress, const struct source *source)
{
    *progress = (struct progress){.source = source, .next = clock_monotonic() + PATIENCE};
}

/* Per cent of all files; 0 if their size is not known. */
static unsigned done(const struct source *source)
{
    uint64_t read = 0, size = 0;

    for (size_t i = 0; i < source->count; i++) {
        const struct input *input = &source->input[i];
        off_t at = input->pcap && input->size ? ftello(pcap_file(input->pcap)) : 0;
        read += input->pcap ? (uint64_t)(at > 0 ? at : 0) : input->size;
        size += input->size;
    }
    return size ? (unsigned)(read * 100 / size) : 0;
}

static void draw(struct progress *progress)
{
    unsigned part = done(progress->source);

    if (part)
        fprintf(stderr, "\r%u%%, %" PRIu64 " frames ", part, progress->frames);
    else
        fprintf(stderr, "\r%" PRIu64 " frames ", progress->frames);
    progress->drawn = true;
}

void progress_step(struct progress *progress)
{
    if (!progress->source->show_progress || ++progress->frames % STRIDE)
        return;
    uint64_t now = clock_monotonic();
    if (now >= progress->next) {
        draw(progress);
        progress->next = now + INTERVAL;
    }
}

void progress_end(struct progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
}
