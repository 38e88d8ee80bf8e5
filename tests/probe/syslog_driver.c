/* SPDX-License-Identifier: BSD-2-Clause */
/* Feeds the syslog sink with made-up connections, as told on stdin. After each line of it "done" is printed.
 *   connections N MICROSECONDS  so many Skype connections, begin and end, with a pause after each
 *   kinds                       connections of every kind: unknown, flagged, changed, ended at once, IPv6
 *   overlap N                   so many that all begin, then all change, then end in another order
 *   hostile                     names that are no UTF-8, with quotes, too long
 *   wait MILLISECONDS           with a tick
 *   health NUMBERS              eleven minutes later, the probe's counters are: dropped by the kernel, evicted,
 *                               refused, seen one way, seen both ways, clock back, records lost, read anew, not
 *                               read anew
 * usage: probe_syslog_driver URL [--ca FILE] [--certificate FILE] [--key FILE] [--all] [--facility NAME]
 * [--severity NAME] [--severity-skype NAME] [--severity-health NAME] [--unanswered MILLISECONDS]
 * Exit status: that of close(): 0 nothing was lost, 1 something was; 2: it could not be opened.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "examples/probe/syslog/log_syslog.h"

static uint64_t next_id;
static uint64_t now = UINT64_C(1136214245) * SECOND + 123456789;

static struct connection connection_of(unsigned application)
{
    struct connection connection = {.user = "anna",
                                    .group = "staff",
                                    .application = "skype",
                                    .signature = "udp-nack",
                                    .source = "NACK carries the public address (SN06)"};
    struct skypedpi_record *record = &connection.record;
    record->id = next_id++;
    record->user = 1;
    record->tuple = (struct skypedpi_tuple){.family = 4,
                                            .transport = 17,
                                            .source_port = 1000,
                                            .destination_port = 2000,
                                            .source = {10, 0, 0, 1},
                                            .destination = {192, 0, 2, 7}};
    record->first = now;
    record->last = now;
    record->verdict.application = (uint16_t)application;
    record->verdict.activity = SKYPEDPI_ACTIVITY_SIGNALLING;
    record->verdict.confidence = 90;
    for (int i = 0; i < SKYPEDPI_RELEASE_PARTS; i++)
        record->verdict.era_first.part[i] = record->verdict.era_last.part[i] = SKYPEDPI_RELEASE_ANY;
    if (application != SKYPEDPI_APPLICATION_SKYPE)
        connection.application = skypedpi_application_name(application);
    now += MILLISECOND;
    return connection;
}

static void end(const struct sink *sink, struct connection *connection)
{
    connection->record.last = connection->record.first + 2500 * MILLISECOND;
    connection->record.ended = 1;
    connection->record.why = SKYPEDPI_TABLE_CLOSED;
    connection->record.usage = (struct skypedpi_usage){
        .packets = {3, 4}, .bytes = {300, 4000}, .flows = 1, .calls = 1, .call_milliseconds = 61007};
    sink->ended(sink->state, connection);
}

static void connections(const struct sink *sink, unsigned count, unsigned pause)
{
    for (unsigned i = 0; i < count; i++) {
        struct connection connection = connection_of(SKYPEDPI_APPLICATION_SKYPE);
        sink->begun(sink->state, &connection);
        end(sink, &connection);
        if (pause > 0)
            usleep(pause);
    }
}

static void kinds(const struct sink *sink)
{
    struct connection plain = connection_of(SKYPEDPI_APPLICATION_OTHER);
    sink->begun(sink->state, &plain);
    end(sink, &plain);
    struct connection flagged = connection_of(SKYPEDPI_APPLICATION_OTHER);
    flagged.record.decision = (struct skypedpi_decision){.rule = 7, .action = SKYPEDPI_ACTION_BLOCK};
    sink->begun(sink->state, &flagged);
    end(sink, &flagged);
    struct connection late = connection_of(SKYPEDPI_APPLICATION_UNKNOWN);
    sink->begun(sink->state, &late);
    late.record.verdict.application = SKYPEDPI_APPLICATION_SKYPE;
    late.application = "skype";
    sink->changed(sink->state, &late);
    late.record.verdict.activity = SKYPEDPI_ACTIVITY_CALL_AUDIO;
    sink->changed(sink->state, &late);
    end(sink, &late);
    struct connection once = connection_of(SKYPEDPI_APPLICATION_SKYPE);
    once.record.tuple = (struct skypedpi_tuple){.family = 6,
                                                .transport = 6,
                                                .source_port = 1,
                                                .destination_port = 65535,
                                                .source = {0x20, 1, 0xd, 0xb8},
                                                .destination = {0xff, 2, [15] = 1}};
    end(sink, &once);
}

static void overlap(const struct sink *sink, unsigned count)
{
    struct connection *all = calloc(count, sizeof *all);
    if (all == NULL)
        exit(3);
    for (unsigned i = 0; i < count; i++) {
        all[i] = connection_of(SKYPEDPI_APPLICATION_SKYPE);
        all[i].record.id *= all[i].record.id * 2654435761u; /* scattered */
        sink->begun(sink->state, &all[i]);
    }
    for (unsigned i = 0; i < count; i++) {
        all[i].record.verdict.application = SKYPEDPI_APPLICATION_OTHER; /* told of all the same: it was begun */
        sink->changed(sink->state, &all[i]);
    }
    for (unsigned i = 0; i < count; i++)
        end(sink, &all[i * 7919ul % count]);
    for (unsigned i = 0; i < count; i++) /* nobody knows them any more */
        sink->changed(sink->state, &all[i]);
    free(all);
}

static void hostile(const struct sink *sink)
{
    char longest[4096];
    for (size_t i = 0; i + 1 < sizeof longest; i++)
        longest[i] = "]\"\\\xff"[i % 4];
    longest[sizeof longest - 1] = '\0';
    struct connection connection = connection_of(SKYPEDPI_APPLICATION_SKYPE);
    connection.user = "a\"b\\c]d \xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80";
    connection.group = "bad\xff \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \xe2\x82 end\n\x7f\xc2\x85.";
    sink->begun(sink->state, &connection);
    connection.user = connection.group = connection.application = connection.signature = connection.source =
        longest;
    end(sink, &connection);
}

static void health(const struct sink *sink, const char *numbers)
{
    unsigned long n[9] = {0};
    char *at = (char *)(uintptr_t)numbers;
    for (int i = 0; i < 9; i++)
        n[i] = strtoul(at, &at, 10);
    now += 660 * SECOND;
    const struct health health = {.time = now,
                                  .frames = 1000000,
                                  .kernel_dropped = n[0],
                                  .flows_evicted = n[1],
                                  .flows_refused = n[2],
                                  .flows_open = 7,
                                  .flows_room = 100,
                                  .one_way = n[3],
                                  .two_way = n[4],
                                  .clock_back = n[5],
                                  .records_lost = n[6],
                                  .reloads = n[7],
                                  .reloads_refused = n[8],
                                  .set_name = "a \"set\"",
                                  .set_version = "2026.1"};
    sink->health(sink->state, &health);
}

static void command(const struct sink *sink, const char *line)
{
    unsigned a, b;
    if (sscanf(line, "connections %u %u", &a, &b) == 2)
        connections(sink, a, b);
    else if (sscanf(line, "overlap %u", &a) == 1)
        overlap(sink, a);
    else if (strncmp(line, "kinds", 5) == 0)
        kinds(sink);
    else if (strncmp(line, "hostile", 7) == 0)
        hostile(sink);
    else if (sscanf(line, "wait %u", &a) == 1)
        usleep(a * 1000);
    else if (strncmp(line, "health ", 7) == 0)
        health(sink, line + 7);
    sink->tick(sink->state);
}

int main(int argc, char **argv)
{
    struct log_syslog_settings settings = {.url = argc > 1 ? argv[1] : ""};
    for (int i = 2; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--all") == 0)
            settings.all = true;
        else if (strcmp(argv[i], "--ca") == 0)
            settings.ca = value;
        else if (strcmp(argv[i], "--certificate") == 0)
            settings.certificate = value;
        else if (strcmp(argv[i], "--key") == 0)
            settings.key = value;
        else if (strcmp(argv[i], "--facility") == 0)
            settings.facility = value;
        else if (strcmp(argv[i], "--severity") == 0)
            settings.severity = value;
        else if (strcmp(argv[i], "--severity-skype") == 0)
            settings.severity_skype = value;
        else if (strcmp(argv[i], "--severity-health") == 0)
            settings.severity_health = value;
        else if (strcmp(argv[i], "--unanswered") == 0)
            settings.unanswered = (unsigned)atoi(value);
    }
    struct sink sink;
    char line[256];
    if (!log_syslog_open(&settings, &sink))
        return 2;
    while (fgets(line, sizeof line, stdin) != NULL) {
        command(&sink, line);
        printf("done\n");
        fflush(stdout);
    }
    return sink.close(sink.state) ? 0 : 1;
}
