/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/ipfix/ipfix_export.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "examples/probe/complain.h"
#include "examples/probe/ipfix/ipfix_link.h"
#include "examples/probe/ipfix/ipfix_session.h"
#include "examples/probe/thread.h"

#define QUEUE_ROOM    65536u /* records; some 470 bytes each */
#define STREAM_BYTES  16384u /* of a message over TCP */
#define DATAGRAM_ROOM 1400u  /* ... over UDP: within the MTU of Ethernet */
#define BATCH         32u    /* records that are worth a message at once, or ... */
#define BATCH_TIME    (250 * MILLISECOND)
#define PAUSE_FIRST   (250 * MILLISECOND) /* before the collector is tried again; doubles each time */
#define PAUSE_MOST    (30 * SECOND)
#define STEADY        SECOND        /* a link that held so long is a good one */
#define CLOSE_IDLE    (5 * SECOND)  /* at the end: nothing arrived for so long ... */
#define CLOSE_MOST    (60 * SECOND) /* ... or so long altogether */
#define CONNECT_WAIT  2000          /* milliseconds */

struct ipfix_exporter {
    struct ipfix_queue queue;
    struct ipfix_link link;
    struct ipfix_session *session;
    pthread_t thread;
    uint64_t template_every;

    uint64_t tail, next;    /* first record that has not arrived, first that is in no message */
    const uint8_t *message; /* what is to be sent of the last message */
    size_t left;
    uint64_t stream; /* where that ends, counted from the first byte since the link is up */

    bool announcing, templates; /* with the templates */
    unsigned announcement;      /* the next one */
    uint64_t announce_at;
    struct ipfix_loss told; /* the loss that was announced last */

    uint64_t up_at, retry_at, pause, progress_at, closing_at;
    bool complained; /* of the link as it is now */
};

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* ---- the link ---- */

static void begin_announcing(struct ipfix_exporter *e, bool templates)
{
    e->announcing = true;
    e->templates = templates;
    e->announcement = 0;
    e->announce_at = clock_monotonic() + e->template_every;
}

/* Places of records that arrived are free again. */
static void release(struct ipfix_exporter *e)
{
    uint64_t arrived = ipfix_link_arrived(&e->link), tail = e->tail;

    while (tail < e->next && ipfix_queue_at(&e->queue, tail)->stream_end <= arrived)
        tail++;
    if (tail == e->tail)
        return;
    e->tail = tail;
    e->progress_at = clock_monotonic();
    ipfix_queue_release(&e->queue, tail);
    if (e->progress_at - e->up_at < STEADY)
        return;
    if (e->complained)
        complain("ipfix: %s takes records again", e->link.name);
    e->complained = false;
    e->pause = PAUSE_FIRST;
}

/* What has not arrived is sent again when the collector is back. */
static void fail(struct ipfix_exporter *e, int error)
{
    if (e->link.fd >= 0)
        release(e);
    if (!e->complained)
        complain("ipfix: %s: %s; records wait", e->link.name,
                 error ? strerror(error) : "closed by the collector");
    e->complained = true;
    ipfix_link_down(&e->link);
    e->next = e->tail;
    e->left = 0;
    e->stream = 0;
    e->retry_at = clock_monotonic() + e->pause;
    e->pause = least(2 * e->pause, PAUSE_MOST);
}

static void pause_until(struct ipfix_exporter *e, uint64_t time)
{
    uint64_t now = clock_monotonic(), rest = time > now ? time - now : 0;

    if (e->closing_at == 0)
        ipfix_queue_wait(&e->queue, 0, UINT64_MAX, rest);
    else
        nanosleep(&(struct timespec){.tv_nsec = (long)least(rest, PAUSE_FIRST)}, NULL);
}

static bool connect_again(struct ipfix_exporter *e)
{
    if (clock_monotonic() < e->retry_at) {
        pause_until(e, e->retry_at);
        return false;
    }
    if (!ipfix_session_restart(e->session) || !ipfix_link_up(&e->link, CONNECT_WAIT)) {
        fail(e, errno);
        return false;
    }
    e->up_at = clock_monotonic();
    begin_announcing(e, true);
    return true;
}

/* ---- messages ---- */

static bool loss_is_news(const struct ipfix_exporter *e, const struct ipfix_queue_state *state)
{
    return state->lost.records != e->told.records;
}

static enum ipfix_added announce(struct ipfix_exporter *e, const struct ipfix_queue_state *state)
{
    enum ipfix_added added = IPFIX_ADDED;

    while (e->announcing && added != IPFIX_FULL) {
        added = ipfix_session_announce(e->session, e->announcement, e->templates, &state->lost);
        if (added == IPFIX_NONE) {
            e->announcing = false;
            e->told = state->lost;
        } else if (added != IPFIX_FULL) {
            e->announcement++;
        }
    }
    return added;
}

static void add_records(struct ipfix_exporter *e, const struct ipfix_queue_state *state)
{
    for (; e->next < state->head; e->next++) {
        const struct ipfix_record *record = ipfix_queue_at(&e->queue, e->next);
        enum ipfix_added added = ipfix_session_add(e->session, record);
        if (added == IPFIX_FULL)
            return;
        if (added == IPFIX_BROKEN)
            ipfix_queue_refuse(&e->queue, record);
    }
    if (loss_is_news(e, state) && ipfix_session_announce_loss(e->session, &state->lost) == IPFIX_ADDED)
        e->told = state->lost;
}

/* Templates arrive once over TCP and may get lost over UDP; names and the loss are told again over both. */
static void build(struct ipfix_exporter *e, const struct ipfix_queue_state *state)
{
    uint64_t first = e->next;

    if (!e->announcing && clock_monotonic() >= e->announce_at)
        begin_announcing(e, !e->link.stream);
    if (announce(e, state) != IPFIX_FULL)
        add_records(e, state);
    e->left = ipfix_session_take(e->session, &e->message);
    e->stream += e->left;
    for (; first < e->next; first++)
        ipfix_queue_at(&e->queue, first)->stream_end = e->stream;
}

static bool push(struct ipfix_exporter *e)
{
    ptrdiff_t taken = ipfix_link_send(&e->link, e->message, e->left);

    if (taken < 0)
        return false;
    if (taken == 0)
        ipfix_link_wait(&e->link, true, 50);
    e->message += taken;
    e->left -= (size_t)taken;
    return true;
}

/* ---- the thread ---- */

/* False: the link is lost, errno says why. */
static bool step(struct ipfix_exporter *e)
{
    struct ipfix_queue_state state = ipfix_queue_look(&e->queue);

    if (!ipfix_link_alive(&e->link))
        return false;
    if (e->left == 0)
        build(e, &state);
    if (e->left > 0 && !push(e))
        return false;
    release(e);
    if (e->left > 0 || e->announcing || e->next < state.head)
        return true;
    if (e->tail < e->next || state.closing)
        ipfix_link_wait(&e->link, false, 10);
    else
        ipfix_queue_wait(&e->queue, e->next, BATCH, BATCH_TIME);
    return true;
}

static bool goes_on(struct ipfix_exporter *e)
{
    struct ipfix_queue_state state = ipfix_queue_look(&e->queue);
    uint64_t now = clock_monotonic();

    if (!state.closing)
        return true;
    if (e->closing_at == 0) {
        e->closing_at = e->progress_at = e->retry_at = now;
        e->pause = PAUSE_FIRST;
    }
    if (now - e->progress_at >= CLOSE_IDLE || now - e->closing_at >= CLOSE_MOST)
        return false;
    bool up = e->link.fd >= 0;
    return e->tail < state.head || (up && (e->left > 0 || e->announcing || loss_is_news(e, &state)));
}

static void *run(void *argument)
{
    struct ipfix_exporter *e = argument;

    while (goes_on(e)) {
        if (e->link.fd < 0 && !connect_again(e))
            continue;
        if (!step(e))
            fail(e, errno);
    }
    return NULL;
}

static bool start_thread(struct ipfix_exporter *e)
{
    int error = thread_start(&e->thread, run, e);

    if (error != 0)
        complain("ipfix: %s", strerror(error));
    return error == 0;
}

struct ipfix_exporter *ipfix_export_start(const struct ipfix_settings *settings)
{
    struct ipfix_exporter *e = calloc(1, sizeof(*e));

    if (!e || !ipfix_queue_open(&e->queue, QUEUE_ROOM)) {
        complain("ipfix: no memory");
        free(e);
        return NULL;
    }
    e->template_every = settings->template_every ? settings->template_every : 60 * SECOND;
    e->pause = PAUSE_FIRST;
    if (!ipfix_link_open(&e->link, settings->url))
        goto no_link;
    e->session = ipfix_session_new(settings->domain, e->link.stream ? STREAM_BYTES : DATAGRAM_ROOM);
    if (e->session && start_thread(e))
        return e;
    ipfix_session_free(e->session);
    ipfix_link_close(&e->link);
no_link:
    ipfix_queue_close(&e->queue);
    free(e);
    return NULL;
}

struct ipfix_queue *ipfix_export_queue(struct ipfix_exporter *exporter)
{
    return &exporter->queue;
}

struct ipfix_loss ipfix_export_finish(struct ipfix_exporter *e)
{
    ipfix_queue_end(&e->queue);
    pthread_join(e->thread, NULL);
    ipfix_queue_lose(&e->queue);
    struct ipfix_loss lost = e->queue.lost;
    ipfix_link_close(&e->link);
    ipfix_session_free(e->session);
    ipfix_queue_close(&e->queue);
    free(e);
    return lost;
}
