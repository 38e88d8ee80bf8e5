/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/event.h"
#include "examples/probe/source.h"

/* Beyond this, in 2242, a time is taken for this: sums of a few of them stay far from wrapping around. */
#define LATEST INT64_C(0x200000000)

/* Nanoseconds come in the place of microseconds. libpcap takes the 32 bits that a pcap file has for seconds for
 * signed: from 2038 on they are negative. */
static uint64_t stamp_of(const struct timeval *ts)
{
    int64_t seconds = ts->tv_sec < 0 ? (int64_t)(uint32_t)ts->tv_sec : (int64_t)ts->tv_sec;
    uint64_t rest = ts->tv_usec < 0 ? 0 : (uint64_t)ts->tv_usec;

    return (uint64_t)(seconds < LATEST ? seconds : LATEST) * SECOND + (rest < SECOND ? rest : SECOND - 1);
}

struct raw_frame source_frame(const struct input *input, const struct pcap_pkthdr *header, const uint8_t *data)
{
    return (struct raw_frame){.link = input->link,
                              .captured = header->caplen,
                              .length = header->len > header->caplen ? header->len : header->caplen,
                              .stamp = stamp_of(&header->ts),
                              .data = data};
}

static bool use_filter(struct input *input, const char *text)
{
    struct bpf_program filter;

    if (pcap_compile(input->pcap, &filter, text, 1, PCAP_NETMASK_UNKNOWN) != 0) {
        complain("--filter '%s': %s", text, pcap_geterr(input->pcap));
        return false;
    }
    bool set = pcap_setfilter(input->pcap, &filter) == 0;
    if (!set)
        complain("%s: the filter: %s", input->name, pcap_geterr(input->pcap));
    pcap_freecode(&filter);
    return set;
}

static bool open_input(struct input *input, const char *name, const struct settings *settings, bool live)
{
    input->name = name;
    bool opened = live ? source_open_interface(input, name, settings) : source_open_file(input, name);
    if (!opened)
        return false;
    input->link = (unsigned)pcap_datalink(input->pcap);
    return !settings->filter || use_filter(input, settings->filter);
}

/* Many captures may be open at the same time. */
static void allow_many_files(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

bool source_open(struct source *source, const struct settings *settings, const atomic_bool *stop)
{
    bool live = settings->interfaces.count > 0;
    const struct list *names = live ? &settings->interfaces : &settings->files;

    *source = (struct source){
        .live = live, .stop = stop, .show_progress = !live && !settings->top && isatty(STDERR_FILENO) == 1};
    source->input = calloc(names->count, sizeof(*source->input));
    if (!source->input) {
        complain("out of memory");
        return false;
    }
    allow_many_files();
    bool fine = true;
    for (size_t i = 0; i < names->count; i++)
        fine &= open_input(&source->input[source->count++], names->item[i], settings, live);
    return fine;
}

void source_close(struct source *source)
{
    for (size_t i = 0; i < source->count; i++)
        if (source->input[i].pcap)
            pcap_close(source->input[i].pcap);
    free(source->input);
}

void source_run(struct source *source, const struct source_user *to)
{
    if (source->live)
        source_run_live(source, to);
    else
        source_run_files(source, to);
}

uint64_t source_dropped(struct source *source)
{
    struct pcap_stat now;

    for (size_t i = 0; source->live && i < source->count; i++) {
        struct input *input = &source->input[i];
        if (input->pcap && pcap_stats(input->pcap, &now) == 0) {
            source->dropped += now.ps_drop - input->dropped; /* unsigned: right across a wrap */
            input->dropped = now.ps_drop;
        }
    }
    return source->dropped;
}
