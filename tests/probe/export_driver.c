/* SPDX-License-Identifier: BSD-2-Clause */
/* Feeds the export sink with made-up intervals, as told on stdin. After each line of it "done" is printed.
 *   intervals START COUNT MILLISECONDS  so many of 10 seconds, with a pause after each
 *   wait MILLISECONDS                   with a tick
 *   shell COMMAND
 * usage: probe_export_driver DIRECTORY [--url URL] [--netrc FILE] [--ca FILE] [--name NAME] [--every SECONDS]
 *                            [--grace SECONDS] [--users N] [--ledger FILE]
 * The ledger gets a line for what happens: "begin"; "fed START" before an interval is told; "spooled" when its
 * file is due and must have been put; "closed" when close() said that nothing was lost. Exit status: that of
 * close(): 0 nothing was lost, 1 something was; 2: it could not be opened. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "examples/probe/export/export.h"

#define STEP 10

struct feeder {
    struct sink sink;
    struct names names;
    skypedpi_accounts *accounts;
    uint32_t users;
    uint64_t every;
    int ledger;
};

static void note(const struct feeder *feeder, const char *what, uint64_t number)
{
    char line[64];
    int length = snprintf(line, sizeof line, "%s %" PRIu64 "\n", what, number);
    if (feeder->ledger >= 0 && write(feeder->ledger, line, (size_t)length) != length)
        exit(3);
}

/* Everyone uses a bit; how much depends on when it is, and on who. */
static struct skypedpi_usage usage_of(uint64_t start, uint64_t who)
{
    uint64_t n = start / STEP + who;
    struct skypedpi_usage usage = {.packets = {n % 7 + 1, n % 5},
                                   .bytes = {(n % 7 + 1) * 100, n % 5 * 60},
                                   .flows = n % 3,
                                   .calls = n % 2,
                                   .call_milliseconds = n % 2 * 1234};
    return usage;
}

static void feed(struct feeder *feeder, uint64_t start)
{
    struct interval interval = {.start = start * SECOND, .end = (start + STEP) * SECOND};
    skypedpi_accounts_clear(feeder->accounts);
    for (uint32_t user = 0; user <= feeder->users; user++) {
        struct skypedpi_account_key key = {user, user == 0 ? 0 : 1 + user % 2, SKYPEDPI_APPLICATION_SKYPE,
                                           SKYPEDPI_ACTIVITY_CALL_AUDIO};
        struct skypedpi_usage usage = usage_of(start, user);
        skypedpi_accounts_add(feeder->accounts, &key, &usage);
        interval.total.packets[0] += usage.packets[0] + usage.packets[1];
        interval.total.bytes[0] += usage.bytes[0] + usage.bytes[1];
    }
    interval.unfollowed.packets[0] = start / STEP % 11;
    interval.unfollowed.bytes[0] = start / STEP % 11 * 42;
    skypedpi_usage_add(&interval.total, &interval.unfollowed);
    interval.accounts = feeder->accounts;
    note(feeder, "fed", start);
    feeder->sink.interval(feeder->sink.state, &interval, &feeder->names);
    if ((start + STEP) % feeder->every == 0)
        note(feeder, "spooled", start);
}

static void command(struct feeder *feeder, const char *line)
{
    uint64_t start;
    unsigned count, pause;
    if (sscanf(line, "intervals %" SCNu64 " %u %u", &start, &count, &pause) == 3) {
        for (unsigned i = 0; i < count; i++, start += STEP) {
            feed(feeder, start);
            usleep(pause * 1000);
        }
    } else if (sscanf(line, "wait %u", &pause) == 1) {
        usleep(pause * 1000);
        feeder->sink.tick(feeder->sink.state);
    } else if (strncmp(line, "shell ", 6) == 0 && system(line + 6) != 0) {
        exit(3);
    }
}

/* user1, user2, ... in groups "odd" and "even" */
static skypedpi_subscribers *make_users(uint32_t users)
{
    skypedpi_subscribers *subscribers = NULL;
    size_t room = (size_t)users * 64 + 1, length = 0;
    char *text = malloc(room);
    if (text == NULL)
        exit(3);
    text[0] = '\0';
    for (uint32_t i = 1; i <= users; i++)
        length += (size_t)snprintf(text + length, room - length, "user user%06u 10.%u.%u.%u in %s\n", i,
                                   i >> 16, i >> 8 & 255, i & 255, i % 2 ? "odd" : "even");
    if (skypedpi_subscribers_read(text, length, NULL, &subscribers, NULL) != SKYPEDPI_OK)
        exit(3);
    free(text);
    return subscribers;
}

static void prepare(struct feeder *feeder, skypedpi_db **db, skypedpi_subscribers **subscribers)
{
    *subscribers = make_users(feeder->users);
    if (skypedpi_db_builtin(db) != SKYPEDPI_OK ||
        skypedpi_accounts_new(feeder->users + 1, NULL, &feeder->accounts) != SKYPEDPI_OK)
        exit(3);
    feeder->names = (struct names){*db, *subscribers};
}

static void option(struct export_settings *settings, struct feeder *feeder, const char *name, const char *value)
{
    if (strcmp(name, "--url") == 0)
        settings->url = value;
    else if (strcmp(name, "--netrc") == 0)
        settings->netrc = value;
    else if (strcmp(name, "--ca") == 0)
        settings->ca = value;
    else if (strcmp(name, "--name") == 0)
        settings->name = value;
    else if (strcmp(name, "--every") == 0)
        settings->every = strtoull(value, NULL, 10) * SECOND;
    else if (strcmp(name, "--grace") == 0)
        settings->grace_seconds = (unsigned)strtoul(value, NULL, 10);
    else if (strcmp(name, "--users") == 0)
        feeder->users = (uint32_t)strtoul(value, NULL, 10);
    else if (strcmp(name, "--ledger") == 0)
        feeder->ledger = open(value, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
}

int main(int argc, char **argv)
{
    struct export_settings settings = {.directory = argc > 1 ? argv[1] : "", .name = "probe"};
    struct feeder feeder = {.users = 2, .ledger = -1};
    skypedpi_db *db = NULL;
    skypedpi_subscribers *subscribers = NULL;
    char line[1024];
    for (int i = 2; i + 1 < argc; i += 2)
        option(&settings, &feeder, argv[i], argv[i + 1]);
    if (!export_open(&settings, &feeder.sink))
        return 2;
    feeder.every = settings.every == 0 ? 300 : settings.every / SECOND;
    prepare(&feeder, &db, &subscribers);
    note(&feeder, "begin", (uint64_t)getpid());
    while (fgets(line, sizeof line, stdin) != NULL) {
        command(&feeder, line);
        printf("done\n");
        fflush(stdout);
    }
    bool good = feeder.sink.close(feeder.sink.state);
    if (good)
        note(&feeder, "closed", 0);
    skypedpi_accounts_free(feeder.accounts);
    skypedpi_subscribers_free(subscribers);
    skypedpi_db_unref(db);
    return good ? 0 : 1;
}
