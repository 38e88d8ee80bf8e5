/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_RING_H
#define EXAMPLES_PROBE_RING_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A bounded queue between two threads, one that puts and one that gets. Messages of any length travel in
 * batches, so that the lock is taken once for many. What is put may stay with its thread until ring_flush(). */

#define RING_FOREVER (-1)

struct ring_batch {
    uint8_t *data;
    size_t used;
};

struct ring {
    pthread_mutex_t mutex;
    pthread_cond_t filled_changed;
    struct ring_batch *batch;
    uint32_t batches;
    size_t room;     /* bytes of a batch */
    uint32_t filled; /* batches handed over and not yet given back; the mutex's */
    uint32_t put_at; /* the putting thread's: its batch, and whether it is his already */
    bool putting;
    uint32_t get_at; /* the getting thread's: its batch, whether it is his, and how far it is read */
    bool getting;
    size_t got;
};

/* False without memory. ring_close() in either case. */
bool ring_open(struct ring *ring, uint32_t batches, size_t room);
void ring_close(struct ring *ring);

/* Is there room for a message of so many bytes, at most a batch's? Waits so many milliseconds for it. */
bool ring_room(struct ring *ring, size_t bytes, int milliseconds);
/* Place for a message, aligned to 16 bytes; waits for it. To be filled before the next call for this ring. */
void *ring_put(struct ring *ring, size_t bytes);
/* Hands over what was put. */
void ring_flush(struct ring *ring);

/* The next message, valid until the next call; NULL if none came for so many milliseconds. */
void *ring_get(struct ring *ring, int milliseconds);
/* What will be got after a message that was got, or was told here; NULL if it is not in the same batch. */
void *ring_behind(const struct ring *ring, void *message);

/* Per cent of the batches that wait. Any thread. */
unsigned ring_fill(struct ring *ring);

#endif
