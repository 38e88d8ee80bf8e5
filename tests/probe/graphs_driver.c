/* SPDX-License-Identifier: BSD-2-Clause */
/* Feeds the graphs with made-up intervals, as told on stdin:
 *   user NAME GROUP          one more subscriber; GROUP "-": none
 *   at SECONDS               when the next interval begins
 *   use USER APPLICATION ACTIVITY FORWARD REVERSE PACKETS
 *                            in the next interval; USER "-": nobody; APPLICATION and ACTIVITY are numbers
 *   unfollowed BYTES PACKETS in no flow, in the next interval
 *   go [COUNT]               the interval is over, and COUNT - 1 empty ones after it
 *   traffic SECONDS          office days with calls, nights with little
 *   tick [COUNT]
 *   wait FILE                until it is there, with ticks; prints "drawn"
 *   open                     after close: again
 *   close                    prints "close 1", or "close 0" when something was lost
 *   crash                    ends the program at once
 *   svg OF NAME BY START END the graph as a page would have it; prints its length first
 *   sums                     prints what was used so far, by application and by activity
 *   last SECONDS             prints what skype used in that time up to now, in total
 * Usage: probe_graphs_driver DIRECTORY STEP USERS DRAW_EVERY [SET.sig]; times in seconds. Exit status 2: not
 * opened. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <skypedpi/sigset.h>
#include "examples/probe/graphs/graphs.h"

#define KINDS 64

struct sum {
    uint64_t forward, reverse, packets;
};

struct driver {
    struct graphs_settings settings;
    struct sink sink;
    struct names names;
    skypedpi_db *db;
    skypedpi_subscribers *subscribers;
    skypedpi_accounts *accounts;
    char *text;         /* of the subscribers */
    uint64_t now, step; /* seconds */
    struct skypedpi_usage unfollowed, total;
    struct sum applications[KINDS], activities[KINDS], frames, no_flow;
    uint64_t *history, skype; /* bytes of skype, in each interval */
    size_t count, room;
    uint64_t dice;
};

static void die(const char *what)
{
    fprintf(stderr, "driver: %s\n", what);
    exit(3);
}

static unsigned throw_dice(struct driver *d, unsigned sides)
{
    d->dice = d->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(d->dice >> 33) % sides;
}

static void sum_add(struct sum *sum, const struct skypedpi_usage *usage)
{
    sum->forward += usage->bytes[0];
    sum->reverse += usage->bytes[1];
    sum->packets += usage->packets[0] + usage->packets[1];
}

static void use(struct driver *d, uint32_t user, unsigned application, unsigned activity, uint64_t forward,
                uint64_t reverse, uint64_t packets)
{
    struct skypedpi_account_key key = {
        .user = user, .application = (uint16_t)application, .activity = (uint16_t)activity};
    struct skypedpi_usage usage = {.packets = {packets - packets / 2, packets / 2},
                                   .bytes = {forward, reverse}};
    struct skypedpi_subscriber who = {.size = sizeof(who)};
    if (application >= KINDS || activity >= KINDS || skypedpi_subscribers_user(d->subscribers, user, &who))
        die("no such user, application or activity");
    key.group = who.group;
    skypedpi_accounts_add(d->accounts, &key, &usage);
    sum_add(&d->applications[application], &usage);
    sum_add(&d->activities[activity], &usage);
    d->total.bytes[0] += forward + reverse;
    d->total.packets[0] += packets;
    d->skype += application == SKYPEDPI_APPLICATION_SKYPE ? forward + reverse : 0;
}

static void go(struct driver *d)
{
    struct interval interval = {.start = d->now * SECOND, .end = (d->now + d->step) * SECOND};
    interval.accounts = d->accounts;
    interval.unfollowed = d->unfollowed;
    interval.total = d->total;
    skypedpi_usage_add(&interval.total, &d->unfollowed);
    d->sink.interval(d->sink.state, &interval, &d->names);
    sum_add(&d->frames, &interval.total);
    sum_add(&d->no_flow, &d->unfollowed);
    if (d->count == d->room) {
        d->room = d->room ? 2 * d->room : 4096;
        d->history = realloc(d->history, d->room * sizeof(*d->history));
        if (!d->history)
            die("no memory");
    }
    d->history[d->count++] = d->skype;
    d->skype = 0;
    d->total = d->unfollowed = (struct skypedpi_usage){0};
    skypedpi_accounts_clear(d->accounts);
    d->now += d->step;
}

/* An office: on working days calls now and then, the rest of the time signs of life. */
static void traffic(struct driver *d, uint64_t seconds)
{
    unsigned left = 0, kind = SKYPEDPI_ACTIVITY_CALL_AUDIO;
    for (uint64_t end = d->now + seconds; d->now < end; go(d)) {
        unsigned hour = (unsigned)(d->now / 3600 % 24), day = (unsigned)(d->now / 86400 % 7);
        bool office = hour >= 14 && day != 2 && day != 3; /* 1970 began on a Thursday */
        uint32_t user = 1 + throw_dice(d, 3);
        if (office && !left && throw_dice(d, (unsigned)(1 + 900 / d->step)) == 0) {
            left = 1 + throw_dice(d, (unsigned)(1 + 1200 / d->step));
            kind = throw_dice(d, 4) ? SKYPEDPI_ACTIVITY_CALL_AUDIO : SKYPEDPI_ACTIVITY_CALL_VIDEO;
        }
        if (left) {
            unsigned rate = kind == SKYPEDPI_ACTIVITY_CALL_AUDIO ? 5000 : 60000;
            use(d, 1 + left % 2, SKYPEDPI_APPLICATION_SKYPE, kind, d->step * (rate + throw_dice(d, rate / 4)),
                d->step * (rate + throw_dice(d, rate / 4)), d->step * 100);
            left--;
        }
        if (throw_dice(d, office ? 6 : 60) == 0)
            use(d, user, SKYPEDPI_APPLICATION_SKYPE,
                throw_dice(d, 2) ? SKYPEDPI_ACTIVITY_PRESENCE : SKYPEDPI_ACTIVITY_SIGNALLING,
                60 + throw_dice(d, 900), 40 + throw_dice(d, 2000), 8);
        if (office && throw_dice(d, 8) == 0)
            use(d, user, SKYPEDPI_APPLICATION_OTHER, SKYPEDPI_ACTIVITY_NONE, 3000 + throw_dice(d, 9000),
                20000 + throw_dice(d, 90000), 300);
        if (throw_dice(d, 40) == 0)
            d->unfollowed = (struct skypedpi_usage){.packets = {1, 0}, .bytes = {60, 0}};
    }
}

static void sums(const struct driver *d)
{
    printf("sums\n");
    for (unsigned i = 0; i < KINDS; i++)
        if (d->applications[i].packets)
            printf("application %s %" PRIu64 " %" PRIu64 " %" PRIu64 "\n",
                   skypedpi_db_application_name(d->db, i), d->applications[i].forward,
                   d->applications[i].reverse, d->applications[i].packets);
    for (unsigned i = 0; i < KINDS; i++)
        if (d->activities[i].packets)
            printf("activity %s %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", skypedpi_activity_name(i),
                   d->activities[i].forward, d->activities[i].reverse, d->activities[i].packets);
    if (d->no_flow.packets)
        printf("application no%%20flow %" PRIu64 " 0 %" PRIu64 "\n", d->no_flow.forward, d->no_flow.packets);
    printf("frames - %" PRIu64 " 0 %" PRIu64 "\n", d->frames.forward, d->frames.packets);
}

static void last(const struct driver *d, uint64_t seconds)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < seconds / d->step && i < d->count; i++)
        sum += d->history[d->count - 1 - i];
    printf("last %" PRIu64 "\n", sum);
}

static void subscribe(struct driver *d, const char *name, const char *group)
{
    unsigned number = skypedpi_subscribers_users(d->subscribers) + 1;
    size_t length = d->text ? strlen(d->text) : 0, more = strlen(name) + strlen(group) + 64;
    struct skypedpi_text_error error = {.size = sizeof(error)};
    d->text = realloc(d->text, length + more);
    if (!d->text)
        die("no memory");
    snprintf(d->text + length, more, "user %s 10.%u.%u.%u%s%s\n", name, number >> 16, number >> 8 & 255,
             number & 255, strcmp(group, "-") ? " in " : "", strcmp(group, "-") ? group : "");
    skypedpi_subscribers_free(d->subscribers);
    if (skypedpi_subscribers_read(d->text, strlen(d->text), NULL, &d->subscribers, &error))
        die(error.message);
    d->names.subscribers = d->subscribers;
}

static void svg(const struct driver *d, const char *of, const char *name, const char *by, uint64_t start,
                uint64_t end)
{
    struct graphs_view view = {.of = *of == 't'   ? GRAPHS_OF_TOTAL
                                     : *of == 'u' ? GRAPHS_OF_USER
                                                  : GRAPHS_OF_GROUP,
                               .name = name,
                               .by = strcmp(by, "activity") ? GRAPHS_BY_APPLICATION : GRAPHS_BY_ACTIVITY,
                               .start = start * SECOND,
                               .end = end * SECOND};
    char *text;
    size_t length;
    if (!graphs_svg(d->settings.directory, &view, &text, &length)) {
        printf("svg failed\n");
        return;
    }
    printf("svg %zu\n", text ? length : 0);
    if (text)
        fwrite(text, 1, length, stdout);
    printf("\n");
    free(text);
}

static void wait_for(const struct driver *d, const char *file)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", d->settings.directory, file);
    for (int i = 0; i < 400 && access(path, F_OK); i++) {
        d->sink.tick(d->sink.state);
        usleep(50000);
    }
    printf("%s\n", access(path, F_OK) ? "not drawn" : "drawn");
}

static void run(struct driver *d, const char *line)
{
    char word[6][128] = {""};
    uint64_t number[6];
    int words = sscanf(line, "%127s %127s %127s %127s %127s %127s", word[0], word[1], word[2], word[3], word[4],
                       word[5]);
    uint64_t packets = 0;
    sscanf(line, "%*s %*s %*s %*s %*s %*s %" SCNu64, &packets);
    for (int i = 0; i < 6; i++)
        number[i] = strtoull(word[i], NULL, 10);
    uint64_t count = words > 1 ? number[1] : 1;
    if (!strcmp(word[0], "user"))
        subscribe(d, word[1], word[2]);
    else if (!strcmp(word[0], "at"))
        d->now = number[1];
    else if (!strcmp(word[0], "use")) {
        uint32_t user = 0;
        struct skypedpi_subscriber who = {.size = sizeof(who)};
        while (strcmp(word[1], "-") && ++user <= skypedpi_subscribers_users(d->subscribers))
            if (!skypedpi_subscribers_user(d->subscribers, user, &who) && !strcmp(who.name, word[1]))
                break;
        use(d, user, (unsigned)number[2], (unsigned)number[3], number[4], number[5], packets);
    } else if (!strcmp(word[0], "unfollowed"))
        d->unfollowed = (struct skypedpi_usage){.packets = {number[2], 0}, .bytes = {number[1], 0}};
    else if (!strcmp(word[0], "go"))
        for (uint64_t i = 0; i < count; i++)
            go(d);
    else if (!strcmp(word[0], "traffic"))
        traffic(d, number[1]);
    else if (!strcmp(word[0], "tick"))
        for (uint64_t i = 0; i < count; i++)
            d->sink.tick(d->sink.state);
    else if (!strcmp(word[0], "open")) {
        if (!graphs_open(&d->settings, &d->sink))
            exit(2);
    } else if (!strcmp(word[0], "close"))
        printf("close %d\n", d->sink.close(d->sink.state));
    else if (!strcmp(word[0], "wait"))
        wait_for(d, word[1]);
    else if (!strcmp(word[0], "crash"))
        _exit(9);
    else if (!strcmp(word[0], "svg"))
        svg(d, word[1], word[2], word[3], number[4], number[5]);
    else if (!strcmp(word[0], "sums"))
        sums(d);
    else if (!strcmp(word[0], "last"))
        last(d, number[1]);
    else
        die(line);
}

/* The built-in set, or one that names applications. */
static void load(struct driver *d, const char *path)
{
    static char text[65536];
    if (!path) {
        if (skypedpi_db_builtin(&d->db))
            die("no set");
        return;
    }
    FILE *file = fopen(path, "r");
    skypedpi_sigset *set = NULL;
    size_t length = file ? fread(text, 1, sizeof(text), file) : 0;
    if (!file || fclose(file) || skypedpi_sigset_new(NULL, &set) ||
        skypedpi_sigset_add_text(set, path, text, length, NULL) || skypedpi_sigset_compile(set, NULL, &d->db))
        die("the set cannot be read");
    skypedpi_sigset_free(set);
}

int main(int argc, char **argv)
{
    static struct driver driver;
    struct driver *d = &driver;
    static char line[1024];
    graphs_drawing(argc, argv);
    if (argc < 5)
        die("usage");
    d->step = strtoull(argv[2], NULL, 10);
    d->settings = (struct graphs_settings){.directory = argv[1],
                                           .step = d->step * SECOND,
                                           .users_most = (unsigned)strtoul(argv[3], NULL, 10),
                                           .draw_every = strtoull(argv[4], NULL, 10) * SECOND};
    load(d, argv[5]);
    d->names.db = d->db;
    if (skypedpi_accounts_new(65536, NULL, &d->accounts))
        die("no memory");
    if (!graphs_open(&d->settings, &d->sink))
        return 2;
    while (fgets(line, sizeof(line), stdin)) {
        run(d, line);
        fflush(stdout);
    }
    skypedpi_accounts_free(d->accounts);
    skypedpi_subscribers_free(d->subscribers);
    skypedpi_db_unref(d->db);
    free(d->text);
    free(d->history);
    return 0;
}
