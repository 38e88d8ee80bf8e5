/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_outlet.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "examples/probe/complain.h"
#include "examples/probe/syslog/syslog_sender.h"
#include "examples/probe/syslog/syslog_tls.h"

#define QUEUE_BYTES  (8u << 20)
#define SEQUENCE_MAX 2147483647u /* RFC 5424, 7.3.1 */
#define CLOSING      (5 * SECOND)

/* ---- messages ---- */

static uint32_t next_sequence(struct syslog_outlet *outlet)
{
    outlet->sequence = outlet->sequence < SEQUENCE_MAX ? outlet->sequence + 1 : 1;
    return outlet->sequence;
}

static bool put(struct syslog_outlet *outlet, const struct syslog_message *message)
{
    bool fits = syslog_queue_put(outlet->queue, message->text, message->length);
    if (fits)
        syslog_sender_wake(outlet->sender);
    return fits;
}

/* Once there is room again: some of it, or every other message would be such a one. */
static bool tell_lost(struct syslog_outlet *outlet)
{
    struct syslog_message message;
    struct health_warning warning = {.kind = "messages-lost", .count = outlet->lost};
    if (outlet->lost == 0)
        return true;
    if (syslog_queue_room(outlet->queue) < QUEUE_BYTES / 4)
        return false;
    snprintf(warning.text, sizeof warning.text, "%" PRIu64 " messages found no room and are lost",
             outlet->lost);
    syslog_message_health(&message, &outlet->origin, next_sequence(outlet), outlet->time, &warning, NULL);
    if (!put(outlet, &message))
        return false;
    outlet->lost = 0;
    return true;
}

uint32_t syslog_outlet_number(struct syslog_outlet *outlet, uint64_t time)
{
    if (time > outlet->time)
        outlet->time = time;
    tell_lost(outlet);
    return next_sequence(outlet);
}

void syslog_outlet_send(struct syslog_outlet *outlet, const struct syslog_message *message)
{
    if (outlet->lost == 0 && put(outlet, message))
        return;
    if (outlet->lost_altogether == 0)
        complain("syslog: the queue is full, messages are lost");
    outlet->lost++;
    outlet->lost_altogether++;
}

void syslog_outlet_tick(struct syslog_outlet *outlet)
{
    tell_lost(outlet);
}

/* ---- begin and end ---- */

static void name_host(char host[256])
{
    if (gethostname(host, 255) != 0)
        host[0] = '\0';
    host[255] = '\0';
    for (char *c = host; *c != '\0'; c++)
        if (*c <= ' ' || *c > '~')
            *c = '?';
    if (host[0] == '\0')
        strcpy(host, "-");
}

static bool check(const struct log_syslog_settings *settings, struct syslog_address *address)
{
    bool known = syslog_address_parse(settings->url, address);
    bool files = settings->ca || settings->certificate || settings->key;
    if (!known)
        complain("syslog: '%s' is not udp://host:port, tcp://host:port or tls://host:port", settings->url);
    else if (address->transport != SYSLOG_TLS && files)
        complain("syslog: certificates are for tls://, not for %s", settings->url);
    address->unanswered = settings->unanswered;
    return known && (address->transport == SYSLOG_TLS || !files);
}

static bool start(struct syslog_outlet *outlet, const struct log_syslog_settings *settings,
                  const struct syslog_address *address)
{
    if (address->transport == SYSLOG_TLS) {
        outlet->tls = syslog_tls_new(settings->ca, settings->certificate, settings->key);
        if (outlet->tls == NULL)
            return false;
    }
    outlet->queue = syslog_queue_new(QUEUE_BYTES);
    if (outlet->queue == NULL)
        complain("syslog: no memory");
    else
        outlet->sender = syslog_sender_start(address, outlet->tls, outlet->queue);
    return outlet->sender != NULL;
}

static void release(struct syslog_outlet *outlet)
{
    syslog_queue_free(outlet->queue);
    syslog_tls_free(outlet->tls);
}

bool syslog_outlet_open(struct syslog_outlet *outlet, const struct log_syslog_settings *settings)
{
    struct syslog_address address;
    *outlet = (struct syslog_outlet){.origin = {.process = (unsigned)getpid()}};
    name_host(outlet->origin.host);
    bool good = check(settings, &address);
    good &= syslog_priority_read(&outlet->origin.priority, settings);
    if (good && !start(outlet, settings, &address)) {
        release(outlet);
        return false;
    }
    return good;
}

bool syslog_outlet_close(struct syslog_outlet *outlet)
{
    uint64_t until = clock_monotonic() + CLOSING;
    while (!tell_lost(outlet) && clock_monotonic() < until)
        nanosleep(&(struct timespec){0, 20 * (long)MILLISECOND}, NULL);
    syslog_sender_stop(outlet->sender, until);
    size_t left = syslog_queue_count(outlet->queue);
    if (left > 0)
        complain("syslog: %zu messages were not delivered: the server has not confirmed them", left);
    if (outlet->lost_altogether > 0)
        complain("syslog: %" PRIu64 " messages found no room and were lost", outlet->lost_altogether);
    release(outlet);
    return left == 0 && outlet->lost_altogether == 0;
}
