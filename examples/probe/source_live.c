/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "examples/probe/complain.h"
#include "examples/probe/event.h"
#include "examples/probe/source.h"

#define BLOCK_TIMEOUT 100 /* milliseconds a packet may wait in the kernel for others to come with it */
#define POLL_TIMEOUT  250
#define ROUND         4096 /* packets of an interface before the next has its turn */
#define LAST_ROUNDS   16   /* when the end is asked for: what the kernel has already, not what still comes */
#define GRACE         (500 * MILLISECOND) /* packets may still come with times so far back */

static pcap_t *create(const char *name, const struct settings *settings)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    pcap_t *pcap = pcap_create(name, reason);

    if (!pcap) {
        complain("%s: %s", name, reason);
        return NULL;
    }
    /* these fail on a handle that is active only, or leave what is worse but good enough */
    pcap_set_snaplen(pcap, (int)settings->snaplen);
    pcap_set_promisc(pcap, settings->promiscuous);
    pcap_set_timeout(pcap, BLOCK_TIMEOUT);
    pcap_set_buffer_size(pcap, (int)settings->buffer * (1 << 20));
    pcap_set_tstamp_precision(pcap, PCAP_TSTAMP_PRECISION_NANO);
    return pcap;
}

static bool never_wait(struct input *input)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    bool set = pcap_setnonblock(input->pcap, 1, reason) == 0;

    if (!set)
        complain("%s: %s", input->name, reason);
    return set;
}

static bool activate(struct input *input)
{
    int result = pcap_activate(input->pcap);

    if (result == PCAP_WARNING_PROMISC_NOTSUP || result == 0)
        return never_wait(input);
    const char *what = pcap_statustostr(result), *more = pcap_geterr(input->pcap);
    bool news = *more && strstr(more, what) == NULL; /* some put one into the other */
    complain("%s: %s%s%s", input->name, *more && !news ? more : what, news ? ": " : "", news ? more : "");
    return result > 0 && never_wait(input);
}

bool source_open_interface(struct input *input, const char *name, const struct settings *settings)
{
    input->pcap = create(name, settings);
    return input->pcap && activate(input);
}

/* What pcap_dispatch() needs to know. */
struct round {
    struct input *input;
    const struct source_user *to;
    uint64_t unit; /* nanoseconds of the smaller part of a time stamp */
};

static void take(u_char *user, const struct pcap_pkthdr *header, const u_char *data)
{
    struct round *round = (struct round *)(void *)user;
    struct pcap_pkthdr exact = *header;

    exact.ts.tv_usec *= (long)round->unit;
    struct raw_frame frame = source_frame(round->input, &exact, data);
    round->input->frames++;
    round->to->frame(round->to->user, &frame);
}

/* How many packets came; what is said of an interface that went away is said once. */
static int read_round(struct source *source, struct input *input, const struct source_user *to)
{
    bool nano = pcap_get_tstamp_precision(input->pcap) == PCAP_TSTAMP_PRECISION_NANO;
    struct round round = {input, to, nano ? 1 : 1000};
    int got = pcap_dispatch(input->pcap, ROUND, take, (u_char *)&round);

    if (got >= 0)
        return got;
    complain("%s: %s; no more is captured there", input->name, pcap_geterr(input->pcap));
    source_dropped(source); /* its last count */
    pcap_close(input->pcap);
    input->pcap = NULL;
    source->lost = true;
    return 0;
}

static int read_all(struct source *source, const struct source_user *to)
{
    int got = 0;

    for (size_t i = 0; i < source->count; i++)
        if (source->input[i].pcap)
            got += read_round(source, &source->input[i], to);
    return got;
}

static size_t list_open(const struct source *source, struct pollfd *fds)
{
    size_t open = 0;

    for (size_t i = 0; i < source->count; i++)
        if (source->input[i].pcap)
            fds[open++] = (struct pollfd){pcap_get_selectable_fd(source->input[i].pcap), POLLIN, 0};
    return open;
}

static void tell_idle(const struct source_user *to)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    to->idle(to->user, (uint64_t)now.tv_sec * SECOND + (uint64_t)now.tv_nsec - GRACE);
}

void source_run_live(struct source *source, const struct source_user *to)
{
    struct pollfd *fds = calloc(source->count, sizeof(*fds));
    size_t open;

    if (!fds) {
        complain("out of memory");
        source->lost = true;
        return;
    }
    while (!atomic_load(source->stop) && (open = list_open(source, fds)) > 0) {
        if (poll(fds, (nfds_t)open, POLL_TIMEOUT) < 0 && errno != EINTR) {
            complain("poll: %s", strerror(errno));
            source->lost = true;
            break;
        }
        if (read_all(source, to) == 0)
            tell_idle(to);
        to->pause(to->user);
    }
    for (int i = 0; i < LAST_ROUNDS && read_all(source, to) > 0; i++)
        ;
    free(fds);
}
