/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/export/stats_csv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "examples/probe/text.h"

struct row {
    char user[SKYPEDPI_NAME_MAX + 1];
    char group[SKYPEDPI_NAME_MAX + 1];
    char application[SKYPEDPI_NAME_MAX + 1];
    const char *activity;
    struct skypedpi_usage usage;
};

struct stats_csv {
    uint64_t start, end;
    bool empty;
    struct skypedpi_usage total, unfollowed;
    struct row *rows;
    uint32_t count, room;
    uint32_t *places; /* index of a row and 1, 0 is empty: linear probing, twice as many as there is room */
};

static void name(char *out, const char *text)
{
    snprintf(out, SKYPEDPI_NAME_MAX + 1, "%s", text != NULL ? text : "");
}

static uint32_t hash(const struct row *key)
{
    const char *const parts[] = {key->user, key->group, key->application, key->activity};
    uint32_t sum = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < 4; i++) {
        for (const char *c = parts[i]; *c != '\0'; c++)
            sum = (sum ^ (unsigned char)*c) * 16777619u;
        sum = (sum ^ 0xff) * 16777619u;
    }
    return sum;
}

static int compare(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    int order = strcmp(a->user, b->user);
    if (order == 0)
        order = strcmp(a->group, b->group);
    if (order == 0)
        order = strcmp(a->application, b->application);
    return order != 0 ? order : strcmp(a->activity, b->activity);
}

/* Where its index is, or the empty place where it would be. */
static uint32_t *find(const struct stats_csv *stats, const struct row *key)
{
    uint32_t mask = 2 * stats->room - 1;
    for (uint32_t at = hash(key) & mask;; at = (at + 1) & mask) {
        uint32_t index = stats->places[at];
        if (index == 0 || compare(&stats->rows[index - 1], key) == 0)
            return &stats->places[at];
    }
}

static void index_rows(struct stats_csv *stats)
{
    memset(stats->places, 0, 2 * (size_t)stats->room * sizeof *stats->places);
    for (uint32_t i = 0; i < stats->count; i++)
        *find(stats, &stats->rows[i]) = i + 1;
}

static bool grow(struct stats_csv *stats)
{
    uint32_t room = stats->room == 0 ? 64 : 2 * stats->room;
    struct row *rows = realloc(stats->rows, room * sizeof *rows);
    if (rows == NULL)
        return false;
    stats->rows = rows;
    uint32_t *places = calloc(2 * (size_t)room, sizeof *places);
    if (places == NULL)
        return false;
    free(stats->places);
    stats->places = places;
    stats->room = room;
    index_rows(stats);
    return true;
}

/* The row of a key, opened if need be while there are fewer than `most`; NULL: there is no room. */
static struct row *row_of(struct stats_csv *stats, const struct row *key, uint32_t most)
{
    uint32_t index = stats->room > 0 ? *find(stats, key) : 0;
    if (index != 0)
        return &stats->rows[index - 1];
    if (stats->count >= most || (stats->count == stats->room && !grow(stats)))
        return NULL;
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): stats_csv_new() makes the first rows, or fails */
    stats->rows[stats->count] = *key;
    *find(stats, key) = ++stats->count;
    return &stats->rows[stats->count - 1];
}

static void add(struct stats_csv *stats, struct row *key, const struct skypedpi_usage *usage)
{
    struct row *row = row_of(stats, key, STATS_CSV_MAX);
    if (row == NULL) {
        key->user[0] = key->group[0] = '\0';
        row = row_of(stats, key, 2 * STATS_CSV_MAX);
    }
    if (row == NULL) /* there since the beginning */
        row = row_of(stats, &(struct row){.application = "unknown", .activity = "none"}, 0);
    skypedpi_usage_add(&row->usage, usage);
}

void stats_csv_clear(struct stats_csv *stats)
{
    stats->count = 0;
    stats->empty = true;
    memset(&stats->total, 0, sizeof stats->total);
    memset(&stats->unfollowed, 0, sizeof stats->unfollowed);
    index_rows(stats);
    row_of(stats, &(struct row){.application = "unknown", .activity = "none"}, 1);
}

struct stats_csv *stats_csv_new(void)
{
    struct stats_csv *stats = calloc(1, sizeof *stats);
    if (stats == NULL || !grow(stats)) {
        stats_csv_free(stats);
        return NULL;
    }
    stats_csv_clear(stats);
    return stats;
}

void stats_csv_free(struct stats_csv *stats)
{
    if (stats == NULL)
        return;
    free(stats->rows);
    free(stats->places);
    free(stats);
}

static struct row key_of(const struct skypedpi_account_key *key, const struct names *names)
{
    struct skypedpi_subscriber user = {.size = sizeof user};
    struct row row = {.activity = skypedpi_activity_name(key->activity)};
    if (skypedpi_subscribers_user(names->subscribers, key->user, &user) == SKYPEDPI_OK)
        name(row.user, user.name);
    name(row.group, skypedpi_subscribers_group_name(names->subscribers, key->group));
    name(row.application, skypedpi_db_application_name(names->db, key->application));
    return row;
}

void stats_csv_add(struct stats_csv *stats, const struct interval *interval, const struct names *names)
{
    for (uint32_t i = 0; i < skypedpi_accounts_count(interval->accounts); i++) {
        const struct skypedpi_account *account = skypedpi_accounts_at(interval->accounts, i);
        struct row key = key_of(&account->key, names);
        add(stats, &key, &account->usage);
    }
    skypedpi_usage_add(&stats->total, &interval->total);
    skypedpi_usage_add(&stats->unfollowed, &interval->unfollowed);
    if (stats->empty || interval->start < stats->start)
        stats->start = interval->start;
    if (stats->empty || interval->end > stats->end)
        stats->end = interval->end;
    stats->empty = false;
}

bool stats_csv_empty(const struct stats_csv *stats)
{
    return stats->empty;
}

uint64_t stats_csv_start(const struct stats_csv *stats)
{
    return stats->start;
}

uint64_t stats_csv_end(const struct stats_csv *stats)
{
    return stats->end;
}

static void print_row(FILE *file, const struct stats_csv *stats, const char *kind, const struct row *row)
{
    const struct skypedpi_usage *usage = &row->usage;
    fprintf(file, "%s,%" PRIu64 ".%06u,%" PRIu64 ".%06u,", kind, stats->start / SECOND,
            (unsigned)(stats->start % SECOND / 1000), stats->end / SECOND,
            (unsigned)(stats->end % SECOND / 1000));
    text_put_csv(file, row->user);
    text_put_csv(file, row->group);
    text_put_csv(file, row->application);
    text_put_csv(file, row->activity);
    fprintf(file, "%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",", usage->packets[0], usage->packets[1],
            usage->bytes[0], usage->bytes[1]);
    fprintf(file, "%" PRIu64 ",%" PRIu64 ",%" PRIu64 ".%03u\n", usage->flows, usage->calls,
            usage->call_milliseconds / 1000, (unsigned)(usage->call_milliseconds % 1000));
}

bool stats_csv_write(struct stats_csv *stats, FILE *file)
{
    static const struct skypedpi_usage nothing;
    qsort(stats->rows, stats->count, sizeof *stats->rows, compare);
    index_rows(stats);
    fputs(
        "row,start,end,user,group,application,activity,packets_up,packets_down,bytes_up,bytes_down,flows,calls,"
        "call_seconds\n",
        file);
    for (uint32_t i = 0; i < stats->count; i++)
        if (memcmp(&stats->rows[i].usage, &nothing, sizeof nothing) != 0)
            print_row(file, stats, "account", &stats->rows[i]);
    print_row(file, stats, "unfollowed", &(struct row){.activity = "", .usage = stats->unfollowed});
    print_row(file, stats, "total", &(struct row){.activity = "", .usage = stats->total});
    return fflush(file) == 0 && !ferror(file);
}
