/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_IPFIX_QUEUE_H
#define EXAMPLES_PROBE_IPFIX_QUEUE_H

#include <pthread.h>
#include "examples/probe/ipfix/ipfix_record.h"

/* Records between the hub's thread, which puts, and the exporter's, which reads and releases. A record keeps
 * its place until it has arrived; what finds no place is lost and counted. Positions count up from 0 for ever.
 */

struct ipfix_loss {
    uint64_t records, packets, bytes;
};

struct ipfix_queue {
    struct ipfix_record *slots;
    uint64_t room;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t came, went;
    uint64_t head;   /* records put */
    uint64_t tail;   /* ... released */
    uint64_t wanted; /* the exporter is to be woken when head is here */
    struct ipfix_loss lost;
    bool closing; /* nothing more will be put */
    bool stalled; /* a patient put waited in vain, and nothing was released since */
};

bool ipfix_queue_open(struct ipfix_queue *queue, uint32_t room);
void ipfix_queue_close(struct ipfix_queue *queue);

/* False: lost. Where the queue is full, waits so many nanoseconds of real time for a place. */
bool ipfix_queue_put(struct ipfix_queue *queue, const struct ipfix_record *record, uint64_t patience);
void ipfix_queue_end(struct ipfix_queue *queue); /* nothing more will be put */

/* What an exporter sees at one time. */
struct ipfix_queue_state {
    uint64_t head, tail;
    struct ipfix_loss lost;
    bool closing;
};

struct ipfix_queue_state ipfix_queue_look(struct ipfix_queue *queue);
/* Waits until there are @p enough records beyond @p seen, the queue is closing, or so many nanoseconds are
 * over. */
struct ipfix_queue_state ipfix_queue_wait(struct ipfix_queue *queue, uint64_t seen, uint64_t enough,
                                          uint64_t patience);
/* The record at a position from tail to head; the exporter's own until it is released. */
struct ipfix_record *ipfix_queue_at(struct ipfix_queue *queue, uint64_t position);
void ipfix_queue_release(struct ipfix_queue *queue, uint64_t tail);
/* Counts one that cannot be sent. */
void ipfix_queue_refuse(struct ipfix_queue *queue, const struct ipfix_record *record);
/* Gives up all that is left. */
void ipfix_queue_lose(struct ipfix_queue *queue);

#endif
