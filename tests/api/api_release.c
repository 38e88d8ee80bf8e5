/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"
#include "tests/unit/purse.h"

/* Releases of a set: who vouches for one, and which ones an engine takes. */

#define BODY             SIGNATURE("one", 1, "transport udp packet len == 3 weight 40")
#define SET(name, words) "set " name " version \"1\" " words "\n" BODY

static uint8_t *image_from(const char *text, size_t *length)
{
    skypedpi_db *db = db_of(text);
    uint8_t *image = image_of(db, length);
    skypedpi_db_unref(db);
    return image;
}

static struct skypedpi_db_info info_of(const skypedpi_db *db)
{
    struct skypedpi_db_info info = {.size = sizeof info};
    ck_assert_int_eq(skypedpi_db_info(db, &info), SKYPEDPI_OK);
    return info;
}

/* ---- vouching ---- */

/* Somebody who is asked, and remembers what for. */
struct witness {
    int answer;
    unsigned calls;
    const void *given; /* the caller's bytes */
    size_t length;
    uint8_t *spoil; /* set to zero while asked; NULL: nothing */
};

static int ask(void *user, const void *image, size_t length)
{
    struct witness *w = user;
    w->calls++;
    ck_assert_uint_eq(length, w->length);
    ck_assert_ptr_ne(image, w->given);
    ck_assert_int_eq(memcmp(image, w->given, length), 0);
    if (w->spoil)
        memset(w->spoil, 0, length);
    return w->answer;
}

static int load(struct witness *w, const void *image, size_t length, skypedpi_db **db)
{
    w->given = image;
    w->length = length;
    int result = skypedpi_db_load_verified(image, length, ask, w, NULL, 0, NULL, db);
    ck_assert(result == SKYPEDPI_OK ? *db != NULL : *db == NULL);
    return result;
}

START_TEST(what_is_vouched_for_is_verified)
{
    size_t length, again_length;
    uint8_t *image = image_from(SET("a", "release 3"), &length);
    struct witness w = {.answer = 1};
    skypedpi_db *db;
    ck_assert_int_eq(load(&w, image, length, &db), SKYPEDPI_OK);
    ck_assert_uint_eq(w.calls, 1);
    ck_assert_uint_eq(info_of(db).verified, 1);
    ck_assert_uint_eq(info_of(db).release, 3);
    uint8_t *again = image_of(db, &again_length); /* that somebody vouched for it does not stand in it */
    ck_assert(length == again_length && memcmp(image, again, length) == 0);
    skypedpi_db_unref(db);
    free(image);
    free(again);
}
END_TEST

START_TEST(anything_but_one_is_a_no)
{
    static const int answers[] = {0, -1, 2, 256, INT32_MAX, INT32_MIN, SKYPEDPI_E_ARGUMENT};
    size_t length;
    uint8_t *image = image_from(SET("a", ""), &length);
    for (size_t i = 0; i < COUNT(answers); i++) {
        struct witness w = {.answer = answers[i]};
        skypedpi_db *db = (skypedpi_db *)&w;
        ck_assert_int_eq(load(&w, image, length, &db), SKYPEDPI_E_UNVERIFIED);
        ck_assert_uint_eq(w.calls, 1);
    }
    free(image);
}
END_TEST

/* Who is asked is shown any bytes, and the answer comes before what is wrong with them. */
START_TEST(it_is_asked_before_anything_is_read)
{
    static const char large[] =
        "SKYPEDPI and nothing that makes sense, though long enough for a header, so that one could look";
    static const char *const bytes[] = {"", "x", "SKYPEDPI", large};
    for (size_t i = 0; i < COUNT(bytes); i++) {
        struct witness no = {.answer = 0}, yes = {.answer = 1};
        skypedpi_db *db;
        ck_assert_int_eq(load(&no, bytes[i], strlen(bytes[i]), &db), SKYPEDPI_E_UNVERIFIED);
        int result = load(&yes, bytes[i], strlen(bytes[i]), &db);
        ck_assert_msg(result <= SKYPEDPI_E_MAGIC && result != SKYPEDPI_E_UNVERIFIED, "%s",
                      skypedpi_error_name(result));
        ck_assert(no.calls == 1 && yes.calls == 1);
    }
}
END_TEST

START_TEST(a_voucher_makes_nothing_true)
{
    size_t length;
    uint8_t *image = image_from(SET("a", ""), &length);
    struct witness w = {.answer = 1};
    skypedpi_db *db;
    image[length - 1] ^= 1;
    ck_assert_int_eq(load(&w, image, length, &db), SKYPEDPI_E_DIGEST);
    ck_assert_int_eq(load(&w, image, length - 1, &db), SKYPEDPI_E_TRUNCATED);
    free(image);
}
END_TEST

/* The caller's bytes may change while somebody looks: what he saw is what is read. */
START_TEST(what_was_seen_is_what_is_read)
{
    size_t length;
    uint8_t *image = image_from(SET("a", "release 8"), &length);
    struct witness w = {.answer = 1, .spoil = image};
    skypedpi_db *db;
    ck_assert_int_eq(load(&w, image, length, &db), SKYPEDPI_OK);
    ck_assert_uint_eq(info_of(db).release, 8);
    skypedpi_db_unref(db);
    free(image);
}
END_TEST

START_TEST(arguments)
{
    size_t length;
    uint8_t *image = image_from(SET("a", ""), &length);
    struct witness w = {.answer = 1, .given = image, .length = length};
    const struct skypedpi_allocator half = {.user = &w};
    skypedpi_db *db = (skypedpi_db *)&w;
    ck_assert_int_eq(skypedpi_db_load_verified(image, length, NULL, &w, NULL, 0, NULL, &db),
                     SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(db);
    ck_assert_int_eq(skypedpi_db_load_verified(NULL, length, ask, &w, NULL, 0, NULL, &db), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_load_verified(image, length, ask, &w, NULL, 1, NULL, &db),
                     SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_load_verified(image, length, ask, &w, NULL, 0, &half, &db),
                     SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_load_verified(image, length, ask, &w, NULL, 0, NULL, NULL),
                     SKYPEDPI_E_ARGUMENT);
    ck_assert_uint_eq(w.calls, 0);
    free(image);
}
END_TEST

/* ---- memory that runs out ---- */

START_TEST(memory_runs_out)
{
    size_t length;
    uint8_t *image = image_from(SET("a", ""), &length);
    for (long n = 1;; n++) {
        struct purse purse = {.fails_at = n};
        const struct skypedpi_allocator allocator = purse_allocator(&purse);
        struct witness yes = {.answer = 1, .given = image, .length = length}, no = yes;
        skypedpi_db *db;
        int result = skypedpi_db_load_verified(image, length, ask, &yes, NULL, 0, &allocator, &db);
        ck_assert_uint_eq(yes.calls, n > 2); /* nobody is asked for what cannot be kept */
        skypedpi_db_unref(db);
        ck_assert_int_eq(purse.live, 0);
        no.answer = 0;
        purse.calls = 0;
        int refused = skypedpi_db_load_verified(image, length, ask, &no, NULL, 0, &allocator, &db);
        ck_assert_int_eq(refused, n > 2 ? SKYPEDPI_E_UNVERIFIED : SKYPEDPI_E_MEMORY);
        ck_assert_int_eq(purse.live, 0);
        if (result == SKYPEDPI_OK) {
            ck_assert_int_gt(n, 8);
            break;
        }
        ck_assert_int_eq(result, SKYPEDPI_E_MEMORY);
    }
    free(image);
}
END_TEST

/* ---- what an engine takes ---- */

static skypedpi_db *vouched(const char *text)
{
    size_t length;
    uint8_t *image = image_from(text, &length);
    struct witness w = {.answer = 1};
    skypedpi_db *db;
    ck_assert_int_eq(load(&w, image, length, &db), SKYPEDPI_OK);
    free(image);
    return db;
}

static int make(skypedpi_db *db, const struct skypedpi_settings *settings)
{
    skypedpi_engine *engine = NULL;
    int result = skypedpi_engine_new(db, settings, &engine);
    ck_assert(result == SKYPEDPI_OK ? engine != NULL : engine == NULL);
    skypedpi_engine_free(engine);
    return result;
}

START_TEST(all_is_off_unless_asked_for)
{
    struct skypedpi_settings settings;
    skypedpi_settings_init(&settings);
    ck_assert(!settings.require_verified && !settings.oldest_release && !settings.no_rollback);
    skypedpi_db *db = db_of(BODY);
    ck_assert_uint_eq(info_of(db).verified, 0);
    ck_assert_int_eq(make(db, NULL), SKYPEDPI_OK);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(settings_out_of_range)
{
    skypedpi_db *db = vouched(SET("a", "release 5"));
    struct skypedpi_settings settings = settings_small();
    settings.require_verified = 2;
    ck_assert_int_eq(make(db, &settings), SKYPEDPI_E_ARGUMENT);
    settings.require_verified = 1;
    settings.no_rollback = 2;
    ck_assert_int_eq(make(db, &settings), SKYPEDPI_E_ARGUMENT);
    settings.no_rollback = 1;
    ck_assert_int_eq(make(db, &settings), SKYPEDPI_OK);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(unverified_sets_are_refused)
{
    struct skypedpi_settings settings = settings_small();
    settings.require_verified = 1;
    skypedpi_db *plain = db_of(SET("a", "release 5")), *good = vouched(SET("a", "release 5")),
                *own = db_builtin();
    size_t length;
    uint8_t *image = image_of(good, &length);
    skypedpi_db *loaded = NULL;
    ck_assert_int_eq(skypedpi_db_load(image, length, NULL, 0, NULL, &loaded), SKYPEDPI_OK);
    ck_assert_uint_eq(info_of(own).verified, 1);
    ck_assert_uint_eq(info_of(loaded).verified, 0);
    ck_assert_int_eq(make(plain, &settings), SKYPEDPI_E_UNVERIFIED);
    ck_assert_int_eq(make(loaded, &settings), SKYPEDPI_E_UNVERIFIED);
    ck_assert_int_eq(make(good, &settings), SKYPEDPI_OK);
    ck_assert_int_eq(make(own, &settings), SKYPEDPI_OK);
    skypedpi_engine *engine = engine_of(own, &settings);
    ck_assert_int_eq(skypedpi_engine_set_db(engine, plain), SKYPEDPI_E_UNVERIFIED);
    ck_assert_int_eq(skypedpi_engine_set_db(engine, good), SKYPEDPI_OK);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(plain);
    skypedpi_db_unref(good);
    skypedpi_db_unref(own);
    skypedpi_db_unref(loaded);
    free(image);
}
END_TEST

START_TEST(old_sets_are_refused)
{
    struct skypedpi_settings settings = settings_small();
    skypedpi_db *none = db_of(SET("a", "")), *four = db_of(SET("a", "release 4")),
                *five = db_of(SET("b", "release 5"));
    settings.oldest_release = 1;
    ck_assert_int_eq(make(none, &settings), SKYPEDPI_E_OLD);
    ck_assert_int_eq(make(four, &settings), SKYPEDPI_OK);
    settings.oldest_release = 5;
    ck_assert_int_eq(make(four, &settings), SKYPEDPI_E_OLD);
    ck_assert_int_eq(make(five, &settings), SKYPEDPI_OK);
    settings.oldest_release = UINT32_MAX;
    ck_assert_int_eq(make(five, &settings), SKYPEDPI_E_OLD);
    settings.oldest_release = 5;
    skypedpi_engine *engine = engine_of(five, &settings);
    ck_assert_int_eq(skypedpi_engine_set_db(engine, four), SKYPEDPI_E_OLD); /* of whatever name */
    ck_assert_int_eq(skypedpi_engine_set_db(engine, five), SKYPEDPI_OK);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(none);
    skypedpi_db_unref(four);
    skypedpi_db_unref(five);
}
END_TEST

START_TEST(unverified_goes_before_old)
{
    struct skypedpi_settings settings = settings_small();
    settings.require_verified = 1;
    settings.oldest_release = 9;
    skypedpi_db *plain = db_of(SET("a", "")), *good = vouched(SET("a", "release 8"));
    ck_assert_int_eq(make(plain, &settings), SKYPEDPI_E_UNVERIFIED);
    ck_assert_int_eq(make(good, &settings), SKYPEDPI_E_OLD);
    skypedpi_db_unref(plain);
    skypedpi_db_unref(good);
}
END_TEST

static int swap_to(skypedpi_engine *engine, const char *text)
{
    skypedpi_db *db = db_of(text);
    int result = skypedpi_engine_set_db(engine, db);
    skypedpi_db_unref(db);
    return result;
}

START_TEST(there_is_no_way_back)
{
    struct skypedpi_settings settings = settings_small();
    settings.no_rollback = 1;
    skypedpi_db *db = db_of(SET("a", "release 5"));
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_db_unref(db);
    ck_assert_int_eq(swap_to(engine, SET("a", "release 4")), SKYPEDPI_E_OLD);
    ck_assert_int_eq(swap_to(engine, SET("a", "")), SKYPEDPI_E_OLD);
    ck_assert_int_eq(swap_to(engine, SET("a", "release 5 date 2026-11-22")), SKYPEDPI_OK);
    ck_assert_int_eq(swap_to(engine, SET("a", "release 6")), SKYPEDPI_OK);
    ck_assert_int_eq(swap_to(engine, SET("a", "release 5")), SKYPEDPI_E_OLD);
    ck_assert_int_eq(swap_to(engine, SET("ab", "release 1")), SKYPEDPI_OK); /* another set counts by itself */
    ck_assert_int_eq(swap_to(engine, SET("ab", "")), SKYPEDPI_E_OLD);
    skypedpi_engine_free(engine);
}
END_TEST

START_TEST(the_way_back_is_open_unless_closed)
{
    const struct skypedpi_settings settings = settings_small();
    skypedpi_db *db = db_of(SET("a", "release 5"));
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_db_unref(db);
    ck_assert_int_eq(swap_to(engine, SET("a", "release 4")), SKYPEDPI_OK);
    skypedpi_engine_free(engine);
}
END_TEST

/* What was refused has changed nothing: flows, verdicts and the set in use stay. */
START_TEST(a_refused_set_changes_nothing)
{
    struct skypedpi_settings settings = settings_small();
    settings.no_rollback = 1;
    skypedpi_db *db = db_of(SET("a", "release 5"));
    skypedpi_engine *engine = engine_of(db, &settings);
    skypedpi_db_unref(db);
    skypedpi_flow *flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 1, "abc");
    const struct skypedpi_verdict before = verdict_of(engine, flow);
    ck_assert_uint_eq(before.signature, 1);
    ck_assert_int_eq(swap_to(engine, "set a version \"1\" release 4\n" SIGNATURE(
                                         "two", 2, "transport udp packet len == 4 weight 90")),
                     SKYPEDPI_E_OLD);
    const struct skypedpi_verdict after = verdict_of(engine, flow);
    ck_assert_int_eq(memcmp(&before, &after, sizeof before), 0);
    flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 2, "abc");
    ck_assert_uint_eq(verdict_of(engine, flow).signature, 1);
    skypedpi_engine_free(engine);
}
END_TEST

START_TEST(a_refused_engine_keeps_no_reference)
{
    struct purse purse = {0};
    const struct skypedpi_allocator allocator = purse_allocator(&purse);
    struct skypedpi_settings settings = settings_small();
    size_t length;
    uint8_t *image = image_from(SET("a", "release 5"), &length);
    skypedpi_db *db;
    ck_assert_int_eq(skypedpi_db_load(image, length, NULL, 0, &allocator, &db), SKYPEDPI_OK);
    long live = purse.live;
    settings.allocator = &allocator;
    settings.oldest_release = 6;
    ck_assert_int_eq(make(db, &settings), SKYPEDPI_E_OLD);
    ck_assert_int_eq(purse.live, live);
    skypedpi_db_unref(db);
    ck_assert_int_eq(purse.live, 0);
    free(image);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {what_is_vouched_for_is_verified,
                                  anything_but_one_is_a_no,
                                  it_is_asked_before_anything_is_read,
                                  a_voucher_makes_nothing_true,
                                  what_was_seen_is_what_is_read,
                                  arguments,
                                  memory_runs_out,
                                  all_is_off_unless_asked_for,
                                  settings_out_of_range,
                                  unverified_sets_are_refused,
                                  old_sets_are_refused,
                                  unverified_goes_before_old,
                                  there_is_no_way_back,
                                  the_way_back_is_open_unless_closed,
                                  a_refused_set_changes_nothing,
                                  a_refused_engine_keeps_no_reference};
    return run_tests("api/release", tests, COUNT(tests));
}
