/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

/* Memory that runs out: whichever call of the allocator fails, the library says so and keeps nothing. */

struct purse {
    long live;     /* blocks */
    long calls;    /* of allocate */
    long fails_at; /* the call that returns NULL; 0: none */
};

static void *purse_allocate(void *user, size_t bytes)
{
    struct purse *p = user;
    if (++p->calls == p->fails_at)
        return NULL;
    p->live++;
    void *memory = malloc(bytes);
    if (memory)
        memset(memory, 0xa5, bytes); /* nobody may count on zeros */
    return memory;
}

static void purse_release(void *user, void *memory)
{
    ((struct purse *)user)->live -= memory != NULL;
    free(memory);
}

static struct skypedpi_allocator allocator_of(struct purse *purse)
{
    return (struct skypedpi_allocator){purse, purse_allocate, purse_release};
}

/* A job with a purse; 0 if it was done, else the library's error. */
typedef int job(const struct skypedpi_allocator *allocator);

/* Does the job again and again, the first call failing, the second, and so on until none does. */
static void check_failures(job *work, long least)
{
    for (long n = 1;; n++) {
        struct purse purse = {.fails_at = n};
        const struct skypedpi_allocator allocator = allocator_of(&purse);
        int result = work(&allocator);
        ck_assert_msg(purse.live == 0, "call %ld failing: %ld blocks left", n, purse.live);
        if (purse.calls < n) { /* it was not made */
            ck_assert_int_eq(result, SKYPEDPI_OK);
            ck_assert_int_ge(n, least);
            return;
        }
        ck_assert_msg(result == SKYPEDPI_E_MEMORY, "call %ld failing: %s", n, skypedpi_error_name(result));
    }
}

#define TEXT                                                                                                   \
    "set small version \"1\" application \"mine\"\n" SIGNATURE(                                                \
        "one", 1, "transport udp application mine packet len in {1, 4, 9..12} weight 40")                      \
        SIGNATURE("two", 2, "transport tcp packet tls.sni under {\"a.example\", \"b.example\"} weight 40")     \
            SIGNATURE("three", 3,                                                                              \
                      "transport udp after one packet bytes[1] == x\"0102\" native \"own\" weight 40")

static int own(void *user, void *state, const struct skypedpi_message *message)
{
    return user != NULL && state != NULL && message->length > 0;
}

static const struct skypedpi_native native = {
    .size = sizeof native, .abi = SKYPEDPI_NATIVE_ABI, .name = "own", .state_size = 8, .inspect = own};

static int set_fill(skypedpi_sigset *set)
{
    int result = skypedpi_sigset_add_native(set, &native);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_add_text(set, "test", TEXT, strlen(TEXT), NULL);
    return result;
}

static int build_and_compile(const struct skypedpi_allocator *allocator)
{
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    int result = skypedpi_sigset_new(allocator, &set);
    if (result == SKYPEDPI_OK)
        result = set_fill(set);
    if (result == SKYPEDPI_OK)
        result = skypedpi_sigset_compile(set, NULL, &db);
    ck_assert(result == SKYPEDPI_OK ? db != NULL : db == NULL);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
    return result;
}

START_TEST(building_and_compiling)
{
    check_failures(build_and_compile, 12);
}
END_TEST

/* A call that failed for want of memory can be made again: nothing of it was taken, nothing before it lost. */
static void check_again(long fails_at)
{
    struct purse purse = {.fails_at = fails_at};
    const struct skypedpi_allocator allocator = allocator_of(&purse);
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    int result;
    while ((result = skypedpi_sigset_new(&allocator, &set)) == SKYPEDPI_E_MEMORY)
        ck_assert_ptr_null(set);
    ck_assert_int_eq(result, SKYPEDPI_OK);
    while ((result = skypedpi_sigset_add_native(set, &native)) == SKYPEDPI_E_MEMORY)
        ck_assert_int_eq(purse.calls, fails_at);
    ck_assert_int_eq(result, SKYPEDPI_OK);
    while ((result = skypedpi_sigset_add_text(set, "test", TEXT, strlen(TEXT), NULL)) == SKYPEDPI_E_MEMORY)
        ck_assert_int_le(fails_at, purse.calls);
    ck_assert_int_eq(result, SKYPEDPI_OK);
    while ((result = skypedpi_sigset_compile(set, NULL, &db)) == SKYPEDPI_E_MEMORY)
        ck_assert_ptr_null(db);
    ck_assert_int_eq(result, SKYPEDPI_OK);
    struct skypedpi_db_info info = {.size = sizeof info};
    ck_assert_int_eq(skypedpi_db_info(db, &info), SKYPEDPI_OK);
    ck_assert_uint_eq(info.signatures, 3);
    skypedpi_sigset_free(set);
    skypedpi_db_unref(db);
    ck_assert_int_eq(purse.live, 0);
}

START_TEST(what_failed_can_be_done_again)
{
    for (long n = 1; n < 100; n++)
        check_again(n);
}
END_TEST

static uint8_t *image;
static size_t image_length;

static int load(const struct skypedpi_allocator *allocator)
{
    skypedpi_db *db = NULL;
    int result = skypedpi_db_load(image, image_length, &native, 1, allocator, &db);
    ck_assert(result == SKYPEDPI_OK ? db != NULL : db == NULL);
    skypedpi_db_unref(db);
    return result;
}

static skypedpi_db *db_small(void)
{
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_int_eq(set_fill(set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, NULL, &db), SKYPEDPI_OK);
    skypedpi_sigset_free(set);
    return db;
}

START_TEST(loading)
{
    skypedpi_db *db = db_small();
    image = image_of(db, &image_length);
    check_failures(load, 8);
    skypedpi_db_unref(db);
    free(image);
}
END_TEST

static int merge(const struct skypedpi_allocator *allocator)
{
    skypedpi_db *part[] = {db_small(), db_builtin()}, *db = NULL;
    int result = skypedpi_db_merge(part, 2, allocator, &db);
    ck_assert(result == SKYPEDPI_OK ? db != NULL : db == NULL);
    skypedpi_db_unref(part[0]);
    skypedpi_db_unref(part[1]);
    skypedpi_db_unref(db);
    return result;
}

START_TEST(merging)
{
    check_failures(merge, 20);
}
END_TEST

static int make_engine(const struct skypedpi_allocator *allocator)
{
    struct skypedpi_settings settings = settings_small();
    skypedpi_db *db = db_small();
    skypedpi_engine *engine = NULL;
    settings.allocator = allocator;
    int result = skypedpi_engine_new(db, &settings, &engine);
    ck_assert(result == SKYPEDPI_OK ? engine != NULL : engine == NULL);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db); /* the last reference: an engine that was not made keeps none */
    return result;
}

START_TEST(making_an_engine)
{
    check_failures(make_engine, 3);
}
END_TEST

START_TEST(the_memory_told_is_the_memory_taken)
{
    struct purse purse = {0};
    const struct skypedpi_allocator allocator = allocator_of(&purse);
    struct skypedpi_settings settings = settings_small();
    skypedpi_db *db = db_small();
    settings.allocator = &allocator;
    settings.max_flows = 1000;
    skypedpi_engine *engine = engine_of(db, &settings);
    uint64_t small = stats_of(engine).memory;
    ck_assert_uint_ge(small, 128000);
    ck_assert_uint_le(small, 128000 + 65536);
    skypedpi_engine_free(engine);
    ck_assert_int_eq(purse.live, 0);
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {building_and_compiling, what_failed_can_be_done_again,      loading, merging,
                                  making_an_engine,       the_memory_told_is_the_memory_taken};
    return run_tests("api/memory", tests, COUNT(tests));
}
