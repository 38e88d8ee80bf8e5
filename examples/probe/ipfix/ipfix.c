/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/ipfix/ipfix.h"
#include <inttypes.h>
#include <stdlib.h>
#include "examples/probe/complain.h"
#include "examples/probe/ipfix/ipfix_export.h"
#include "examples/probe/told.h"

#define TOLD_MOST  65536u /* connections under way that are told of in between; others are only at their end */
#define PATIENCE   (5 * SECOND)  /* a collector that takes nothing for so long is not waited for */
#define TELL_EVERY (60 * SECOND) /* of records lost */

struct ipfix {
    struct ipfix_exporter *exporter;
    struct ipfix_queue *queue;
    struct told told;
    uint64_t patience;
    struct ipfix_loss complained; /* the loss the operator knows of */
    uint64_t tell_at;
};

static struct skypedpi_usage difference(const struct skypedpi_usage *now, const struct skypedpi_usage *before)
{
    struct skypedpi_usage out = *now;

    for (unsigned i = 0; i < 2; i++) {
        out.packets[i] -= before->packets[i];
        out.bytes[i] -= before->bytes[i];
    }
    out.flows -= before->flows;
    out.calls -= before->calls;
    out.call_milliseconds -= before->call_milliseconds;
    return out;
}

/* Exports what a connection did since it was told of last. */
static void export(struct ipfix *ipfix, const struct connection *connection, const struct told_entry *told,
                   enum ipfix_end reason)
{
    struct ipfix_record record = ipfix_record_connection(connection, reason);

    if (told) {
        record.start = told->end;
        record.usage = difference(&record.usage, &told->usage);
    }
    ipfix_queue_put(ipfix->queue, &record, ipfix->patience);
}

static void ended(void *state, const struct connection *connection)
{
    struct ipfix *ipfix = state;
    struct told_entry *told = told_find(&ipfix->told, connection->record.id);

    export(ipfix, connection, told, ipfix_record_end(connection->record.why));
    if (told)
        told_remove(&ipfix->told, told);
}

static void goes_on(void *state, const struct connection *connection)
{
    struct ipfix *ipfix = state;
    const struct skypedpi_record *record = &connection->record;
    struct told_entry *told = told_find(&ipfix->told, record->id);
    struct told_entry *entry = told ? told : told_add(&ipfix->told, record->id);

    if (!entry)
        return;
    export(ipfix, connection, told, IPFIX_END_ACTIVE);
    entry->end = record->last;
    entry->usage = record->usage;
}

static void interval(void *state, const struct interval *interval, const struct names *names)
{
    struct ipfix *ipfix = state;
    struct ipfix_record record = ipfix_record_unfollowed(interval);

    (void)names;
    if (record.usage.packets[0] > 0)
        ipfix_queue_put(ipfix->queue, &record, ipfix->patience);
}

static void tell_loss(struct ipfix *ipfix, const struct ipfix_loss *lost)
{
    complain("ipfix: lost %" PRIu64 " records of %" PRIu64 " packets and %" PRIu64
             " bytes: the collector did not take them",
             lost->records - ipfix->complained.records, lost->packets - ipfix->complained.packets,
             lost->bytes - ipfix->complained.bytes);
    ipfix->complained = *lost;
    ipfix->tell_at = clock_monotonic() + TELL_EVERY;
}

static void tick(void *state)
{
    struct ipfix *ipfix = state;
    struct ipfix_loss lost = ipfix_queue_look(ipfix->queue).lost;

    if (lost.records > ipfix->complained.records && clock_monotonic() >= ipfix->tell_at)
        tell_loss(ipfix, &lost);
}

static uint64_t lost(void *state)
{
    return ipfix_queue_look(((const struct ipfix *)state)->queue).lost.records;
}

static bool finish(void *state)
{
    struct ipfix *ipfix = state;
    struct ipfix_loss lost = ipfix_export_finish(ipfix->exporter);

    if (lost.records > ipfix->complained.records)
        tell_loss(ipfix, &lost);
    told_close(&ipfix->told);
    free(ipfix);
    return lost.records == 0;
}

bool ipfix_open(const struct ipfix_settings *settings, struct sink *sink)
{
    struct ipfix *ipfix = calloc(1, sizeof(*ipfix));

    if (!ipfix || !told_open(&ipfix->told, TOLD_MOST)) {
        complain("ipfix: no memory");
        free(ipfix);
        return false;
    }
    ipfix->patience = settings->patient ? PATIENCE : 0;
    ipfix->exporter = ipfix_export_start(settings);
    if (!ipfix->exporter) {
        told_close(&ipfix->told);
        free(ipfix);
        return false;
    }
    ipfix->queue = ipfix_export_queue(ipfix->exporter);
    *sink = (struct sink){.name = "ipfix",
                          .state = ipfix,
                          .goes_on = goes_on,
                          .ended = ended,
                          .interval = interval,
                          .tick = tick,
                          .close = finish,
                          .lost = lost};
    return true;
}
