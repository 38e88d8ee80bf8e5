/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_sender.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "examples/probe/complain.h"
#include "examples/probe/syslog/syslog_message.h"
#include "examples/probe/syslog/syslog_net.h"
#include "examples/probe/thread.h"

#define PAUSE_FIRST (100 * MILLISECOND)
#define PAUSE_MAX   (30 * SECOND)
#define PAUSE_LAST  (500 * MILLISECOND) /* while it ends */

struct syslog_sender {
    struct syslog_address address;
    struct ssl_ctx_st *tls;
    struct syslog_queue *queue;
    struct syslog_patience patience;
    atomic_bool stopping;
    int wake; /* an eventfd */
    pthread_t thread;
    struct syslog_link link;
    uint64_t pause; /* before the next try to connect */
    bool away;      /* it was said that the server is */
};

static bool finished(struct syslog_sender *sender)
{
    bool stopping = atomic_load(&sender->stopping);
    if (stopping && syslog_queue_count(sender->queue) == 0)
        return true;
    return clock_monotonic() >= atomic_load(&sender->patience.until);
}

/* Longer each time. */
static void wait_before_retry(struct syslog_sender *sender)
{
    uint64_t begun = clock_monotonic();
    for (;;) {
        uint64_t pause = sender->pause;
        if (atomic_load(&sender->stopping) && pause > PAUSE_LAST)
            pause = PAUSE_LAST;
        if (finished(sender) || clock_monotonic() - begun >= pause)
            break;
        poll(NULL, 0, 50);
    }
    sender->pause = 2 * sender->pause < PAUSE_MAX ? 2 * sender->pause : PAUSE_MAX;
}

static void say_away(struct syslog_sender *sender)
{
    if (!sender->away)
        complain("syslog server %s port %s: %s; messages wait", sender->address.host, sender->address.port,
                 sender->link.why);
    sender->away = true;
}

static void forget_delivered(struct syslog_sender *sender)
{
    if (syslog_queue_delivered(sender->queue, syslog_link_delivered(&sender->link)) > 0)
        sender->pause = PAUSE_FIRST;
}

/* What the kernel still held when the connection ended has not arrived, and is sent again. */
static void disconnect(struct syslog_sender *sender, bool politely)
{
    if (sender->link.socket < 0)
        return;
    syslog_link_await(&sender->link);
    forget_delivered(sender);
    syslog_queue_rewind(sender->queue);
    syslog_link_close(&sender->link, politely);
}

static bool connected(struct syslog_sender *sender)
{
    if (sender->link.socket >= 0)
        return true;
    if (!syslog_link_open(&sender->link, &sender->address, sender->tls)) {
        say_away(sender);
        return false;
    }
    if (sender->away)
        complain("syslog server %s port %s is back", sender->address.host, sender->address.port);
    sender->away = false;
    return true;
}

/* Over TCP and TLS with its length before it (RFC 6587, 3.4.1; RFC 5425, 4.3). */
static bool send_message(struct syslog_sender *sender, const char *text, size_t length)
{
    char frame[SYSLOG_MESSAGE_MAX + 16];
    if (sender->address.transport == SYSLOG_UDP)
        return syslog_link_send(&sender->link, text, length);
    int before = snprintf(frame, sizeof frame, "%zu ", length);
    memcpy(frame + before, text, length);
    return syslog_link_send(&sender->link, frame, (size_t)before + length);
}

static bool send_waiting(struct syslog_sender *sender)
{
    char text[SYSLOG_MESSAGE_MAX];
    size_t length;
    while ((length = syslog_queue_next(sender->queue, text, sizeof text)) > 0) {
        if (!send_message(sender, text, length))
            return false;
        syslog_queue_sent(sender->queue, sender->link.written);
        forget_delivered(sender);
        if (clock_monotonic() >= atomic_load(&sender->patience.until))
            break;
    }
    return syslog_link_alive(&sender->link);
}

/* Until there is something to send, or the server has something to say. */
static void idle(struct syslog_sender *sender)
{
    uint64_t count;
    bool stream = sender->address.transport != SYSLOG_UDP;
    struct pollfd fds[2] = {{sender->wake, POLLIN, 0}, {sender->link.socket, POLLIN, 0}};
    int timeout = syslog_queue_count(sender->queue) > 0 ? 20 : 1000;
    if (poll(fds, stream ? 2 : 1, timeout) > 0 && fds[0].revents != 0 &&
        read(sender->wake, &count, sizeof count) < 0 && errno != EAGAIN)
        complain("syslog: %s", strerror(errno));
    forget_delivered(sender);
}

static void *run(void *state)
{
    struct syslog_sender *sender = state;
    while (!finished(sender)) {
        if (!connected(sender)) {
            wait_before_retry(sender);
        } else if (send_waiting(sender)) {
            idle(sender);
        } else {
            say_away(sender);
            disconnect(sender, false);
            wait_before_retry(sender);
        }
    }
    disconnect(sender, true);
    return NULL;
}

struct syslog_sender *syslog_sender_start(const struct syslog_address *address, struct ssl_ctx_st *tls,
                                          struct syslog_queue *queue)
{
    struct syslog_sender *sender = calloc(1, sizeof *sender);
    int wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int error = sender == NULL || wake < 0 ? errno : 0;
    if (sender != NULL && error == 0) {
        sender->address = *address;
        sender->tls = tls;
        sender->queue = queue;
        sender->wake = wake;
        sender->pause = PAUSE_FIRST;
        sender->link.socket = -1;
        sender->link.patience = &sender->patience;
        atomic_init(&sender->patience.until, UINT64_MAX);
        error = thread_start(&sender->thread, run, sender);
    }
    if (error == 0)
        return sender;
    complain("syslog: %s", strerror(error));
    if (wake >= 0)
        close(wake);
    free(sender);
    return NULL;
}

void syslog_sender_wake(struct syslog_sender *sender)
{
    uint64_t one = 1;
    if (write(sender->wake, &one, sizeof one) < 0 && errno != EAGAIN)
        complain("syslog: %s", strerror(errno));
}

void syslog_sender_stop(struct syslog_sender *sender, uint64_t until)
{
    atomic_store(&sender->patience.until, until);
    atomic_store(&sender->stopping, true);
    syslog_sender_wake(sender);
    pthread_join(sender->thread, NULL);
    close(sender->wake);
    free(sender);
}
