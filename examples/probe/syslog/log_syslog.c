/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/log_syslog.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "examples/probe/complain.h"
#include "examples/probe/syslog/syslog_known.h"
#include "examples/probe/syslog/syslog_message.h"
#include "examples/probe/syslog/syslog_sender.h"
#include "examples/probe/syslog/syslog_tls.h"

#define QUEUE_BYTES  (8u << 20)
#define SEQUENCE_MAX 2147483647u /* RFC 5424, 7.3.1 */
#define CLOSING      (5 * SECOND)

struct log_syslog {
    struct syslog_origin origin;
    bool all;
    uint32_t sequence; /* of the last message */
    uint64_t time;     /* newest that was told */
    uint64_t lost;     /* messages not yet told of */
    uint64_t lost_altogether;
    struct syslog_known known;
    struct syslog_queue *queue;
    struct ssl_ctx_st *tls;
    struct syslog_sender *sender;
};

static uint32_t next_sequence(struct log_syslog *log)
{
    log->sequence = log->sequence < SEQUENCE_MAX ? log->sequence + 1 : 1;
    return log->sequence;
}

static bool put(struct log_syslog *log, const struct syslog_message *message)
{
    bool fits = syslog_queue_put(log->queue, message->text, message->length);
    if (fits)
        syslog_sender_wake(log->sender);
    return fits;
}

/* Once there is room again: some of it, or every other message would be such a one. */
static bool tell_lost(struct log_syslog *log)
{
    struct syslog_message message;
    if (syslog_queue_room(log->queue) < QUEUE_BYTES / 4)
        return false;
    syslog_message_lost(&message, &log->origin, next_sequence(log), log->time, log->lost);
    if (!put(log, &message))
        return false;
    log->lost = 0;
    return true;
}

static void send_message(struct log_syslog *log, const struct syslog_message *message)
{
    if (log->lost == 0 && put(log, message))
        return;
    if (log->lost_altogether == 0)
        complain("syslog: the queue is full, messages are lost");
    log->lost++;
    log->lost_altogether++;
}

static void tell(struct log_syslog *log, enum syslog_event event, const struct connection *connection)
{
    struct syslog_message message;
    if (connection->record.last > log->time)
        log->time = connection->record.last;
    if (log->lost > 0)
        tell_lost(log);
    syslog_message_connection(&message, &log->origin, next_sequence(log), event, connection);
    send_message(log, &message);
}

static bool wanted(const struct log_syslog *log, const struct connection *connection)
{
    return log->all || connection->record.verdict.application == SKYPEDPI_APPLICATION_SKYPE ||
           connection->record.decision.action != SKYPEDPI_ACTION_ALLOW;
}

/* What nobody wants is not begun; what was begun is told of to its end, whatever it became. */
static void begun_or_changed(struct log_syslog *log, const struct connection *connection)
{
    uint64_t id = connection->record.id;
    if (syslog_known_has(&log->known, id)) {
        tell(log, SYSLOG_CHANGE, connection);
    } else if (wanted(log, connection)) {
        syslog_known_add(&log->known, id);
        tell(log, SYSLOG_BEGIN, connection);
    }
}

static void on_connection(void *state, const struct connection *connection)
{
    begun_or_changed(state, connection);
}

static void on_ended(void *state, const struct connection *connection)
{
    struct log_syslog *log = state;
    uint64_t id = connection->record.id;
    if (!syslog_known_has(&log->known, id)) {
        if (!wanted(log, connection))
            return;
        tell(log, SYSLOG_BEGIN, connection);
    }
    tell(log, SYSLOG_END, connection);
    syslog_known_remove(&log->known, id);
}

static void on_tick(void *state)
{
    struct log_syslog *log = state;
    if (log->lost > 0)
        tell_lost(log);
}

static void release(struct log_syslog *log)
{
    syslog_queue_free(log->queue);
    syslog_known_free(&log->known);
    syslog_tls_free(log->tls);
    free(log);
}

static bool on_close(void *state)
{
    struct log_syslog *log = state;
    uint64_t until = syslog_now() + CLOSING;
    while (log->lost > 0 && !tell_lost(log) && syslog_now() < until)
        nanosleep(&(struct timespec){0, 20 * (long)MILLISECOND}, NULL);
    syslog_sender_stop(log->sender, until);
    size_t left = syslog_queue_count(log->queue);
    if (left > 0)
        complain("syslog: %zu messages were not delivered: the server has not confirmed them", left);
    if (log->lost_altogether > 0)
        complain("syslog: %" PRIu64 " messages found no room and were lost", log->lost_altogether);
    bool good = left == 0 && log->lost_altogether == 0;
    release(log);
    return good;
}

static void name_host(char host[256])
{
    if (gethostname(host, 255) != 0 || host[0] == '\0')
        host[0] = '\0';
    host[255] = '\0';
    for (char *c = host; *c != '\0'; c++)
        if (*c <= ' ' || *c > '~')
            *c = '?';
    if (host[0] == '\0')
        host[0] = '-', host[1] = '\0';
}

static bool check(const struct log_syslog_settings *settings, struct syslog_address *address)
{
    bool good = true;
    if (!syslog_address_parse(settings->url, address)) {
        complain("syslog: '%s' is not udp://host:port, tcp://host:port or tls://host:port", settings->url);
        good = false;
    } else if (address->transport != SYSLOG_TLS && (settings->ca || settings->certificate || settings->key)) {
        complain("syslog: certificates are for tls://, not for %s", settings->url);
        good = false;
    }
    if (settings->facility > 23 || settings->severity > 7) {
        complain("syslog: facilities are 0 to 23, severities 0 to 7");
        good = false;
    }
    return good;
}

static bool start(struct log_syslog *log, const struct log_syslog_settings *settings,
                  const struct syslog_address *address)
{
    if (address->transport == SYSLOG_TLS) {
        log->tls = syslog_tls_new(settings->ca, settings->certificate, settings->key);
        if (log->tls == NULL)
            return false;
    }
    log->queue = syslog_queue_new(QUEUE_BYTES);
    if (log->queue == NULL)
        complain("syslog: no memory");
    else
        log->sender = syslog_sender_start(address, log->tls, log->queue);
    return log->sender != NULL;
}

bool log_syslog_open(const struct log_syslog_settings *settings, struct sink *sink)
{
    struct syslog_address address;
    if (!check(settings, &address))
        return false;
    struct log_syslog *log = calloc(1, sizeof *log);
    if (log == NULL) {
        complain("syslog: no memory");
        return false;
    }
    log->origin.facility = settings->facility == 0 ? 1 : settings->facility;
    log->origin.severity = settings->severity == 0 ? 6 : settings->severity;
    log->origin.process = (unsigned)getpid();
    name_host(log->origin.host);
    log->all = settings->all;
    if (!start(log, settings, &address)) {
        release(log);
        return false;
    }
    *sink = (struct sink){.name = "syslog",
                          .state = log,
                          .begun = on_connection,
                          .changed = on_connection,
                          .ended = on_ended,
                          .tick = on_tick,
                          .close = on_close};
    return true;
}
