/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_queue.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* A ring of bytes: a header, its message, the next header, ... Positions only grow; a byte stands at its
 * position modulo the size. */
struct syslog_queue {
    pthread_mutex_t mutex;
    size_t size;
    uint64_t oldest; /* first message that is kept */
    uint64_t next;   /* first one to be sent: those before are under way */
    uint64_t newest; /* where the next one is put */
    size_t count;    /* messages that are kept */
    char bytes[];
};

struct header {
    size_t length;
    uint64_t end; /* on the connection, once it was sent */
};

struct syslog_queue *syslog_queue_new(size_t bytes)
{
    struct syslog_queue *queue = calloc(1, sizeof *queue + bytes);
    if (queue == NULL)
        return NULL;
    pthread_mutex_init(&queue->mutex, NULL);
    queue->size = bytes;
    return queue;
}

void syslog_queue_free(struct syslog_queue *queue)
{
    if (queue == NULL)
        return;
    pthread_mutex_destroy(&queue->mutex);
    free(queue);
}

/* How much of `length` bytes from `position` stands before the ring's end. */
static size_t first_part(const struct syslog_queue *queue, uint64_t position, size_t length)
{
    size_t before = queue->size - (size_t)(position % queue->size);
    return length < before ? length : before;
}

static void write_at(struct syslog_queue *queue, uint64_t position, const void *data, size_t length)
{
    size_t part = first_part(queue, position, length);
    memcpy(queue->bytes + position % queue->size, data, part);
    memcpy(queue->bytes, (const char *)data + part, length - part);
}

static void read_at(const struct syslog_queue *queue, uint64_t position, void *data, size_t length)
{
    size_t part = first_part(queue, position, length);
    memcpy(data, queue->bytes + position % queue->size, part);
    memcpy((char *)data + part, queue->bytes, length - part);
}

static struct header header_at(const struct syslog_queue *queue, uint64_t position)
{
    struct header header;
    read_at(queue, position, &header, sizeof header);
    return header;
}

static size_t room(const struct syslog_queue *queue)
{
    return queue->size - (size_t)(queue->newest - queue->oldest);
}

bool syslog_queue_put(struct syslog_queue *queue, const char *text, size_t length)
{
    struct header header = {length, 0};
    pthread_mutex_lock(&queue->mutex);
    bool fits = sizeof header + length <= room(queue);
    if (fits) {
        write_at(queue, queue->newest, &header, sizeof header);
        write_at(queue, queue->newest + sizeof header, text, length);
        queue->newest += sizeof header + length;
        queue->count++;
    }
    pthread_mutex_unlock(&queue->mutex);
    return fits;
}

size_t syslog_queue_next(struct syslog_queue *queue, char *text, size_t capacity)
{
    size_t length = 0;
    pthread_mutex_lock(&queue->mutex);
    if (queue->next != queue->newest) {
        length = header_at(queue, queue->next).length;
        length = length < capacity ? length : capacity;
        read_at(queue, queue->next + sizeof(struct header), text, length);
    }
    pthread_mutex_unlock(&queue->mutex);
    return length;
}

void syslog_queue_sent(struct syslog_queue *queue, uint64_t end)
{
    pthread_mutex_lock(&queue->mutex);
    struct header header = header_at(queue, queue->next);
    header.end = end;
    write_at(queue, queue->next, &header, sizeof header);
    queue->next += sizeof header + header.length;
    pthread_mutex_unlock(&queue->mutex);
}

size_t syslog_queue_delivered(struct syslog_queue *queue, uint64_t delivered)
{
    size_t forgotten = 0;
    pthread_mutex_lock(&queue->mutex);
    while (queue->oldest != queue->next) {
        struct header header = header_at(queue, queue->oldest);
        if (header.end > delivered)
            break;
        queue->oldest += sizeof header + header.length;
        queue->count--;
        forgotten++;
    }
    pthread_mutex_unlock(&queue->mutex);
    return forgotten;
}

void syslog_queue_rewind(struct syslog_queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    queue->next = queue->oldest;
    pthread_mutex_unlock(&queue->mutex);
}

size_t syslog_queue_count(struct syslog_queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    size_t count = queue->count;
    pthread_mutex_unlock(&queue->mutex);
    return count;
}

size_t syslog_queue_room(struct syslog_queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    size_t bytes = room(queue);
    pthread_mutex_unlock(&queue->mutex);
    return bytes;
}
