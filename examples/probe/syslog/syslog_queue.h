/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_QUEUE_H
#define EXAMPLES_PROBE_SYSLOG_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Messages between the hub's thread, which puts, and the sender's. A message that was handed to a connection is
 * kept until it is known to have been delivered; if the connection ends before, it is sent again. Any thread
 * may call any function. */
struct syslog_queue;

struct syslog_queue *syslog_queue_new(size_t bytes); /* NULL: no memory */
void syslog_queue_free(struct syslog_queue *queue);

/* False: no room for it. */
bool syslog_queue_put(struct syslog_queue *queue, const char *text, size_t length);

/* Copies the next message that is to be sent, without taking it out. Returns its length; 0: there is none. */
size_t syslog_queue_next(struct syslog_queue *queue, char *text, size_t capacity);

/* That message was handed over; `end` bytes went into the connection so far. */
void syslog_queue_sent(struct syslog_queue *queue, uint64_t end);

/* `delivered` bytes of the connection have arrived: forgets the messages in them. Returns how many. */
size_t syslog_queue_delivered(struct syslog_queue *queue, uint64_t delivered);

/* The connection has ended: what was not delivered is to be sent again. */
void syslog_queue_rewind(struct syslog_queue *queue);

size_t syslog_queue_count(struct syslog_queue *queue); /* not delivered so far */
size_t syslog_queue_room(struct syslog_queue *queue);  /* free bytes */

#endif
