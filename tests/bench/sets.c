/* SPDX-License-Identifier: BSD-2-Clause */
/* bench-sets CAPTURES FILE.sig...: what sets cost. The signatures of the files are varied, with other lengths,
 * bytes and names, until there are 1,000; the traffic is that of the captures, in memory. One JSON object a
 * line, as the other programs of this folder print it. */
#define _GNU_SOURCE
#include <linux/perf_event.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <sodium.h>
#include <skypedpi/kit/table.h>
#include <skypedpi/skypedpi.h>
#include "tests/bench/vary.h"
#include "tests/corpus/rewrite/packets.h"

enum { SIGNATURES = 1000, ROUNDS = 15, FLOWS = 8192, PACKETS = 60000 };

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "bench-sets: %s\n", what);
    exit(2);
}

static void must(int result, const char *what)
{
    if (result < 0) {
        fprintf(stderr, "bench-sets: %s: %s\n", what, skypedpi_error_text(result));
        exit(2);
    }
}

/* ---- figures ---- */

/* Instructions where the kernel counts them, else nanoseconds of this process. */
struct meter {
    int file; /* -1: time */
};

static struct meter meter_open(void)
{
    struct perf_event_attr what = {.type = PERF_TYPE_HARDWARE,
                                   .size = sizeof what,
                                   .config = PERF_COUNT_HW_INSTRUCTIONS,
                                   .exclude_kernel = 1,
                                   .exclude_hv = 1};
    return (struct meter){(int)syscall(SYS_perf_event_open, &what, 0, -1, -1, 0)};
}

static double nanoseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double meter_read(struct meter m)
{
    uint64_t count;
    if (m.file >= 0 && read(m.file, &count, sizeof count) == sizeof count)
        return (double)count;
    return nanoseconds();
}

struct figure {
    double value, least, most; /* the median is the value */
};

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static struct figure figure_of(double rounds[ROUNDS])
{
    qsort(rounds, ROUNDS, sizeof *rounds, compare);
    return (struct figure){rounds[ROUNDS / 2], rounds[0], rounds[ROUNDS - 1]};
}

/* `bound` 0: none. Without rounds there is no spread. */
static void tell(const char *name, struct figure f, const char *unit, double bound)
{
    bool pass = bound == 0 || f.value < bound;
    printf("{\"name\": \"sets/%s\", \"value\": %g, \"unit\": \"%s\", ", name, f.value, unit);
    if (f.most > 0)
        printf("\"spread\": [%g, %g], ", f.least, f.most);
    else
        fputs("\"spread\": null, ", stdout);
    if (bound > 0)
        printf("\"bound\": \"< %g\", \"pass\": %s}\n", bound, pass ? "true" : "false");
    else
        puts("\"bound\": null, \"pass\": null}");
}

/* ---- sets ---- */

static skypedpi_db *compile(const struct vary *v, unsigned count)
{
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    char *text = vary_text(v, count);
    if (!text)
        give_up("no memory");
    must(skypedpi_sigset_new(NULL, &set), "a set");
    must(skypedpi_sigset_add_text(set, "varied", text, strlen(text), NULL), "the varied text");
    must(skypedpi_sigset_compile(set, NULL, &db), "the varied set");
    skypedpi_sigset_free(set);
    free(text);
    return db;
}

static void bench_compile(const struct vary *v)
{
    double rounds[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        double begin = nanoseconds();
        skypedpi_db *db = compile(v, SIGNATURES);
        rounds[i] = (nanoseconds() - begin) / 1e6;
        skypedpi_db_unref(db);
    }
    tell("compile 1000", figure_of(rounds), "ms", 200);
}

/* A key that is no secret, and what it has signed: as minisign does, the hash of the image. */
struct release {
    uint8_t public[crypto_sign_PUBLICKEYBYTES];
    uint8_t signature[crypto_sign_BYTES];
};

static void hash_of(const void *image, size_t length, uint8_t hash[crypto_generichash_BYTES_MAX])
{
    crypto_generichash(hash, crypto_generichash_BYTES_MAX, image, length, NULL, 0);
}

static struct release release_of(const void *image, size_t length)
{
    static const uint8_t seed[crypto_sign_SEEDBYTES] = {42};
    uint8_t hash[crypto_generichash_BYTES_MAX], secret[crypto_sign_SECRETKEYBYTES];
    struct release r;
    if (sodium_init() < 0)
        give_up("no libsodium");
    crypto_sign_seed_keypair(r.public, secret, seed);
    hash_of(image, length, hash);
    crypto_sign_detached(r.signature, NULL, hash, sizeof hash, secret);
    return r;
}

static int vouch(void *user, const void *image, size_t length)
{
    const struct release *r = user;
    uint8_t hash[crypto_generichash_BYTES_MAX];
    hash_of(image, length, hash);
    return crypto_sign_verify_detached(r->signature, hash, sizeof hash, r->public) == 0;
}

static double load_once(const void *image, size_t length, struct release *release)
{
    skypedpi_db *db = NULL;
    double begin = nanoseconds();
    must(release ? skypedpi_db_load_verified(image, length, vouch, release, NULL, 0, NULL, &db)
                 : skypedpi_db_load(image, length, NULL, 0, NULL, &db),
         "an image");
    double taken = nanoseconds() - begin;
    skypedpi_db_unref(db);
    return taken / 1e6;
}

static void bench_load(const struct vary *v)
{
    double bare[ROUNDS], verified[ROUNDS];
    skypedpi_db *source = compile(v, SIGNATURES);
    struct skypedpi_db_info info = {.size = sizeof info};
    size_t length;
    must(skypedpi_db_info(source, &info), "the set");
    void *image = malloc(info.image_bytes);
    if (!image)
        give_up("no memory");
    must(skypedpi_db_save(source, image, info.image_bytes, &length), "an image");
    skypedpi_db_unref(source);
    struct release release = release_of(image, length);
    for (int i = 0; i < ROUNDS; i++) {
        bare[i] = load_once(image, length, NULL);
        verified[i] = load_once(image, length, &release);
    }
    tell("load 1000", figure_of(bare), "ms", 5);
    tell("load and verify 1000", figure_of(verified), "ms", 5);
    tell("image of 1000", (struct figure){.value = (double)length / 1024}, "KiB", 0);
    free(image);
}

/* ---- traffic ---- */

struct fed {
    uint32_t flow;
    struct skypedpi_packet packet;
};

struct traffic {
    struct fed *at;
    size_t count;
    struct skypedpi_tuple tuple[FLOWS];
    uint32_t flows;
};

static void packet_take(struct traffic *t, skypedpi_table *table, const struct packets *capture, size_t i)
{
    const struct packet *p = &capture->at[i];
    struct skypedpi_frame f = {.size = sizeof f};
    bool reverse;
    if (t->count == PACKETS ||
        skypedpi_frame_decode(capture->link, p->data, p->captured, p->length, &f) != SKYPEDPI_FRAME_OK)
        return;
    struct skypedpi_table_entry *entry = skypedpi_table_find(table, &f, p->length, p->time, &reverse);
    if (!entry || (!entry->user && t->flows == FLOWS))
        return;
    if (!entry->user) {
        t->tuple[t->flows] = entry->tuple;
        entry->user = &t->tuple[t->flows++];
    }
    struct fed *fed = &t->at[t->count++];
    fed->flow = (uint32_t)((struct skypedpi_tuple *)entry->user - t->tuple);
    fed->packet.size = sizeof fed->packet;
    must(skypedpi_frame_packet(&f, reverse, p->time, &fed->packet), "a packet"); /* its bytes stay there */
}

static void capture_take(struct traffic *t, struct packets *capture, const char *path)
{
    struct skypedpi_table_settings settings;
    skypedpi_table *table = NULL;
    if (!packets_read(capture, path))
        exit(2);
    skypedpi_table_settings_init(&settings);
    settings.capacity = FLOWS;
    must(skypedpi_table_new(&settings, &table), "a table");
    for (size_t i = 0; i < capture->count; i++)
        packet_take(t, table, capture, i);
    skypedpi_table_free(table);
}

/* Returns the cost for each packet that was looked at. */
static double play(const struct traffic *t, skypedpi_db *db, struct meter meter)
{
    static skypedpi_flow *flow[FLOWS];
    struct skypedpi_settings settings;
    struct skypedpi_stats stats = {.size = sizeof stats};
    skypedpi_engine *engine = NULL;
    skypedpi_settings_init(&settings);
    settings.max_flows = FLOWS;
    must(skypedpi_engine_new(db, &settings, &engine), "an engine");
    for (uint32_t i = 0; i < t->flows; i++)
        must(skypedpi_flow_open(engine, &t->tuple[i], &flow[i]), "a flow");
    double begin = meter_read(meter);
    for (size_t i = 0; i < t->count; i++)
        (void)skypedpi_flow_feed(engine, flow[t->at[i].flow], &t->at[i].packet);
    double cost = meter_read(meter) - begin;
    must(skypedpi_engine_stats(engine, &stats), "figures");
    skypedpi_engine_free(engine);
    return cost / (double)stats.packets;
}

static void bench_matcher(const struct vary *v, const struct traffic *t)
{
    static const unsigned counts[] = {50, 200, 1000};
    struct meter meter = meter_open();
    struct figure figure[3];
    for (int c = 0; c < 3; c++) {
        char name[32];
        double rounds[ROUNDS];
        skypedpi_db *db = compile(v, counts[c]);
        for (int i = 0; i < ROUNDS; i++)
            rounds[i] = play(t, db, meter);
        skypedpi_db_unref(db);
        figure[c] = figure_of(rounds);
        snprintf(name, sizeof name, "packet with %u", counts[c]);
        tell(name, figure[c], meter.file >= 0 ? "instructions/packet" : "ns/packet", 0);
    }
    /* four times, then five times as many signatures */
    tell("packet, 200 per 50", (struct figure){.value = figure[1].value / figure[0].value}, "times", 4);
    tell("packet, 1000 per 200", (struct figure){.value = figure[2].value / figure[1].value}, "times", 5);
    if (meter.file >= 0)
        close(meter.file);
}

int main(int argc, char **argv)
{
    static const char *const captures[] = {"skype/SkypeIRC.cap",
                                           "skype/skype_no_unknown.pcap",
                                           "skype/teams.pcap",
                                           "negative/ndpi/bittorrent_utp.pcap",
                                           "negative/ndpi/zoom.pcap",
                                           "negative/ndpi/whatsapp_login_call.pcap",
                                           "negative/ndpi/instagram.pcap"};
    enum { CAPTURES = sizeof captures / sizeof *captures };
    static struct traffic traffic;
    struct packets capture[CAPTURES] = {{0}};
    struct vary vary;
    if (argc < 3)
        give_up("usage: bench-sets CAPTURES FILE.sig...");
    if (!vary_read(&vary, argv + 2, argc - 2))
        give_up("the signature files cannot be read");
    traffic.at = calloc(PACKETS, sizeof *traffic.at);
    for (int i = 0; traffic.at && i < CAPTURES; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", argv[1], captures[i]);
        capture_take(&traffic, &capture[i], path);
    }
    if (!traffic.count)
        give_up("no packets");
    fprintf(stderr, "%zu packets of %u flows; %u signatures varied; median of %d rounds\n", traffic.count,
            traffic.flows, vary.count, ROUNDS);
    bench_load(&vary);
    bench_compile(&vary);
    bench_matcher(&vary, &traffic);
    for (int i = 0; i < CAPTURES; i++)
        packets_free(&capture[i]);
    free(traffic.at);
    vary_free(&vary);
    return 0;
}
