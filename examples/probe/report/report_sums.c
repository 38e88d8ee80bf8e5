/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_sums.h"

#include <stdio.h>
#include <string.h>

bool sums_open(struct sums *sums)
{
    *sums = (struct sums){0};
    for (unsigned kind = 0; kind < SUM_KINDS; kind++)
        sums->table[kind] = table_empty(sizeof(struct sum), sizeof(((struct sum *)NULL)->name), SUM_NAMES);
    return skypedpi_talkers_new(TALKER_PLACES, NULL, &sums->talkers) == SKYPEDPI_OK;
}

void sums_close(struct sums *sums)
{
    for (unsigned kind = 0; kind < SUM_KINDS; kind++)
        table_clear(&sums->table[kind]);
    skypedpi_talkers_free(sums->talkers);
}

bool sums_failed(const struct sums *sums)
{
    bool failed = false;

    for (unsigned kind = 0; kind < SUM_KINDS; kind++)
        failed |= sums->table[kind].failed;
    return failed;
}

bool sums_is_skype(const struct skypedpi_verdict *verdict)
{
    return verdict->application == SKYPEDPI_APPLICATION_SKYPE ||
           verdict->application >= SKYPEDPI_APPLICATION_CUSTOM;
}

uint64_t sums_bytes(const struct skypedpi_usage *usage)
{
    return usage->bytes[0] + usage->bytes[1];
}

uint64_t sums_packets(const struct skypedpi_usage *usage)
{
    return usage->packets[0] + usage->packets[1];
}

/* ---- adding ---- */

static void take_off(struct skypedpi_usage *sum, const struct skypedpi_usage *usage)
{
    for (unsigned side = 0; side < 2; side++) {
        sum->packets[side] -= usage->packets[side];
        sum->bytes[side] -= usage->bytes[side];
    }
    sum->flows -= usage->flows;
    sum->calls -= usage->calls;
    sum->call_milliseconds -= usage->call_milliseconds;
}

void sums_usage(struct skypedpi_usage *sum, const struct skypedpi_usage *usage, bool out)
{
    if (out)
        take_off(sum, usage);
    else
        skypedpi_usage_add(sum, usage);
}

/* The sum of a name; NULL if that is one of the others. */
static struct sum *sum_of(struct sums *sums, enum sum_kind kind, const char *name)
{
    char key[sizeof(((struct sum *)NULL)->name)] = "";

    snprintf(key, sizeof(key), "%s", name);
    struct sum *sum = table_find(&sums->table[kind], key);
    return sum ? sum : table_add(&sums->table[kind], key);
}

static void count(struct sums *sums, enum sum_kind kind, const char *name, const struct connection *connection,
                  bool out)
{
    const struct skypedpi_record *record = &connection->record;
    struct sum *sum = sum_of(sums, kind, name);

    if (!sum)
        sum = &sums->others[kind];
    sums_usage(&sum->all, &record->usage, out);
    if (sums_is_skype(&record->verdict))
        sums_usage(&sum->skype, &record->usage, out);
}

void sums_count(struct sums *sums, const struct connection *connection, bool out)
{
    const struct skypedpi_record *record = &connection->record;

    sums_usage(&sums->all, &record->usage, out);
    count(sums, SUM_APPLICATION, connection->application, connection, out);
    if (connection->user[0])
        count(sums, SUM_USER, connection->user, connection, out);
    if (connection->group[0])
        count(sums, SUM_GROUP, connection->group, connection, out);
    if (sums_is_skype(&record->verdict)) {
        sums_usage(&sums->skype, &record->usage, out);
        count(sums, SUM_ACTIVITY, skypedpi_activity_name(record->verdict.activity), connection, out);
    }
}

/* From 1; 0 for no name, and for others. */
static uint32_t number_of(struct sums *sums, enum sum_kind kind, const char *name)
{
    const struct sum *sum = name[0] ? sum_of(sums, kind, name) : NULL;

    return sum ? sum->link.number + 1 : 0;
}

void sums_talk(struct sums *sums, const struct connection *connection, uint64_t bytes)
{
    const struct skypedpi_record *record = &connection->record;
    struct talker talker = {.user = number_of(sums, SUM_USER, connection->user),
                            .application = number_of(sums, SUM_APPLICATION, connection->application),
                            .mechanism = record->verdict.mechanism};

    if (!talker.user) {
        talker.family = record->tuple.family;
        memcpy(talker.address, record->tuple.source, sizeof(talker.address));
    }
    if (bytes)
        skypedpi_talkers_add(sums->talkers, &talker, sizeof(talker), bytes);
}

/* ---- telling ---- */

static int by_bytes(const void *left, const void *right)
{
    const struct sum *const *a = left, *const *b = right;
    uint64_t x = sums_bytes(&(*a)->skype), y = sums_bytes(&(*b)->skype);

    if (x == y) {
        x = sums_bytes(&(*a)->all);
        y = sums_bytes(&(*b)->all);
    }
    return x != y ? (x > y ? -1 : 1) : strcmp((*a)->name, (*b)->name);
}

const struct sum *const *sums_sorted(struct sums *sums, enum sum_kind kind)
{
    return (const struct sum *const *)table_sorted(&sums->table[kind], by_bytes);
}

struct sum sums_rest(struct sums *sums, enum sum_kind kind, uint32_t listed)
{
    struct sum rest = sums->others[kind];
    const struct sum *const *sum = sums_sorted(sums, kind);

    for (uint32_t i = 0; sum[i]; i++)
        if (i >= listed) {
            skypedpi_usage_add(&rest.all, &sum[i]->all);
            skypedpi_usage_add(&rest.skype, &sum[i]->skype);
        }
    return rest;
}

const char *sums_name(const struct sums *sums, enum sum_kind kind, uint32_t number)
{
    const struct table_link *link = sums->table[kind].oldest;

    while (link && link->number + 1 != number)
        link = link->newer;
    return link ? ((const struct sum *)(const void *)link)->name : "";
}
