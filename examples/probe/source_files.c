/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include "examples/probe/complain.h"
#include "examples/probe/progress.h"
#include "examples/probe/source.h"

static FILE *open_stream(const char *path)
{
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");

    if (!in)
        complain("%s: %s", path, strerror(errno));
    return in;
}

bool source_open_file(struct input *input, const char *path)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    struct stat status;
    FILE *in = open_stream(path);

    if (!in)
        return false;
    if (fstat(fileno(in), &status) == 0 && S_ISREG(status.st_mode))
        input->size = (uint64_t)status.st_size;
    input->pcap = pcap_fopen_offline_with_tstamp_precision(in, PCAP_TSTAMP_PRECISION_NANO, reason);
    if (!input->pcap) {
        complain("%s: not a capture that can be read: %s", path, reason);
        if (in != stdin)
            fclose(in);
    }
    return input->pcap != NULL;
}

/* libpcap gives a file one link type and one snapshot length, so it stops at an interface with another. */
static void complain_broken(const struct input *input, const char *reason)
{
    if (strstr(reason, "of the first interface"))
        complain("%s: packet %" PRIu64 ": interfaces with different %s in one file cannot be read; split it by "
                 "interface",
                 input->name, input->frames + 1,
                 strstr(reason, "snapshot length") ? "snapshot lengths" : "link types");
    else
        complain("%s: packet %" PRIu64 ": %s", input->name, input->frames + 1, reason);
}

/* Reads a frame ahead; at the end, or where the file breaks, it is closed. */
static void read_ahead(struct source *source, struct input *input)
{
    struct pcap_pkthdr *header;
    const uint8_t *data;
    int got = pcap_next_ex(input->pcap, &header, &data);

    if (got == 1) {
        input->next = source_frame(input, header, data);
        input->has_next = true;
        return;
    }
    if (got == PCAP_ERROR && !atomic_load(source->stop)) {
        complain_broken(input, pcap_geterr(input->pcap));
        source->lost = true;
    }
    pcap_close(input->pcap);
    input->pcap = NULL;
}

/* The input whose next frame is the earliest, the first of them where they are level; NULL at the end of all.
 */
static struct input *earliest(struct source *source)
{
    struct input *first = NULL;

    for (size_t i = 0; i < source->count; i++) {
        struct input *input = &source->input[i];
        if (input->pcap && !input->has_next)
            read_ahead(source, input);
        if (input->has_next && (!first || input->next.stamp < first->next.stamp))
            first = input;
    }
    return first;
}

void source_run_files(struct source *source, const struct source_user *to)
{
    struct progress progress;
    struct input *input;

    progress_begin(&progress, source);
    while (!atomic_load(source->stop) && (input = earliest(source)) != NULL) {
        input->frames++;
        input->has_next = false;
        to->frame(to->user, &input->next);
        progress_step(&progress);
    }
    progress_end(&progress);
}
