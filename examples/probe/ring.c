/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include "examples/probe/clock.h"
#include "examples/probe/ring.h"
#include "examples/probe/thread.h"

#define ALIGN 16

/* Stands before each message. */
struct head {
    size_t bytes; /* of both, rounded up */
};

_Static_assert(sizeof(struct head) <= ALIGN, "a message begins after one unit of alignment");

static size_t needed(size_t bytes)
{
    return ALIGN + (bytes + ALIGN - 1) / ALIGN * ALIGN;
}

bool ring_open(struct ring *ring, uint32_t batches, size_t room)
{
    *ring = (struct ring){.batches = batches, .room = room};
    pthread_mutex_init(&ring->mutex, NULL);
    bool fine = thread_condition(&ring->filled_changed);
    ring->batch = calloc(batches, sizeof(*ring->batch));
    fine = fine && ring->batch != NULL;
    for (uint32_t i = 0; fine && i < batches; i++) {
        ring->batch[i].data = malloc(room);
        fine = ring->batch[i].data != NULL;
    }
    return fine;
}

void ring_close(struct ring *ring)
{
    for (uint32_t i = 0; ring->batch && i < ring->batches; i++)
        free(ring->batch[i].data);
    free(ring->batch);
    pthread_cond_destroy(&ring->filled_changed);
    pthread_mutex_destroy(&ring->mutex);
}

/* Waits until there is a batch to fill, or one to read. */
static bool wait_for(struct ring *ring, bool to_fill, int milliseconds)
{
    uint64_t end = milliseconds > 0 ? clock_monotonic() + (uint64_t)milliseconds * MILLISECOND : 0;
    bool late = milliseconds == 0;

    pthread_mutex_lock(&ring->mutex);
    while ((to_fill ? ring->filled == ring->batches : ring->filled == 0) && !late) {
        if (milliseconds == RING_FOREVER)
            pthread_cond_wait(&ring->filled_changed, &ring->mutex);
        else
            late = !thread_wait(&ring->filled_changed, &ring->mutex, end);
    }
    bool ready = to_fill ? ring->filled < ring->batches : ring->filled > 0;
    pthread_mutex_unlock(&ring->mutex);
    return ready;
}

static void change_filled(struct ring *ring, bool up)
{
    pthread_mutex_lock(&ring->mutex);
    ring->filled += up ? 1 : UINT32_MAX;
    pthread_cond_signal(&ring->filled_changed); /* the other thread, if it waits: both never do at once */
    pthread_mutex_unlock(&ring->mutex);
}

void ring_flush(struct ring *ring)
{
    if (!ring->putting || ring->batch[ring->put_at].used == 0)
        return;
    ring->putting = false;
    ring->put_at = (ring->put_at + 1) % ring->batches;
    change_filled(ring, true);
}

bool ring_room(struct ring *ring, size_t bytes, int milliseconds)
{
    if (ring->putting && ring->room - ring->batch[ring->put_at].used < needed(bytes))
        ring_flush(ring);
    if (!ring->putting && wait_for(ring, true, milliseconds)) {
        ring->putting = true;
        ring->batch[ring->put_at].used = 0;
    }
    return ring->putting;
}

void *ring_put(struct ring *ring, size_t bytes)
{
    if (needed(bytes) > ring->room)
        abort(); /* whoever sends it has not kept to the length of a batch */
    while (!ring_room(ring, bytes, RING_FOREVER))
        ;
    struct ring_batch *batch = &ring->batch[ring->put_at];
    uint8_t *place = batch->data + batch->used;
    *(struct head *)(void *)place = (struct head){needed(bytes)};
    batch->used += needed(bytes);
    return place + ALIGN;
}

void *ring_get(struct ring *ring, int milliseconds)
{
    if (ring->getting && ring->got == ring->batch[ring->get_at].used) {
        ring->getting = false;
        ring->get_at = (ring->get_at + 1) % ring->batches;
        change_filled(ring, false);
    }
    if (!ring->getting) {
        if (!wait_for(ring, false, milliseconds))
            return NULL;
        ring->getting = true;
        ring->got = 0;
    }
    uint8_t *place = ring->batch[ring->get_at].data + ring->got;
    ring->got += ((const struct head *)(void *)place)->bytes;
    return place + ALIGN;
}

void *ring_behind(const struct ring *ring, void *message)
{
    const struct ring_batch *batch = &ring->batch[ring->get_at];
    uint8_t *place = (uint8_t *)message - ALIGN;

    place += ((const struct head *)(void *)place)->bytes;
    return place < batch->data + batch->used ? place + ALIGN : NULL;
}

unsigned ring_fill(struct ring *ring)
{
    pthread_mutex_lock(&ring->mutex);
    unsigned filled = ring->filled;
    pthread_mutex_unlock(&ring->mutex);
    return filled * 100 / ring->batches;
}
