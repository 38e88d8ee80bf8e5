/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_message.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "examples/probe/syslog/syslog_text.h"
#include "examples/probe/text.h"

#define BOM             "\xef\xbb\xbf"
#define TEXT_ROOM       448 /* kept free for the words at the end of a message */
#define VALUE_MAX       240 /* longest value of a parameter, escaped */
#define NAME_ROOM       200 /* longest name in the words */
#define SEVERITY_NOTICE 5

/* Appends what fits whole into `limit` bytes of text; else nothing. */
__attribute__((format(printf, 3, 4))) static void append(struct syslog_message *message, size_t limit,
                                                         const char *format, ...)
{
    if (message->length >= limit)
        return;
    size_t room = limit - message->length;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(message->text + message->length, room, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length < room)
        message->length += (size_t)length;
    message->text[message->length] = '\0';
}

/* A parameter of the structured data; one that is empty, or finds no room, is left out. */
static void parameter(struct syslog_message *message, const char *name, const char *value)
{
    char escaped[VALUE_MAX];
    if (value[0] == '\0')
        return;
    syslog_text_copy(escaped, sizeof escaped, value, true);
    append(message, sizeof message->text - TEXT_ROOM, " %s=\"%s\"", name, escaped);
}

static void number(struct syslog_message *message, const char *name, uint64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRIu64, value);
    parameter(message, name, text);
}

static void timestamp(uint64_t time, char text[32])
{
    time_t seconds = (time_t)(time / SECOND);
    struct tm tm = {0};
    gmtime_r(&seconds, &tm);
    size_t length = strftime(text, 24, "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(text + length, 32 - length, ".%06uZ", (unsigned)(time % SECOND / 1000));
}

static void time_parameter(struct syslog_message *message, const char *name, uint64_t time)
{
    char text[32];
    timestamp(time, text);
    parameter(message, name, text);
}

static void header(struct syslog_message *message, const struct syslog_origin *origin, unsigned severity,
                   uint64_t time, const char *id, uint32_t sequence, const char *data)
{
    char text[32];
    timestamp(time, text);
    message->length = 0;
    append(message, sizeof message->text - TEXT_ROOM,
           "<%u>1 %s %s skypedpi-probe %u %s [meta sequenceId=\"%u\"]",
           origin->priority.facility * 8 + severity, text, origin->host, origin->process, id, sequence);
    append(message, sizeof message->text - TEXT_ROOM, "[%s@32473", data); /* the number of examples, RFC 5612 */
}

static void era(struct syslog_message *message, const struct skypedpi_verdict *verdict)
{
    const struct skypedpi_release *first = &verdict->era_first, *last = &verdict->era_last;
    parameter(message, "client_first", text_era(first, first).text);
    parameter(message, "client_last", text_era(last, last).text);
}

static void who(struct syslog_message *message, const struct connection *connection)
{
    const struct skypedpi_tuple *tuple = &connection->record.tuple;
    number(message, "id", connection->record.id);
    parameter(message, "proto", text_transport(tuple->transport));
    parameter(message, "src", text_address(tuple->family, tuple->source).text);
    number(message, "sport", tuple->source_port);
    parameter(message, "dst", text_address(tuple->family, tuple->destination).text);
    number(message, "dport", tuple->destination_port);
    parameter(message, "user", connection->user);
    parameter(message, "group", connection->group);
}

static void flags(struct syslog_message *message, uint32_t flags)
{
    char text[160] = "";
    size_t length = 0;
    for (unsigned bit = 0; bit < 32; bit++) {
        const char *name = flags >> bit & 1 ? skypedpi_flag_name(1u << bit) : "";
        if (name[0] != '\0' && length + strlen(name) + 2 < sizeof text)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", length ? " " : "", name);
    }
    parameter(message, "flags", text);
}

/* Nothing while it is not known what the connection is: nobody has allowed it yet. */
static void decision(struct syslog_message *message, const struct skypedpi_record *record)
{
    const struct skypedpi_decision *decision = &record->decision;
    bool known = record->ended || record->verdict.stage != SKYPEDPI_STAGE_OPEN;
    if (known || decision->action != SKYPEDPI_ACTION_ALLOW)
        parameter(message, "action", skypedpi_action_name(decision->action));
    if (decision->rule != 0)
        number(message, "rule", decision->rule);
}

static void what(struct syslog_message *message, const struct connection *connection)
{
    const struct skypedpi_verdict *verdict = &connection->record.verdict;
    parameter(message, "application", connection->application);
    parameter(message, "activity", skypedpi_activity_name(verdict->activity));
    parameter(message, "mechanism", skypedpi_mechanism_name(verdict->mechanism));
    parameter(message, "path", verdict->path ? skypedpi_path_name(verdict->path) : "");
    parameter(message, "role", verdict->role ? skypedpi_role_name(verdict->role) : "");
    parameter(message, "stage", skypedpi_stage_name(verdict->stage));
    number(message, "confidence", verdict->confidence);
    decision(message, &connection->record);
    if (connection->attempt != 0)
        number(message, "attempt", connection->attempt);
}

static void usage(struct syslog_message *message, const struct skypedpi_usage *usage)
{
    char seconds[32];
    number(message, "packets_up", usage->packets[0]);
    number(message, "packets_down", usage->packets[1]);
    number(message, "bytes_up", usage->bytes[0]);
    number(message, "bytes_down", usage->bytes[1]);
    number(message, "calls", usage->calls);
    snprintf(seconds, sizeof seconds, "%" PRIu64 ".%03u", usage->call_milliseconds / 1000,
             (unsigned)(usage->call_milliseconds % 1000));
    parameter(message, "call_seconds", seconds);
}

/* Why: it may be long, so it comes last. */
static void reason(struct syslog_message *message, const struct connection *connection)
{
    flags(message, connection->record.verdict.flags);
    era(message, &connection->record.verdict);
    parameter(message, "signature", connection->signature);
    parameter(message, "reason", connection->source);
}

static void words(struct syslog_message *message, enum syslog_event event, const struct connection *connection)
{
    static const char *const verbs[] = {"begins", "changes", "ends"};
    const struct skypedpi_tuple *tuple = &connection->record.tuple;
    char user[NAME_ROOM], application[64];
    syslog_text_copy(user, sizeof user, connection->user, false);
    syslog_text_copy(application, sizeof application, connection->application, false);
    append(message, sizeof message->text, "] " BOM "%s: %s", application, text_transport(tuple->transport));
    append(message, sizeof message->text, " %s port %u to %s port %u",
           text_address(tuple->family, tuple->source).text, tuple->source_port,
           text_address(tuple->family, tuple->destination).text, tuple->destination_port);
    append(message, sizeof message->text, "%s%s", user[0] == '\0' ? "" : " of ", user);
    append(message, sizeof message->text, " %s", verbs[event]);
}

enum syslog_kind syslog_message_kind(const struct connection *connection)
{
    bool flagged = connection->record.verdict.application == SKYPEDPI_APPLICATION_SKYPE ||
                   connection->record.decision.action != SKYPEDPI_ACTION_ALLOW;
    return flagged ? SYSLOG_SKYPE : SYSLOG_CONNECTION;
}

void syslog_message_connection(struct syslog_message *message, const struct syslog_origin *origin,
                               uint32_t sequence, enum syslog_event event, const struct connection *connection)
{
    static const char *const ids[] = {"BEGIN", "CHANGE", "END"};
    const struct skypedpi_record *record = &connection->record;
    header(message, origin, origin->priority.severity[syslog_message_kind(connection)],
           event == SYSLOG_BEGIN ? record->first : record->last, ids[event], sequence, "skypedpi");
    who(message, connection);
    what(message, connection);
    time_parameter(message, "first", record->first);
    if (event != SYSLOG_BEGIN) {
        time_parameter(message, "last", record->last);
        usage(message, &record->usage);
    }
    if (event == SYSLOG_END)
        parameter(message, "why", text_why(record->why));
    reason(message, connection);
    words(message, event, connection);
}

/* ---- of the probe itself ---- */

static void counters(struct syslog_message *message, const struct health *now)
{
    number(message, "frames", now->frames);
    number(message, "bytes", now->bytes);
    number(message, "kernel_dropped", now->kernel_dropped);
    number(message, "flows_open", now->flows_open);
    number(message, "flows_room", now->flows_room);
    number(message, "flows_evicted", now->flows_evicted);
    number(message, "flows_refused", now->flows_refused);
    number(message, "one_way", now->one_way);
    number(message, "two_way", now->two_way);
    number(message, "queue_fill", now->queue_fill);
    number(message, "records_lost", now->records_lost);
    parameter(message, "set", now->set_name != NULL ? now->set_name : "");
    parameter(message, "set_version", now->set_version != NULL ? now->set_version : "");
}

void syslog_message_health(struct syslog_message *message, const struct syslog_origin *origin,
                           uint32_t sequence, uint64_t time, const struct health_warning *warning,
                           const struct health *now)
{
    unsigned severity = warning->good ? SEVERITY_NOTICE : origin->priority.severity[SYSLOG_HEALTH];
    header(message, origin, severity, time, "HEALTH", sequence, "skypedpi-health");
    parameter(message, "kind", warning->kind);
    number(message, "count", warning->count);
    if (now != NULL)
        counters(message, now);
    append(message, sizeof message->text, "] " BOM "%s", warning->text);
}
