/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SOURCE_H
#define EXAMPLES_PROBE_SOURCE_H

#include <pcap/pcap.h>
#include <stdatomic.h>
#include "examples/probe/settings.h"

/* Where frames come from: interfaces, as they pass; or captures, all of them together in the order of time. */

/* A frame as libpcap hands it over. */
struct raw_frame {
    unsigned link;     /* DLT_ number */
    uint32_t captured; /* bytes at data */
    uint32_t length;   /* bytes on the wire */
    uint64_t stamp;    /* nanoseconds since 1970 */
    const uint8_t *data;
};

/* Who wants them. */
struct source_user {
    void *user;
    void (*frame)(void *user, const struct raw_frame *frame);
    void (*idle)(void *user, uint64_t stamp); /* live: there was nothing for a moment; it is that late now */
    void (*pause)(void *user);                /* live: what was handed over should not wait */
};

/* One interface or one file. */
struct input {
    const char *name;
    pcap_t *pcap; /* NULL: ended */
    unsigned link;
    uint64_t size;         /* bytes of a regular file, else 0 */
    struct raw_frame next; /* of a file: the frame that was read but not handed over */
    bool has_next;
    uint64_t frames;
    uint32_t dropped; /* of an interface: as the kernel counted last, which wraps around */
};

struct source {
    struct input *input;
    size_t count;
    bool live;
    bool lost; /* a file broke or an interface went away; after a complaint */
    bool show_progress;
    uint64_t dropped;
    const atomic_bool *stop; /* becomes true when the end is asked for */
};

/* False after a complaint; source_close() in either case. */
bool source_open(struct source *source, const struct settings *settings, const atomic_bool *stop);
void source_close(struct source *source);

/* Hands over everything, until it ends or the end is asked for. */
void source_run(struct source *source, const struct source_user *to);

/* Frames the kernel dropped so far, for want of room. */
uint64_t source_dropped(struct source *source);

/* ---- parts: source.c uses them ---- */

bool source_open_file(struct input *input, const char *path);
bool source_open_interface(struct input *input, const char *name, const struct settings *settings);
void source_run_files(struct source *source, const struct source_user *to);
void source_run_live(struct source *source, const struct source_user *to);
struct raw_frame source_frame(const struct input *input, const struct pcap_pkthdr *header, const uint8_t *data);

#endif
