/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/ipfix/ipfix_queue.h"
#include <stdlib.h>
#include "examples/probe/thread.h"

bool ipfix_queue_open(struct ipfix_queue *queue, uint32_t room)
{
    *queue = (struct ipfix_queue){.room = room, .slots = calloc(room, sizeof(*queue->slots))};
    if (!queue->slots)
        return false;
    if (pthread_mutex_init(&queue->lock, NULL) != 0)
        goto no_lock;
    if (!thread_condition(&queue->came))
        goto no_came;
    if (thread_condition(&queue->went))
        return true;
    pthread_cond_destroy(&queue->came);
no_came:
    pthread_mutex_destroy(&queue->lock);
no_lock:
    free(queue->slots);
    return false;
}

void ipfix_queue_close(struct ipfix_queue *queue)
{
    pthread_cond_destroy(&queue->went);
    pthread_cond_destroy(&queue->came);
    pthread_mutex_destroy(&queue->lock);
    free(queue->slots);
}

/* Waits for a place, as long as places are released now and then. */
static void wait_for_place(struct ipfix_queue *queue, uint64_t patience)
{
    uint64_t deadline = clock_monotonic() + patience;

    while (queue->head - queue->tail == queue->room && !queue->stalled)
        if (!thread_wait(&queue->went, &queue->lock, deadline) && clock_monotonic() >= deadline)
            queue->stalled = queue->head - queue->tail == queue->room;
}

static void count_lost(struct ipfix_loss *lost, const struct ipfix_record *record)
{
    lost->records++;
    lost->packets += record->usage.packets[0] + record->usage.packets[1];
    lost->bytes += record->usage.bytes[0] + record->usage.bytes[1];
}

bool ipfix_queue_put(struct ipfix_queue *queue, const struct ipfix_record *record, uint64_t patience)
{
    pthread_mutex_lock(&queue->lock);
    if (patience > 0)
        wait_for_place(queue, patience);
    bool fits = queue->head - queue->tail < queue->room;
    if (fits) {
        queue->slots[queue->head++ % queue->room] = *record;
        if (queue->head == queue->wanted)
            pthread_cond_signal(&queue->came);
    } else {
        count_lost(&queue->lost, record);
    }
    pthread_mutex_unlock(&queue->lock);
    return fits;
}

void ipfix_queue_end(struct ipfix_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->closing = true;
    pthread_cond_signal(&queue->came);
    pthread_mutex_unlock(&queue->lock);
}

static struct ipfix_queue_state state(const struct ipfix_queue *queue)
{
    return (struct ipfix_queue_state){queue->head, queue->tail, queue->lost, queue->closing};
}

struct ipfix_queue_state ipfix_queue_look(struct ipfix_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    struct ipfix_queue_state out = state(queue);
    pthread_mutex_unlock(&queue->lock);
    return out;
}

struct ipfix_queue_state ipfix_queue_wait(struct ipfix_queue *queue, uint64_t seen, uint64_t enough,
                                          uint64_t patience)
{
    uint64_t deadline = clock_monotonic() + patience;

    pthread_mutex_lock(&queue->lock);
    queue->wanted = seen + enough;
    while (queue->head < queue->wanted && !queue->closing)
        if (!thread_wait(&queue->came, &queue->lock, deadline) && clock_monotonic() >= deadline)
            break;
    struct ipfix_queue_state out = state(queue);
    pthread_mutex_unlock(&queue->lock);
    return out;
}

struct ipfix_record *ipfix_queue_at(struct ipfix_queue *queue, uint64_t position)
{
    return &queue->slots[position % queue->room];
}

void ipfix_queue_release(struct ipfix_queue *queue, uint64_t tail)
{
    pthread_mutex_lock(&queue->lock);
    if (queue->tail != tail) {
        queue->tail = tail;
        queue->stalled = false;
        pthread_cond_signal(&queue->went);
    }
    pthread_mutex_unlock(&queue->lock);
}

void ipfix_queue_refuse(struct ipfix_queue *queue, const struct ipfix_record *record)
{
    pthread_mutex_lock(&queue->lock);
    count_lost(&queue->lost, record);
    pthread_mutex_unlock(&queue->lock);
}

void ipfix_queue_lose(struct ipfix_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->tail < queue->head)
        count_lost(&queue->lost, &queue->slots[queue->tail++ % queue->room]);
    pthread_mutex_unlock(&queue->lock);
}
