/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "examples/probe/ipfix/ipfix.h"
#include "tests/probe/ipfix_made.h"

/* ipfix_feed URL CONNECTIONS [PAUSE]: made-up connections to a collector; every eighth is told of twice in
 * between, and every tenth goes with an interval of traffic in no flow. With a pause, it waits so many
 * milliseconds after the first half. Prints what a collector must have: packets and bytes both ways, of flows
 * and of what is in none. */

#define USAGE "packets %" PRIu64 " %" PRIu64 " bytes %" PRIu64 " %" PRIu64 "\n"

static void print(const char *what, const struct skypedpi_usage *u)
{
    printf("%s " USAGE, what, u->packets[0], u->packets[1], u->bytes[0], u->bytes[1]);
}

static void feed(struct sink *sink, uint64_t number, struct skypedpi_usage *flows,
                 struct skypedpi_usage *unfollowed)
{
    struct connection connection = made_connection(number);

    for (uint64_t part = 1; number % 8 == 0 && part < 3; part++) {
        struct connection so_far = made_part(number, part, 3);
        sink->goes_on(sink->state, &so_far);
    }
    sink->ended(sink->state, &connection);
    made_add(flows, &connection.record.usage);
    if (number % 10 == 0) {
        struct interval interval = made_interval(number);
        sink->interval(sink->state, &interval, NULL);
        made_add(unfollowed, &interval.unfollowed);
    }
}

int main(int argc, char **argv)
{
    struct ipfix_settings settings = {.domain = 7, .template_every = SECOND};
    struct skypedpi_usage flows = {0}, unfollowed = {0};
    struct sink sink;

    if (argc < 3)
        return 2;
    settings.url = argv[1];
    uint64_t count = strtoull(argv[2], NULL, 10);
    unsigned pause = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;
    if (!ipfix_open(&settings, &sink))
        return 1;
    for (uint64_t number = 0; number < count; number++) {
        feed(&sink, number, &flows, &unfollowed);
        if (pause && number == count / 2)
            usleep(pause * 1000);
    }
    bool ok = sink.close(sink.state);
    print("flows", &flows);
    print("unfollowed", &unfollowed);
    return ok ? 0 : 1;
}
