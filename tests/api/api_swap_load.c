/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

/* Sets change a thousand times while four threads classify: one thread loads and compiles databases and
 * publishes them, each worker takes the newest between two packets of its own. */

enum { THREADS = 4, SWAPS = 1000, FLOWS = 240, OPEN = 24, MESSAGES = 14 };

/* ---- memory of the databases ---- */

static struct {
    atomic_long bytes, most;
} memory;

static void *counted_allocate(void *user, size_t bytes)
{
    (void)user;
    max_align_t *block = malloc(sizeof *block + bytes);
    if (!block)
        return NULL;
    memcpy(block, &bytes, sizeof bytes);
    long now = atomic_fetch_add(&memory.bytes, (long)bytes) + (long)bytes, most = atomic_load(&memory.most);
    while (now > most && !atomic_compare_exchange_weak(&memory.most, &most, now))
        ;
    return block + 1;
}

static void counted_release(void *user, void *released)
{
    size_t bytes;
    (void)user;
    if (!released)
        return;
    max_align_t *block = (max_align_t *)released - 1;
    memcpy(&bytes, block, sizeof bytes);
    atomic_fetch_sub(&memory.bytes, (long)bytes);
    free(block);
}

static const struct skypedpi_allocator counted = {NULL, counted_allocate, counted_release};

/* ---- databases ---- */

static const char office[] = "set office version \"1\"\napplication \"desk\"\napplication \"chat\"\n" SIGNATURE(
    "probe", 1003, "transport udp application desk packet len in 18..40 and u8[2] == 2 weight 55")
    SIGNATURE("answer", 1004, "transport udp after probe application desk packet len < 200 weight 40")
        SIGNATURE("talk", 2001, "transport tcp application chat packet len > 100 weight 60");

static const char shop[] = "set shop version \"1\"\napplication \"chat\"\napplication \"till\"\n" SIGNATURE(
    "probe", 1003, "transport udp application till packet len in 18..300 weight 55")
    SIGNATURE("talk", 2001, "transport tcp application chat packet len > 50 weight 60");

static skypedpi_db *compile(const char *text)
{
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_sigset_new(&counted, &set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "test", text, strlen(text), NULL), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    skypedpi_sigset_free(set);
    return db;
}

static uint8_t *skype_image;
static size_t skype_length;

static skypedpi_db *skype(void)
{
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_db_load(skype_image, skype_length, NULL, 0, &counted, &db), SKYPEDPI_OK);
    return db;
}

static skypedpi_db *beside(skypedpi_db *first, skypedpi_db *second)
{
    skypedpi_db *part[] = {first, second}, *db = NULL;
    ck_assert_int_eq(skypedpi_db_merge(part, 2, &counted, &db), SKYPEDPI_OK);
    skypedpi_db_unref(first);
    skypedpi_db_unref(second);
    return db;
}

/* The how-manieth database: always an equal one, or another each time. */
typedef skypedpi_db *source(unsigned number);

static skypedpi_db *equal(unsigned number)
{
    (void)number;
    return skype();
}

static skypedpi_db *another(unsigned number)
{
    switch (number % 5) {
    case 0:
        return beside(skype(), compile(office));
    case 1:
        return compile(shop);
    case 2:
        return beside(compile(office), skype());
    case 3:
        return skype();
    default:
        return beside(compile(shop), compile(office));
    }
}

/* ---- publication ---- */

static struct {
    pthread_mutex_t lock;
    skypedpi_db *db;
    unsigned number; /* of the one published last */
    atomic_uint newest, taken;
    atomic_bool over;
} published = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* Each test starts anew, in a process of its own or not. */
static void publication_begin(void)
{
    published.number = 0;
    atomic_store(&published.newest, 0);
    atomic_store(&published.taken, 0);
    atomic_store(&published.over, false);
    atomic_store(&memory.most, 0);
}

static void publish(skypedpi_db *db)
{
    pthread_mutex_lock(&published.lock);
    skypedpi_db *old = published.db;
    published.db = db;
    published.number++;
    atomic_store(&published.newest, published.number);
    pthread_mutex_unlock(&published.lock);
    skypedpi_db_unref(old);
}

static skypedpi_db *newest(unsigned *number)
{
    pthread_mutex_lock(&published.lock);
    skypedpi_db *db = skypedpi_db_ref(published.db);
    *number = published.number;
    atomic_store(&published.taken, published.number);
    pthread_mutex_unlock(&published.lock);
    return db;
}

static void *publish_all(void *user)
{
    source *const *make = user;
    for (unsigned i = 1; i <= SWAPS; i++) {
        publish((*make)(i));
        while (atomic_load(&published.taken) < published.number) /* each is put to use by somebody */
            sched_yield();
    }
    atomic_store(&published.over, true);
    return NULL;
}

/* ---- workers ---- */

/* What callbacks told of a flow last. */
struct told {
    unsigned count, swaps; /* callbacks, and sets in use before the last of them */
    uint16_t application, activity, mechanism, stage;
};

struct worker {
    skypedpi_engine *engine;
    skypedpi_db *db; /* in use */
    unsigned number;
    uint64_t seed, noise, sum;
    unsigned swaps, failed, counted; /* packets the engine should count */
    struct told told[FLOWS];
};

static uint32_t below(struct worker *w, uint32_t limit)
{
    w->noise = w->noise * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(w->noise >> 33) % limit;
}

static void mix(struct worker *w, uint64_t value)
{
    w->sum = (w->sum ^ value) * 0x9e3779b97f4a7c15u;
    w->sum ^= w->sum >> 29;
}

static void on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *v)
{
    struct worker *w = user;
    struct told *t = skypedpi_flow_user(flow);
    /* told twice; in another set the number may be that of another application */
    w->failed += t->count && t->swaps == w->swaps && t->application == v->application &&
                 t->activity == v->activity && t->mechanism == v->mechanism && t->stage == v->stage;
    *t = (struct told){t->count + 1, w->swaps, v->application, v->activity, v->mechanism, v->stage};
    mix(w, v->signature * 1000003u + v->stage * 101u + v->confidence);
}

static void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *e)
{
    (void)flow;
    mix(user, e->signature * 10007u + e->packet);
}

static void on_endpoint(void *user, const struct skypedpi_endpoint *e)
{
    mix(user, e->signature * 31u + e->port + e->confidence);
}

static void worker_swap(struct worker *w)
{
    if (atomic_load(&published.newest) == w->number)
        return;
    skypedpi_db *db = newest(&w->number);
    w->failed += skypedpi_engine_set_db(w->engine, db) != SKYPEDPI_OK;
    skypedpi_db_unref(w->db);
    w->db = db;
    w->swaps++;
}

/* Four clients that ask many peers, and one flow in three over TCP. */
static skypedpi_flow *flow_begin(struct worker *w, unsigned i)
{
    struct skypedpi_tuple t = tuple_of(i % 3 == 2 ? TCP : UDP);
    skypedpi_flow *flow = NULL;
    t.source[3] = (uint8_t)(1 + i % 4);
    if (i % 8 == 1) /* telephone gateways */
        t.destination_port = 12340;
    t.destination[2] = (uint8_t)below(w, 256);
    t.destination[3] = (uint8_t)i;
    w->failed += skypedpi_flow_open(w->engine, &t, &flow) != SKYPEDPI_OK;
    skypedpi_flow_set_user(flow, &w->told[i]);
    return flow;
}

/* Requests whose ids count up, answers that name an address, a call to the telephone network, and noise. */
static size_t payload_fill(struct worker *w, unsigned flow, unsigned number, uint8_t payload[300])
{
    static const uint8_t nack[] = {0x12, 0x34, 0x07, 192, 0, 2, 1, 1, 2, 3, 4};
    size_t length = 18 + below(w, 280);
    for (size_t i = 0; i < length; i++)
        payload[i] = (uint8_t)below(w, 256);
    if (flow % 8 == 1) {
        memcpy(payload, "\x01\x02\x03", 3);
        payload[3] = (uint8_t)flow;
    } else if (number == 0 && flow % 3 != 2) {
        payload[0] = (uint8_t)(flow >> 6);
        payload[1] = (uint8_t)(flow << 2);
        payload[2] = 2;
    } else if (below(w, 8) == 0) {
        memcpy(payload, nack, sizeof nack);
        return sizeof nack;
    }
    return length;
}

static void packet_feed(struct worker *w, skypedpi_flow *flow, unsigned i, unsigned number, uint32_t next[2])
{
    uint8_t payload[300];
    uint32_t reverse = i % 8 == 1 ? number & 1 : below(w, 2);
    size_t length = payload_fill(w, i, number, payload);
    struct skypedpi_packet p = packet_of(reverse, i * 100 + number * 40, payload, length);
    p.sequence = next[reverse];
    next[reverse] += (uint32_t)length;
    bool final = w->told[i].stage == SKYPEDPI_STAGE_FINAL;
    int result = skypedpi_flow_feed(w->engine, flow, &p);
    w->failed += result < 0;
    w->counted += !final || result == SKYPEDPI_DONE; /* of what is followed on no packet is */
}

/* What is said of a flow is in terms of the set in use. */
static void flow_end(struct worker *w, skypedpi_flow *flow)
{
    struct skypedpi_verdict v = {.size = sizeof v};
    struct skypedpi_signature s = {.size = sizeof s};
    w->failed += skypedpi_flow_close(w->engine, flow, &v) != SKYPEDPI_OK;
    w->failed += v.signature && skypedpi_db_find(w->db, v.signature, &s) != SKYPEDPI_OK;
    w->failed += v.signature && v.application != s.application;
    w->failed += v.application && strcmp(skypedpi_db_application_name(w->db, v.application), "unknown") == 0;
    mix(w, v.application * 7u + v.signature * 3u + v.confidence + v.decided_packet * 1001u + v.flags);
}

/* The same traffic each time: OPEN flows at once, their packets by turns. */
static void round_play(struct worker *w)
{
    skypedpi_flow *flow[OPEN];
    for (unsigned first = 0; first < FLOWS; first += OPEN) {
        uint32_t next[OPEN][2] = {{0}};
        for (unsigned k = 0; k < OPEN; k++)
            flow[k] = flow_begin(w, first + k);
        for (unsigned n = 0; n < 2 * MESSAGES; n++)
            for (unsigned k = 0; k < OPEN; k++) {
                worker_swap(w);
                packet_feed(w, flow[k], first + k, n, next[k]);
            }
        for (unsigned k = 0; k < OPEN; k++)
            flow_end(w, flow[k]);
    }
}

static void round_begin(struct worker *w)
{
    struct skypedpi_settings settings;
    skypedpi_settings_init(&settings);
    settings.max_flows = OPEN;
    settings.max_endpoints = 2048;
    settings.stream_buffers = settings.native_records = settings.activity_records = OPEN;
    settings.user = w;
    settings.on_verdict = on_verdict;
    settings.on_evidence = on_evidence;
    settings.on_endpoint = on_endpoint;
    w->noise = w->seed;
    w->sum = 0;
    w->counted = 0;
    memset(w->told, 0, sizeof w->told);
    w->db = newest(&w->number);
    w->failed += skypedpi_engine_new(w->db, &settings, &w->engine) != SKYPEDPI_OK;
}

/* No packet is lost: each was looked at, or belonged to a flow that was final. */
static void round_end(struct worker *w)
{
    struct skypedpi_stats stats = {.size = sizeof stats};
    w->failed += skypedpi_engine_stats(w->engine, &stats) != SKYPEDPI_OK;
    w->failed += stats.packets + stats.packets_decided != w->counted || stats.flows_refused || stats.flows_open;
    mix(w, stats.packets * 3u + stats.packets_decided);
    mix(w, stats.evidence * 5u + stats.endpoints_known);
    skypedpi_engine_free(w->engine);
    skypedpi_db_unref(w->db);
}

static uint64_t round_whole(struct worker *w)
{
    round_begin(w);
    round_play(w);
    round_end(w);
    return w->sum;
}

/* Rounds until the last database is published. All must be as `expected`, unless that is 0. */
struct job {
    struct worker worker;
    uint64_t expected;
    unsigned different;
};

static void *work(void *user)
{
    struct job *job = user;
    do {
        uint64_t sum = round_whole(&job->worker);
        job->different += job->expected && sum != job->expected;
    } while (!atomic_load(&published.over));
    return NULL;
}

static uint64_t without_swaps(uint64_t seed)
{
    struct worker *w = calloc(1, sizeof *w);
    ck_assert_ptr_nonnull(w);
    w->seed = seed;
    uint64_t sum = round_whole(w);
    ck_assert_uint_eq(w->failed, 0);
    ck_assert_uint_eq(w->swaps, 0);
    unsigned told = 0;
    for (unsigned i = 0; i < FLOWS; i++)
        told += w->told[i].count;
    ck_assert_uint_gt(told, FLOWS / 4); /* the traffic is not all noise */
    free(w);
    return sum;
}

static void play(source *make, bool same)
{
    struct job *job = calloc(THREADS, sizeof *job);
    pthread_t thread[THREADS], publisher;
    skypedpi_db *builtin = db_builtin();
    skype_image = image_of(builtin, &skype_length);
    skypedpi_db_unref(builtin);
    ck_assert_ptr_nonnull(job);
    publication_begin();
    publish(make(0));
    long one = atomic_load(&memory.bytes);
    for (unsigned i = 0; i < THREADS; i++) {
        job[i].worker.seed = i + 1;
        job[i].expected = same ? without_swaps(i + 1) : 0;
    }
    ck_assert_int_eq(pthread_create(&publisher, NULL, publish_all, &make), 0);
    for (unsigned i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&thread[i], NULL, work, &job[i]), 0);
    for (unsigned i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
    ck_assert_int_eq(pthread_join(publisher, NULL), 0);
    unsigned swaps = 0;
    for (unsigned i = 0; i < THREADS; i++) {
        ck_assert_uint_eq(job[i].worker.failed, 0);
        ck_assert_uint_eq(job[i].different, 0);
        swaps += job[i].worker.swaps;
    }
    ck_assert_uint_gt(swaps, SWAPS - SWAPS / 10); /* the rest were put in place by new engines */
    /* one in use in each thread, the one published, and the one that is being made, from its parts */
    ck_assert_int_le(atomic_load(&memory.most), (THREADS + 5) * one);
    publish(NULL);
    ck_assert_int_eq(atomic_load(&memory.bytes), 0);
    free(skype_image);
    free(job);
}

START_TEST(equal_sets_change_nothing)
{
    play(equal, true);
}
END_TEST

START_TEST(different_sets_by_turns)
{
    play(another, false);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {equal_sets_change_nothing, different_sets_by_turns};
    return run_tests("api/swap_load", tests, COUNT(tests));
}
