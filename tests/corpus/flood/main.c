/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "tests/corpus/flood/replay.h"

/* corpus-flood [--long | --flows N] CAPTURES: a Skype client amid a flood of forged one-packet flows. Memory
 * must stay as it was and every flow of the capture must be called what it is called without the flood. What a
 * forged packet costs is told. */

#define SHORT     200000
#define LONG      10000000
#define UDP       17
#define TOLERANCE (512 * 1024) /* resident bytes: pages of code run for the first time, and of the stack */

static bool is_skype(const struct replay_flow *flow)
{
    return flow->verdict.application == SKYPEDPI_APPLICATION_SKYPE;
}

static size_t count_skype(const struct replay *replay)
{
    size_t count = 0;
    for (size_t i = 0; i < replay->flows; i++) {
        count += is_skype(&replay->flow[i]);
    }
    return count;
}

static size_t count_source(const struct replay *replay, const struct skypedpi_tuple *like)
{
    size_t count = 0;
    for (size_t i = 0; i < replay->flows; i++) {
        const struct skypedpi_tuple *t = &replay->flow[i].tuple;
        count += is_skype(&replay->flow[i]) && t->transport == UDP && t->source_port == like->source_port &&
                 memcmp(t->source, like->source, sizeof(t->source)) == 0;
    }
    return count;
}

/* The source of most UDP flows called Skype is the client's endpoint. */
static bool find_client(const struct replay *quiet, struct forge *forge)
{
    size_t best = 0;
    for (size_t i = 0; i < quiet->flows; i++) {
        const struct skypedpi_tuple *t = &quiet->flow[i].tuple;
        size_t count = count_source(quiet, t);
        if (count > best) {
            best = count;
            memcpy(forge->client, t->source, sizeof(forge->client));
            forge->client_port = t->source_port;
        }
    }
    printf("the client's endpoint: %u.%u.%u.%u:%u, source of %zu Skype flows\n", forge->client[0],
           forge->client[1], forge->client[2], forge->client[3], forge->client_port, best);
    return best > 0;
}

static bool same_verdicts(const struct replay *quiet, const struct replay *flooded)
{
    size_t different = quiet->flows != flooded->flows;

    for (size_t i = 0; i < quiet->flows && i < flooded->flows; i++) {
        const struct skypedpi_verdict *a = &quiet->flow[i].verdict, *b = &flooded->flow[i].verdict;
        if (a->application != b->application || a->mechanism != b->mechanism) {
            different++;
            printf("  flow %zu: %s, %s; in the flood %s, %s\n", i, skypedpi_application_name(a->application),
                   skypedpi_mechanism_name(a->mechanism), skypedpi_application_name(b->application),
                   skypedpi_mechanism_name(b->mechanism));
        }
    }
    printf("%zu flows, %zu called Skype, in the flood %zu; %zu called otherwise\n", quiet->flows,
           count_skype(quiet), count_skype(flooded), different);
    return different == 0 && count_skype(quiet) > 0;
}

static bool same_memory(const struct replay *flooded)
{
    const struct memory *a = &flooded->before, *b = &flooded->after;

    printf("engine: %" PRIu64 " bytes before, %" PRIu64 " after; with the flow table %" PRIu64 " and %" PRIu64
           "; resident %" PRIu64 " and %" PRIu64 " KiB\n",
           a->told, b->told, a->taken, b->taken, a->resident / 1024, b->resident / 1024);
    return a->told > 0 && a->told == b->told && a->taken == b->taken && b->resident <= a->resident + TOLERANCE;
}

/* Packets between strangers are nobody's. One that goes to the client's endpoint may well be taken for its. */
static bool none_called(const struct replay *flooded)
{
    for (unsigned kind = 0; kind < FORGE_KINDS; kind++) {
        printf("  %" PRIu64 " %s, %" PRIu64 " called Skype\n", flooded->made[kind],
               forge_name((enum forge_kind)kind), flooded->called[kind]);
    }
    return flooded->called[FORGE_PROBE] == 0 && flooded->called[FORGE_NOISE] == 0;
}

static bool compare(struct replay *quiet, struct replay *flooded, const struct packets *capture)
{
    flooded->forge.state = 1;
    if (!replay_run(quiet, capture) || !find_client(quiet, &flooded->forge) || !replay_run(flooded, capture)) {
        return false;
    }
    printf("%" PRIu64 " forged packets, %.0f nanoseconds each\n", flooded->count,
           (double)flooded->nanoseconds / (double)flooded->count);
    bool good = none_called(flooded);
    good = same_verdicts(quiet, flooded) && good;
    return same_memory(flooded) && good;
}

static int run(const char *path, uint64_t count)
{
    struct packets capture = {0};
    struct replay *quiet = calloc(1, sizeof(*quiet)), *flooded = calloc(1, sizeof(*flooded));
    bool good = quiet && flooded && packets_read(&capture, path);

    if (good) {
        flooded->count = count;
        good = compare(quiet, flooded, &capture);
    }
    packets_free(&capture);
    free(quiet);
    free(flooded);
    puts(good ? "good" : "FAILED");
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    const char *folder = getenv("SKYPEDPI_CAPTURES");
    uint64_t count = SHORT;
    char path[4096];

    if (argc > 1 && strcmp(argv[1], "--long") == 0) {
        count = LONG;
    } else if (argc > 2 && strcmp(argv[1], "--flows") == 0) {
        count = strtoull(argv[2], NULL, 10);
    }
    if (!folder) {
        folder = argc > 1 ? argv[argc - 1] : "";
    }
    snprintf(path, sizeof(path), "%s/skype/SkypeIRC.cap", folder);
    if (access(path, R_OK) != 0) {
        printf("no capture at '%s': set SKYPEDPI_CAPTURES. SKIPPED\n", path);
        return 77;
    }
    return count > 0 ? run(path, count) : 2;
}
