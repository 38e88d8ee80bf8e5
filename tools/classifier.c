/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/random.h>
#include "tools/classifier.h"
#include "tools/message.h"

#define SECOND           UINT64_C(1000000000)
#define TIMEOUT          (3600 * SECOND) /* long: a five-tuple of a capture is one flow, unless it is opened anew */
#define TICK             (10 * SECOND)
#define ACTIVITY_RECORDS 65535 /* as many as there can be */

static bool fail(struct classifier *classifier, const char *what, const char *why)
{
    complain("%s: %s", what, why);
    classifier->failed = true;
    return false;
}

static bool check(struct classifier *classifier, int result)
{
    return result >= 0 || fail(classifier, "the engine", skypedpi_error_text(result));
}

static void on_endpoint(void *user, const struct skypedpi_endpoint *endpoint)
{
    struct classifier *classifier = user;

    news_add(&classifier->news, classifier->capture, endpoint);
}

static void on_count(void *user, uint32_t signature, const struct skypedpi_endpoint *endpoint)
{
    struct classifier *classifier = user;
    struct skypedpi_endpoint fired = *endpoint;

    fired.signature = signature;
    news_add(&classifier->counts, classifier->capture, &fired);
}

static void on_ended(void *user, struct skypedpi_table_entry *entry, unsigned why)
{
    struct classifier *classifier = user;
    struct row *row = entry->user;

    (void)why;
    row->last = entry->last;
    row->packets = entry->packets[0] + entry->packets[1];
    row->bytes = entry->bytes[0] + entry->bytes[1];
    row->verdict.size = sizeof(row->verdict);
    check(classifier, skypedpi_flow_close(classifier->engine, row->flow, &row->verdict));
}

static bool make_engine(struct classifier *classifier, skypedpi_db *db,
                        const struct classifier_settings *wanted, const uint64_t seed[2])
{
    struct skypedpi_settings settings;

    skypedpi_settings_init(&settings);
    settings.max_flows = wanted->max_flows;
    settings.max_endpoints = wanted->max_endpoints;
    settings.activity_records = ACTIVITY_RECORDS;
    memcpy(settings.hash_seed, seed, sizeof(settings.hash_seed));
    settings.user = classifier;
    settings.without = wanted->without;
    settings.on_endpoint = on_endpoint;
    settings.on_count = wanted->wants & CLASSIFIER_COUNTS ? on_count : NULL;
    settings.on_evidence = wanted->wants & CLASSIFIER_EVIDENCE ? row_on_evidence : NULL;
    settings.on_verdict = row_on_verdict;
    settings.on_attempt = wanted->wants & CLASSIFIER_BLOCKS ? row_on_attempt : NULL;
    return check(classifier, skypedpi_engine_new(db, &settings, &classifier->engine));
}

static bool make_tables(struct classifier *classifier, uint32_t max_flows, const uint64_t seed[2])
{
    struct skypedpi_table_settings settings;

    skypedpi_table_settings_init(&settings);
    settings.capacity = max_flows;
    settings.udp_timeout = settings.tcp_timeout = settings.closed_timeout = TIMEOUT;
    settings.user = classifier;
    settings.on_end = on_ended;
    memcpy(settings.hash_seed, seed, sizeof(settings.hash_seed));
    int result = skypedpi_table_new(&settings, &classifier->table);
    if (result == SKYPEDPI_OK) {
        result = skypedpi_defrag_new(NULL, SKYPEDPI_DEFRAG_SLOTS, &classifier->defrag);
    }
    if (result < 0) {
        return fail(classifier, "the flow table", skypedpi_error_text(result));
    }
    return (news_make(&classifier->news) && news_make(&classifier->counts)) ||
           fail(classifier, "endpoints", "out of memory");
}

bool classifier_make(struct classifier *classifier, skypedpi_db *db, const struct classifier_settings *settings)
{
    uint64_t seed[2] = {0};
    bool random = !(settings->wants & CLASSIFIER_SAME);

    *classifier = (struct classifier){.again = (settings->wants & CLASSIFIER_AGAIN) != 0,
                                      .blocks = (settings->wants & CLASSIFIER_BLOCKS) != 0};
    if (random && getrandom(seed, sizeof(seed), 0) != (ssize_t)sizeof(seed)) {
        return fail(classifier, "random numbers", strerror(errno));
    }
    return make_engine(classifier, db, settings, seed) && make_tables(classifier, settings->max_flows, seed);
}

void classifier_free(struct classifier *classifier)
{
    rows_free(&classifier->rows);
    news_free(&classifier->news);
    news_free(&classifier->counts);
    skypedpi_table_free(classifier->table);
    skypedpi_defrag_free(classifier->defrag);
    skypedpi_engine_free(classifier->engine);
}

static bool open_flow(struct classifier *classifier, struct skypedpi_table_entry *entry)
{
    struct row *row = rows_append(&classifier->rows);

    if (!row) {
        return fail(classifier, classifier->capture, "out of memory");
    }
    entry->user = row;
    row->capture = classifier->capture;
    row->tuple = entry->tuple;
    row->first = entry->first;
    if (!check(classifier, skypedpi_flow_open(classifier->engine, &entry->tuple, &row->flow))) {
        return false;
    }
    skypedpi_flow_set_user(row->flow, row);
    return true;
}

/* What a firewall does with a flow it recognises, between two packets: callbacks must not call the engine. */
static void block(struct classifier *classifier, struct row *row)
{
    row->blocked = true;
    int result = skypedpi_flow_block(classifier->engine, row->flow);
    if (result == SKYPEDPI_E_FULL) {
        classifier->blocks_lost++;
    } else {
        check(classifier, result);
    }
}

/* A UDP or TCP packet. */
static void take_packet(struct classifier *classifier, const struct skypedpi_frame *f, uint64_t bytes,
                        uint64_t time)
{
    bool reverse;
    struct skypedpi_table_entry *entry = skypedpi_table_find(classifier->table, f, bytes, time, &reverse);

    if (!entry || (!entry->user && !open_flow(classifier, entry))) {
        return;
    }
    struct skypedpi_packet packet = {.size = sizeof(packet)};
    struct row *row = entry->user;
    check(classifier, skypedpi_frame_packet(f, reverse, time, &packet));
    check(classifier, skypedpi_flow_feed(classifier->engine, row->flow, &packet));
    if (classifier->blocks && row->recognised && !row->blocked) {
        block(classifier, row);
    }
}

static void tick(struct classifier *classifier, uint64_t time)
{
    if (time >= classifier->next_tick) {
        check(classifier, skypedpi_engine_tick(classifier->engine, time));
        classifier->next_tick = time + TICK;
    }
}

/* A capture that begins long after the one before: its flows have ended, and what was known when they did still
 * counts for them. */
static void begin(struct classifier *classifier, uint64_t time)
{
    if (time > classifier->last && time - classifier->last > TIMEOUT) {
        skypedpi_table_flush(classifier->table);
    }
    classifier->begins = false;
}

static bool take_frame(void *user, const struct capture_frame *c)
{
    struct classifier *classifier = user;
    struct skypedpi_frame f;
    uint64_t bytes;
    int result = capture_decode(classifier->defrag, c, &f, &bytes);

    if (classifier->begins) {
        begin(classifier, c->time);
    }
    classifier->last = c->time;
    classifier->frames++;
    classifier->result[result]++;
    if (result == SKYPEDPI_FRAME_OK) {
        take_packet(classifier, &f, bytes, c->time);
    }
    tick(classifier, c->time);
    return !classifier->failed;
}

int classifier_read(struct classifier *classifier, const char *path)
{
    uint64_t unknown = classifier->result[SKYPEDPI_FRAME_LINK];

    classifier->capture = path;
    classifier->begins = true;
    int status = capture_read(path, classifier->again, take_frame, classifier);
    unknown = classifier->result[SKYPEDPI_FRAME_LINK] - unknown;
    if (unknown && !classifier->again) {
        complain("%s: %" PRIu64 " frames of a link type that is not known were not looked at", path, unknown);
    }
    return status;
}

bool classifier_finish(struct classifier *classifier)
{
    struct skypedpi_table_stats stats = {.size = sizeof(stats)};

    skypedpi_table_flush(classifier->table);
    skypedpi_table_stats(classifier->table, &stats);
    if (classifier->again) {
        return !classifier->failed;
    }
    if (stats.evicted || stats.refused) {
        complain("--max-flows was reached: %" PRIu64 " flows ended early, %" PRIu64
                 " packets were not looked at",
                 stats.evicted, stats.refused);
    }
    if (classifier->blocks_lost) {
        complain("--max-endpoints was reached: %" PRIu64 " of the flows blocked were not remembered",
                 classifier->blocks_lost);
    }
    if (classifier->counts.lost) {
        complain("%" PRIu64 " hits of signatures on endpoints beyond %d are not counted",
                 classifier->counts.lost, NEWS_MOST);
    }
    if (classifier->news.lost) {
        complain("%" PRIu64 " changes of endpoints beyond %d are not listed", classifier->news.lost, NEWS_MOST);
    }
    return !classifier->failed;
}

bool classifier_run(struct classifier *c, skypedpi_db *db, const struct classifier_settings *settings,
                    const char *path, int *status)
{
    *status = EXIT_CANNOT;
    if (classifier_make(c, db, settings)) {
        *status = classifier_read(c, path);
    }
    return *status != EXIT_CANNOT && classifier_finish(c);
}
