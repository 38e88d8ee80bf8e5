/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

/* The size field of value structs. Each struct is handed over in memory that is exactly as long as its size
 * field says, so that the address sanitizer sees any byte read or written beyond it. */

struct world {
    skypedpi_db *db;
    skypedpi_engine *engine;
    skypedpi_flow *flow;
};

static struct world world_open(void)
{
    const struct skypedpi_settings settings = settings_small();
    struct world w = {.db = db_of(SIGNATURE("one", 1, "transport udp packet len == 3 weight 40"))};
    w.engine = engine_of(w.db, &settings);
    w.flow = flow_of(w.engine, UDP);
    return w;
}

static void world_close(struct world *w)
{
    skypedpi_engine_free(w->engine);
    skypedpi_db_unref(w->db);
}

/* ---- one call for each struct ---- */

static int call_settings(struct world *w, void *value)
{
    skypedpi_engine *engine = NULL;
    int result = skypedpi_engine_new(w->db, value, &engine);
    ck_assert(result == SKYPEDPI_OK ? engine != NULL : engine == NULL);
    skypedpi_engine_free(engine);
    return result;
}

static int call_default(struct world *w, void *value)
{
    (void)w;
    return skypedpi_settings_default(value);
}

static int call_tuple(struct world *w, void *value)
{
    skypedpi_flow *flow = NULL;
    int result = skypedpi_flow_open(w->engine, value, &flow);
    ck_assert(result == SKYPEDPI_OK ? flow != NULL : flow == NULL);
    if (flow)
        ck_assert_int_eq(skypedpi_flow_close(w->engine, flow, NULL), SKYPEDPI_OK);
    return result;
}

static int call_packet(struct world *w, void *value)
{
    return skypedpi_flow_feed(w->engine, w->flow, value);
}

static int call_verdict(struct world *w, void *value)
{
    return skypedpi_flow_verdict(w->engine, w->flow, value);
}

static int call_close(struct world *w, void *value)
{
    skypedpi_flow *flow = flow_of(w->engine, UDP);
    int result = skypedpi_flow_close(w->engine, flow, value);
    if (result != SKYPEDPI_OK) /* still open: the caller gets its last word with another struct */
        ck_assert_int_eq(skypedpi_flow_close(w->engine, flow, NULL), SKYPEDPI_OK);
    return result;
}

static int call_stats(struct world *w, void *value)
{
    return skypedpi_engine_stats(w->engine, value);
}

static int call_db_info(struct world *w, void *value)
{
    return skypedpi_db_info(w->db, value);
}

static int call_db_set(struct world *w, void *value)
{
    return skypedpi_db_set(w->db, 0, value);
}

static int call_signature(struct world *w, void *value)
{
    return skypedpi_db_signature(w->db, 0, value);
}

static int call_find(struct world *w, void *value)
{
    return skypedpi_db_find(w->db, 1, value);
}

static int add_text(void *diagnostics)
{
    skypedpi_sigset *set = NULL;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    int result = skypedpi_sigset_add_text(set, "test", "# nothing", 9, diagnostics);
    skypedpi_sigset_free(set);
    return result;
}

static int call_text(struct world *w, void *value)
{
    (void)w;
    return add_text(value);
}

static int call_compile(struct world *w, void *value)
{
    static const char text[] = SIGNATURE("one", 1, "transport udp packet len == 3 weight 40");
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    (void)w;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "test", text, strlen(text), NULL), SKYPEDPI_OK);
    int result = skypedpi_sigset_compile(set, value, &db);
    ck_assert(result == SKYPEDPI_OK ? db != NULL : db == NULL);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
    return result;
}

static int call_native(struct world *w, void *value)
{
    skypedpi_sigset *set = NULL;
    (void)w;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    int result = skypedpi_sigset_add_native(set, value);
    skypedpi_sigset_free(set);
    return result;
}

/* ---- valid contents ---- */

static void fill_settings(void *value)
{
    const struct skypedpi_settings settings = settings_small();
    memcpy(value, &settings, sizeof settings);
}

static void fill_tuple(void *value)
{
    const struct skypedpi_tuple tuple = tuple_of(UDP);
    memcpy(value, &tuple, sizeof tuple);
}

static void fill_packet(void *value)
{
    const struct skypedpi_packet packet = packet_of(0, 1, "four", 4);
    memcpy(value, &packet, sizeof packet);
}

static int inspect(void *user, void *state, const struct skypedpi_message *message)
{
    return user != NULL && state != NULL && message->length > 0;
}

static void fill_native(void *value)
{
    const struct skypedpi_native native = {
        .size = sizeof native, .abi = SKYPEDPI_NATIVE_ABI, .name = "mine", .inspect = inspect};
    memcpy(value, &native, sizeof native);
}

static void fill_nothing(void *value)
{
    (void)value;
}

/* ---- the rule ---- */

enum kind {
    READ,    /* by the library: an unknown tail must be zero */
    WRITTEN, /* by the library: an unknown tail is zeroed */
    EXACT    /* on the fast path: the size must be right */
};

struct rule {
    const char *name;
    size_t size;
    enum kind kind;
    void (*fill)(void *value);
    int (*call)(struct world *w, void *value);
};

static const struct rule rules[] = {
    {"settings", sizeof(struct skypedpi_settings), READ, fill_settings, call_settings},
    {"settings by default", sizeof(struct skypedpi_settings), WRITTEN, fill_nothing, call_default},
    {"native", sizeof(struct skypedpi_native), READ, fill_native, call_native},
    {"tuple", sizeof(struct skypedpi_tuple), EXACT, fill_tuple, call_tuple},
    {"packet", sizeof(struct skypedpi_packet), EXACT, fill_packet, call_packet},
    {"verdict", sizeof(struct skypedpi_verdict), WRITTEN, fill_nothing, call_verdict},
    {"verdict at the end", sizeof(struct skypedpi_verdict), WRITTEN, fill_nothing, call_close},
    {"stats", sizeof(struct skypedpi_stats), WRITTEN, fill_nothing, call_stats},
    {"db_info", sizeof(struct skypedpi_db_info), WRITTEN, fill_nothing, call_db_info},
    {"db_set", sizeof(struct skypedpi_db_info), WRITTEN, fill_nothing, call_db_set},
    {"signature at a place", sizeof(struct skypedpi_signature), WRITTEN, fill_nothing, call_signature},
    {"signature with an id", sizeof(struct skypedpi_signature), WRITTEN, fill_nothing, call_find},
    {"diagnostics of a text", sizeof(struct skypedpi_diagnostics), READ, fill_nothing, call_text},
    {"diagnostics of a set", sizeof(struct skypedpi_diagnostics), READ, fill_nothing, call_compile},
};

enum { LARGEST = 512, LONGER = 24 };

/* A struct in memory `length` bytes long, its size field saying `size`, its tail filled with `tail`. */
static uint8_t *value_new(const struct rule *rule, size_t length, uint32_t size, uint8_t tail)
{
    uint8_t whole[LARGEST] = {0};
    ck_assert_uint_lt(rule->size + LONGER, sizeof whole);
    rule->fill(whole);
    memset(whole + rule->size, tail, LONGER);
    memcpy(whole, &size, sizeof size);
    uint8_t *value = malloc(length);
    ck_assert_ptr_nonnull(value);
    memcpy(value, whole, length);
    return value;
}

static void expect(struct world *w, const struct rule *rule, uint32_t size, uint8_t tail, int expected)
{
    size_t length = size < sizeof size ? sizeof size : size < LARGEST ? size : rule->size;
    uint8_t *value = value_new(rule, length, size, tail);
    int result = rule->call(w, value);
    ck_assert_msg(result == expected, "%s, size %u, tail %u: %s instead of %s", rule->name, size, tail,
                  skypedpi_error_name(result), skypedpi_error_name(expected));
    uint32_t left;
    memcpy(&left, value, sizeof left);
    ck_assert_uint_eq(left, size);
    for (size_t i = rule->size; rule->kind == WRITTEN && result == SKYPEDPI_OK && i < length; i++)
        ck_assert_uint_eq(value[i], 0);
    free(value);
}

START_TEST(too_small_is_refused)
{
    struct world w = world_open();
    for (size_t i = 0; i < COUNT(rules); i++)
        for (uint32_t size = 0; size < rules[i].size; size++)
            expect(&w, &rules[i], size, 0, SKYPEDPI_E_SIZE);
    world_close(&w);
}
END_TEST

START_TEST(exact_is_taken)
{
    struct world w = world_open();
    for (size_t i = 0; i < COUNT(rules); i++)
        expect(&w, &rules[i], (uint32_t)rules[i].size, 0, SKYPEDPI_OK);
    world_close(&w);
}
END_TEST

START_TEST(longer_with_a_zero_tail)
{
    struct world w = world_open();
    for (size_t i = 0; i < COUNT(rules); i++)
        for (uint32_t more = 1; more <= LONGER; more++)
            expect(&w, &rules[i], (uint32_t)rules[i].size + more, 0,
                   rules[i].kind == EXACT ? SKYPEDPI_E_SIZE : SKYPEDPI_OK);
    world_close(&w);
}
END_TEST

START_TEST(longer_with_a_tail_that_is_not_zero)
{
    struct world w = world_open();
    for (size_t i = 0; i < COUNT(rules); i++)
        for (uint32_t more = 1; more <= LONGER; more++)
            expect(&w, &rules[i], (uint32_t)rules[i].size + more, 0xa5,
                   rules[i].kind == WRITTEN ? SKYPEDPI_OK : SKYPEDPI_E_SIZE);
    world_close(&w);
}
END_TEST

/* What stands in memory that nobody filled in must not make the library read on. */
START_TEST(wild_size_is_refused)
{
    struct world w = world_open();
    for (size_t i = 0; i < COUNT(rules); i++) {
        expect(&w, &rules[i], 0xa5a5a5a5u, 0, SKYPEDPI_E_SIZE);
        expect(&w, &rules[i], UINT32_MAX, 0, SKYPEDPI_E_SIZE);
    }
    world_close(&w);
}
END_TEST

START_TEST(a_refused_close_leaves_the_flow_open)
{
    struct world w = world_open();
    struct skypedpi_verdict verdict = {.size = 4};
    ck_assert_int_eq(skypedpi_flow_close(w.engine, w.flow, &verdict), SKYPEDPI_E_SIZE);
    ck_assert_uint_eq(stats_of(w.engine).flows_open, 1);
    ck_assert_int_eq(feed(w.engine, w.flow, 0, 1, "one"), SKYPEDPI_OK);
    verdict.size = sizeof verdict;
    ck_assert_int_eq(skypedpi_flow_close(w.engine, w.flow, &verdict), SKYPEDPI_OK);
    ck_assert_uint_eq(verdict.signature, 1);
    ck_assert_uint_eq(stats_of(w.engine).flows_open, 0);
    world_close(&w);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {too_small_is_refused,    exact_is_taken,
                                  longer_with_a_zero_tail, longer_with_a_tail_that_is_not_zero,
                                  wild_size_is_refused,    a_refused_close_leaves_the_flow_open};
    return run_tests("api/struct", tests, COUNT(tests));
}
