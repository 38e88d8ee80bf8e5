/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_KIT_FLOWS_H
#define LIB_KIT_FLOWS_H

#include <skypedpi/engine.h>
#include "lib/kit/frame.h"

/* A bounded table of flows, in memory taken once. Both directions of a five-tuple are one flow; the sender
 * of its first packet is the source. */

/* Why a flow ended. */
enum flows_end {
    FLOWS_IDLE,    /* no packet for longer than its timeout */
    FLOWS_REUSED,  /* it was closed, and its five-tuple opened anew */
    FLOWS_EVICTED, /* the table was full */
    FLOWS_FLUSHED  /* flows_flush() */
};

struct flows_entry {
    struct skypedpi_tuple tuple;
    uint64_t first; /* times of its first and last packet, nanoseconds */
    uint64_t last;
    uint64_t packets[2]; /* forward, reverse */
    uint64_t bytes[2];
    void *user; /* the caller's; NULL at first */
    /* the table's own */
    uint32_t hash;
    uint32_t chain;
    uint32_t older;
    uint32_t newer;
    uint32_t opening; /* sequence number of the SYN that opened it */
    uint8_t rank;
    uint8_t ends; /* which directions said FIN, and whether RST came */
    bool has_opening;
};

struct flows_settings {
    uint32_t capacity;    /* flows at one time, 1 to 2^30 */
    uint64_t seed[2];     /* of the hash: secret and random */
    uint64_t udp_timeout; /* nanoseconds without a packet */
    uint64_t tcp_timeout;
    uint64_t closed_timeout; /* of TCP after FIN both ways or RST */
    void *user;
    /* A flow ends; the entry is gone after the call. May be NULL. Must not call the table. */
    void (*ended)(void *user, struct flows_entry *entry, enum flows_end why);
    const struct skypedpi_allocator *allocator; /* NULL: malloc; must outlive the table */
};

struct flows_counts {
    uint32_t open;    /* now */
    uint64_t opened;  /* altogether */
    uint64_t evicted; /* ended early to make room */
    uint64_t refused; /* packets without a flow: the table was full of flows seen both ways */
};

struct flows;

/* UDP 180 s, TCP 600 s, closed TCP 10 s, 65536 flows. */
void flows_settings_init(struct flows_settings *settings);
/* NULL without memory or with a capacity out of range. */
struct flows *flows_new(const struct flows_settings *settings);
/* Frees it with its flows, without a callback. */
void flows_free(struct flows *flows);

/* The flow of a decoded UDP or TCP packet (FRAME_OK), opened if need be, and counts the packet with the
 * `bytes` of its frame. `entry->packets` tell a new flow: they are 1 and 0. NULL if the table is full: room is
 * made by ending flows that are closed, or that were only ever seen one way, so a flood of lone packets
 * pushes out itself and not the flows of those who talk. */
struct flows_entry *flows_find(struct flows *flows, const struct frame *frame, uint64_t bytes, uint64_t time,
                               bool *reverse);

/* Ends every flow idle at `time`. flows_find() ends a few with each call, so this may be left out. */
void flows_expire(struct flows *flows, uint64_t time);
/* Ends every flow. */
void flows_flush(struct flows *flows);

void flows_counts(const struct flows *flows, struct flows_counts *counts);

#endif
