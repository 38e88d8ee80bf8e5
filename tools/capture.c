/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <inttypes.h>
#include <pcap/pcap.h>
#include <string.h>
#include "tools/capture.h"
#include "tools/message.h"
#include "tools/progress.h"

#define SECOND UINT64_C(1000000000)

/* Beyond this, in 2242, a time is taken for this: sums of a few of them stay far from wrapping around. */
#define LATEST INT64_C(0x200000000)

static FILE *open_file(const char *path)
{
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");

    if (!in) {
        complain("%s: %s", path, strerror(errno));
    }
    return in;
}

static pcap_t *open_capture(const char *path, bool again)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    FILE *in = open_file(path);
    if (!in) {
        return NULL;
    }
    pcap_t *pcap = pcap_fopen_offline_with_tstamp_precision(in, PCAP_TSTAMP_PRECISION_NANO, reason);
    if (!pcap) {
        if (!again) {
            complain("%s: not a capture that can be read: %s", path, reason);
        }
        if (in != stdin) {
            fclose(in);
        }
    }
    return pcap;
}

/* libpcap gives a file one link type and one snapshot length, so it stops at an interface with another. */
static void complain_broken(const char *path, uint64_t packet, const char *reason)
{
    if (strstr(reason, "of the first interface")) {
        complain("%s: packet %" PRIu64 ": interfaces with different %s in one file cannot be read; split it by "
                 "interface",
                 path, packet, strstr(reason, "snapshot length") ? "snapshot lengths" : "link types");
    } else {
        complain("%s: packet %" PRIu64 ": %s", path, packet, reason);
    }
}

/* Nanoseconds come in the place of microseconds. libpcap takes the 32 bits that a pcap file has for seconds for
 * signed: from 2038 on they are negative. */
static uint64_t time_of(const struct timeval *stamp)
{
    int64_t seconds = stamp->tv_sec < 0 ? (int64_t)(uint32_t)stamp->tv_sec : (int64_t)stamp->tv_sec;
    uint64_t rest = stamp->tv_usec < 0 ? 0 : (uint64_t)stamp->tv_usec;

    return (uint64_t)(seconds < LATEST ? seconds : LATEST) * SECOND + (rest < SECOND ? rest : SECOND - 1);
}

static struct capture_frame frame_of(const struct pcap_pkthdr *header, const uint8_t *data, unsigned link)
{
    return (struct capture_frame){.link = link,
                                  .captured = header->caplen,
                                  .length = header->len,
                                  .time = time_of(&header->ts),
                                  .data = data};
}

static int read_frames(pcap_t *pcap, const char *path, bool again, capture_sink *sink, void *user)
{
    struct pcap_pkthdr *header;
    struct progress progress;
    const uint8_t *data;
    uint64_t packets = 0;
    bool going = true;
    int got = 0;
    unsigned link = (unsigned)pcap_datalink(pcap);

    progress_begin(&progress, path, pcap_file(pcap));
    while (going && (got = pcap_next_ex(pcap, &header, &data)) == 1) {
        struct capture_frame frame = frame_of(header, data, link);
        packets++;
        going = sink(user, &frame);
        progress_step(&progress);
    }
    progress_end(&progress);
    if (!going) {
        return EXIT_CANNOT;
    }
    if (got == PCAP_ERROR) {
        if (!again) {
            complain_broken(path, packets + 1, pcap_geterr(pcap));
        }
        return EXIT_BROKEN;
    }
    return EXIT_FINE;
}

int capture_read(const char *path, bool again, capture_sink *sink, void *user)
{
    pcap_t *pcap = open_capture(path, again);
    if (!pcap) {
        return EXIT_BROKEN;
    }
    int status = read_frames(pcap, path, again, sink, user);
    pcap_close(pcap);
    return status;
}

int capture_decode(skypedpi_defrag *defrag, const struct capture_frame *c, struct skypedpi_frame *f,
                   uint64_t *bytes)
{
    struct skypedpi_defrag_packet whole = {.size = sizeof(whole)};

    f->size = sizeof(*f);
    int result = skypedpi_frame_decode(c->link, c->data, c->captured, c->length, f);
    *bytes = c->length;
    for (unsigned i = 0; result == SKYPEDPI_FRAME_FRAGMENT && i < SKYPEDPI_FRAME_NETWORKS; i++) {
        if (skypedpi_defrag_add(defrag, f, *bytes, c->time, &whole) != SKYPEDPI_DEFRAG_WHOLE) {
            break;
        }
        result = skypedpi_frame_decode(SKYPEDPI_DEFRAG_LINK, whole.data, whole.length, whole.length, f);
        *bytes = whole.carried;
    }
    return result;
}
