/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

#include <pthread.h>

/* Engines never touch each other; databases are shared freely. */

enum { THREADS = 4, FLOWS = 400, MESSAGES = 12 };

/* Numbers of its own, so that the same seed gives the same traffic. */
struct traffic {
    uint64_t state;
};

static uint32_t below(struct traffic *t, uint32_t limit)
{
    t->state = t->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(t->state >> 33) % limit;
}

/* A message that many signatures look at: now and then an address or a name they wait for. */
static size_t message_fill(struct traffic *t, uint8_t *payload, size_t capacity)
{
    static const uint8_t mimic[] = {0x16, 3, 1, 0, 0x4a, 2, 0, 0, 0x46, 3, 1, 0x40, 0x1b, 0xe4, 0x86};
    static const uint8_t nack[] = {0x12, 0x34, 0x07, 198, 51, 100, 2, 1, 2, 3, 4};
    size_t length = 1 + below(t, (uint32_t)capacity);
    for (size_t i = 0; i < length; i++)
        payload[i] = (uint8_t)below(t, 256);
    if (below(t, 16) == 0) {
        memcpy(payload, nack, sizeof nack);
        return sizeof nack;
    }
    if (below(t, 16) == 0 && length > sizeof mimic)
        memcpy(payload, mimic, sizeof mimic);
    if (length > 2 && below(t, 2) == 0)
        payload[2] = 2;
    return length;
}

/* All that callbacks told, boiled down. */
struct account {
    uint64_t sum;
};

static void mix(struct account *a, uint64_t value)
{
    a->sum = (a->sum ^ value) * 0x9e3779b97f4a7c15u;
    a->sum ^= a->sum >> 29;
}

static void on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *v)
{
    (void)flow;
    mix(user, v->signature * 1000003u + v->stage * 101u + v->confidence);
}

static void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *e)
{
    (void)flow;
    mix(user, e->signature * 10007u + e->packet);
}

struct worker {
    struct account account;
    struct traffic traffic;
    skypedpi_db *db;
    skypedpi_engine *engine;
    struct skypedpi_stats stats;
    unsigned failed;
};

static void worker_open(struct worker *w, skypedpi_db *db, uint64_t seed)
{
    struct skypedpi_settings settings = settings_small();
    *w = (struct worker){.db = db, .traffic = {seed}, .stats.size = sizeof w->stats};
    settings.user = &w->account;
    settings.on_verdict = on_verdict;
    settings.on_evidence = on_evidence;
    w->failed += skypedpi_engine_new(db, &settings, &w->engine) != SKYPEDPI_OK;
}

static void worker_flow(struct worker *w, unsigned number)
{
    const struct skypedpi_tuple tuple = tuple_of(number % 2 ? TCP : UDP);
    skypedpi_flow *flow = NULL;
    uint32_t next[2] = {1, 1};
    uint8_t payload[300];
    w->failed += skypedpi_flow_open(w->engine, &tuple, &flow) != SKYPEDPI_OK;
    for (unsigned i = 0; i < MESSAGES; i++) {
        uint32_t reverse = below(&w->traffic, 2);
        size_t length = message_fill(&w->traffic, payload, sizeof payload);
        struct skypedpi_packet p = packet_of(reverse, number * 100 + i, payload, length);
        p.sequence = next[reverse];
        next[reverse] += (uint32_t)length;
        w->failed += skypedpi_flow_feed(w->engine, flow, &p) < 0;
    }
    w->failed += skypedpi_flow_close(w->engine, flow, NULL) != SKYPEDPI_OK;
}

static void worker_close(struct worker *w)
{
    w->failed += skypedpi_engine_stats(w->engine, &w->stats) != SKYPEDPI_OK;
    skypedpi_engine_free(w->engine);
}

static void *worker_run(void *user)
{
    struct worker *w = user;
    for (unsigned i = 0; i < FLOWS; i++) {
        if (i % 50 == 49) /* the same database again: references go up and down in all threads */
            w->failed += skypedpi_engine_set_db(w->engine, w->db) != SKYPEDPI_OK;
        worker_flow(w, i);
    }
    return NULL;
}

static void check_same(const struct worker *a, const struct worker *b)
{
    ck_assert_uint_eq(a->failed, 0);
    ck_assert_uint_eq(b->failed, 0);
    ck_assert_uint_ne(a->account.sum, 0);
    ck_assert_uint_eq(a->account.sum, b->account.sum);
    ck_assert_int_eq(memcmp(&a->stats, &b->stats, sizeof a->stats), 0);
}

static struct worker alone(skypedpi_db *db, uint64_t seed)
{
    struct worker w;
    worker_open(&w, db, seed);
    for (unsigned i = 0; i < FLOWS; i++)
        worker_flow(&w, i);
    worker_close(&w);
    ck_assert_uint_gt(w.stats.evidence, FLOWS / 8); /* the traffic is not all noise */
    return w;
}

START_TEST(two_engines_by_turns)
{
    skypedpi_db *db = db_builtin();
    struct worker a, b;
    const struct worker a_alone = alone(db, 1), b_alone = alone(db, 2);
    worker_open(&a, db, 1);
    worker_open(&b, db, 2);
    for (unsigned i = 0; i < FLOWS; i++) {
        worker_flow(&a, i);
        worker_flow(&b, i);
    }
    worker_close(&a);
    worker_close(&b);
    check_same(&a, &a_alone);
    check_same(&b, &b_alone);
    ck_assert_uint_ne(a.account.sum, b.account.sum);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(four_threads_one_database)
{
    skypedpi_db *db = db_builtin();
    struct worker w[THREADS];
    pthread_t thread[THREADS];
    for (unsigned i = 0; i < THREADS; i++)
        worker_open(&w[i], db, i);
    for (unsigned i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&thread[i], NULL, worker_run, &w[i]), 0);
    for (unsigned i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        const struct worker expected = alone(db, i);
        worker_close(&w[i]);
        check_same(&w[i], &expected);
    }
    skypedpi_db_unref(db);
}
END_TEST

/* Sets are built in each thread, as they are elsewhere. */
static void *build(void *user)
{
    static const char text[] =
        SIGNATURE("one", 1, "transport udp packet len in {1, 3..9} and u8[0] != 7 weight 40");
    unsigned *failed = user;
    for (int i = 0; i < 200; i++) {
        skypedpi_sigset *set = NULL;
        skypedpi_db *db = NULL;
        if (skypedpi_sigset_new(NULL, &set) != SKYPEDPI_OK ||
            skypedpi_sigset_add_text(set, "test", text, strlen(text), NULL) != SKYPEDPI_OK ||
            skypedpi_sigset_compile(set, NULL, &db) != SKYPEDPI_OK)
            ++*failed;
        skypedpi_sigset_free(set);
        skypedpi_db_unref(db);
    }
    return NULL;
}

START_TEST(sets_in_threads)
{
    pthread_t thread[THREADS];
    unsigned failed[THREADS] = {0};
    for (unsigned i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&thread[i], NULL, build, &failed[i]), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
        ck_assert_uint_eq(failed[i], 0);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {two_engines_by_turns, four_threads_one_database, sets_in_threads};
    return run_tests("api/threads", tests, COUNT(tests));
}
