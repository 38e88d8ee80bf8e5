/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_BENCH_TRAFFIC_H
#define TESTS_BENCH_TRAFFIC_H

#include "tests/bench/stream.h"

/* The kinds of traffic that are measured. */

struct traffic {
    const char *name;
    const char *folder; /* of captures, below the one told; NULL: made here */
    void (*make)(struct stream *stream, unsigned parameter);
    unsigned parameter;
};

/* Ends with an entry whose name is NULL. */
extern const struct traffic traffics[];

/* Fills `stream`, {0} before. False if its captures are not there. */
bool traffic_load(const struct traffic *traffic, const char *captures, struct stream *stream);
const struct traffic *traffic_find(const char *name); /* NULL if there is none */

/* traffic_files.c: every capture below a folder, each an hour after the one before. False if there is none. */
bool traffic_read(struct stream *stream, const char *folder);

/* traffic_made.c: two hundred clients at a time, `percent` of the packets Skype's. */
void traffic_mix(struct stream *stream, unsigned percent);
/* The same, where each datagram of uTP and RTP has the byte of a Skype command: one of 256 has it in nature. */
void traffic_alike(struct stream *stream, unsigned percent);
/* 32 TCP connections of `packets` full segments each, answered by empty ones. */
void traffic_transfer(struct stream *stream, unsigned packets);
/* One-packet UDP flows of random addresses: `count` thousand. */
void traffic_flood(struct stream *stream, unsigned count);

#endif
