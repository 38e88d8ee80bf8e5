/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/api.h"

#include <stdio.h>

/* Several sets in one database: what is kept apart, what is shared, and how one tells which is which. */

#define SET(name)        "set " name " version \"1\" release 5 date 2026-11-22\n"
#define MAIL             "application \"mail\"\n"
#define OF_MAIL(n, i, c) SIGNATURE(n, i, "transport udp application mail packet " c " weight 60")

static const char skyish[] = SET("skyish") SIGNATURE("one", 1001, "transport udp packet len == 1 weight 40")
    SIGNATURE("two", 1002, "transport udp after one packet len == 2 weight 50");

/* The same ids and names; every kind of table has something in it. */
static const char office[] = SET("office") "application \"desk\"\n" MAIL OF_MAIL(
    "one", 1001, "len in {3, 7..9}") OF_MAIL("two", 1002, "bytes[0] == x\"6d61696c\"")
    SIGNATURE("three", 1003,
              "transport udp after two application desk packet len == 5 native \"skypeout\" weight 30")
        SIGNATURE("name", 2, "transport udp packet dns.name under {\"a.example\", \"b.example\"} weight 60");

static const char unnamed[] = SIGNATURE("one", 1, "transport udp packet len == 1 weight 60");

static const char shop[] = SET("shop") MAIL OF_MAIL("one", 1001, "len == 6");

static skypedpi_db *merge(skypedpi_db **db, size_t count)
{
    skypedpi_db *all = NULL;
    ck_assert_int_eq(skypedpi_db_merge(db, count, NULL, &all), SKYPEDPI_OK);
    for (size_t i = 0; i < count; i++) /* nothing of the parts is needed any more */
        skypedpi_db_unref(db[i]);
    return all;
}

static skypedpi_db *merge_3(const char *a, const char *b, const char *c)
{
    skypedpi_db *part[] = {db_of(a), db_of(b), c ? db_of(c) : NULL};
    return merge(part, c ? 3 : 2);
}

static struct skypedpi_signature find(const skypedpi_db *db, uint32_t id)
{
    struct skypedpi_signature s = {.size = sizeof s};
    ck_assert_int_eq(skypedpi_db_find(db, id, &s), SKYPEDPI_OK);
    return s;
}

static void check_signature(const skypedpi_db *db, unsigned set, uint32_t number, const char *set_name,
                            const char *name, const char *application)
{
    const struct skypedpi_signature s = find(db, set * SKYPEDPI_SET_STEP + number);
    ck_assert_uint_eq(s.id, set * SKYPEDPI_SET_STEP + number);
    ck_assert_uint_eq(s.number, number);
    ck_assert_str_eq(s.set, set_name);
    ck_assert_str_eq(s.name, name);
    ck_assert_str_eq(skypedpi_db_application_name(db, s.application), application);
    ck_assert_str_eq(s.source, "a test");
}

START_TEST(ids_and_names_are_kept_apart)
{
    skypedpi_db *db = merge_3(skyish, office, shop);
    check_signature(db, 0, 1001, "skyish", "one", "skype");
    check_signature(db, 0, 1002, "skyish", "two", "skype");
    check_signature(db, 1, 1001, "office", "office:one", "mail");
    check_signature(db, 1, 1003, "office", "office:three", "desk");
    check_signature(db, 2, 1001, "shop", "shop:one", "mail");
    ck_assert_uint_eq(find(db, SKYPEDPI_SET_STEP + 1001).application,
                      find(db, 2 * SKYPEDPI_SET_STEP + 1001).application);
    struct skypedpi_signature s = {.size = sizeof s};
    ck_assert_int_eq(skypedpi_db_find(db, 2 * SKYPEDPI_SET_STEP + 1002, &s), SKYPEDPI_E_NOT_FOUND);
    uint32_t before = 0;
    for (uint32_t i = 0; i < 7; i++, before = s.id) {
        ck_assert_int_eq(skypedpi_db_signature(db, i, &s), SKYPEDPI_OK);
        ck_assert_uint_gt(s.id, before);
    }
    ck_assert_int_eq(skypedpi_db_signature(db, 7, &s), SKYPEDPI_E_NOT_FOUND);
    skypedpi_db_unref(db);
}
END_TEST

/* What each set would have said of a flow by itself is said, by signatures that name their set. */
START_TEST(each_set_fires_as_it_did)
{
    static const struct {
        const char *payload;
        uint32_t signature;
    } cases[] = {{"a", 1001},
                 {"eight by", SKYPEDPI_SET_STEP + 1001},
                 {"mail", SKYPEDPI_SET_STEP + 1002},
                 {"sixsix", 2 * SKYPEDPI_SET_STEP + 1001},
                 {"twelve bytes", 0}};
    skypedpi_db *db = merge_3(skyish, office, shop);
    const struct skypedpi_settings settings = settings_small();
    skypedpi_engine *engine = engine_of(db, &settings);
    for (size_t i = 0; i < COUNT(cases); i++) {
        skypedpi_flow *flow = flow_of(engine, UDP);
        feed(engine, flow, 0, 1, cases[i].payload);
        struct skypedpi_verdict v = {.size = sizeof v};
        ck_assert_int_eq(skypedpi_flow_close(engine, flow, &v), SKYPEDPI_OK);
        if (cases[i].signature == 1001) /* 40 is too little to decide */
            ck_assert_uint_eq(v.stage, SKYPEDPI_STAGE_OPEN);
        ck_assert_uint_eq(v.signature, cases[i].signature);
    }
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

#define OWN(name, id, application, length, weight)                                                             \
    SIGNATURE(name, id, "transport udp application " application " packet len == " length " weight " weight)

/* Who says less does not take away what others have said, whichever set comes first. */
START_TEST(a_weaker_claim_takes_nothing_away)
{
    static const char post[] =
        SET("post") MAIL OWN("one", 1, "mail", "1", "10") OWN("two", 2, "mail", "2", "40");
    static const char rooms[] = SET("rooms") "application \"desk\"\n" OWN("one", 1, "desk", "2", "20");
    for (int i = 0; i < 2; i++) {
        skypedpi_db *db = i == 0 ? merge_3(post, rooms, NULL) : merge_3(rooms, post, NULL);
        skypedpi_engine *engine = engine_of(db, NULL);
        skypedpi_flow *flow = flow_of(engine, UDP);
        feed(engine, flow, 0, 1, "a");
        feed(engine, flow, 0, 2, "ab");
        const struct skypedpi_verdict v = verdict_of(engine, flow);
        ck_assert_str_eq(skypedpi_db_application_name(db, v.application), "mail");
        ck_assert_uint_eq(v.confidence, 50);
        skypedpi_engine_free(engine);
        skypedpi_db_unref(db);
    }
}
END_TEST

/* `after` means the signature of one's own set. */
START_TEST(chains_stay_in_their_set)
{
    skypedpi_db *db = merge_3(office, skyish, NULL);
    skypedpi_engine *engine = engine_of(db, NULL);
    skypedpi_flow *flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 1, "xyz"); /* "one" of the office */
    feed(engine, flow, 0, 2, "ab");
    ck_assert_uint_eq(verdict_of(engine, flow).confidence, 60);
    feed(engine, flow, 0, 3, "a");
    feed(engine, flow, 0, 4, "ab");
    ck_assert_uint_eq(verdict_of(engine, flow).application, SKYPEDPI_APPLICATION_SKYPE);
    ck_assert_uint_eq(verdict_of(engine, flow).confidence, 90);
    ck_assert_uint_eq(verdict_of(engine, flow).signature, SKYPEDPI_SET_STEP + 1002);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

static struct skypedpi_db_info info_of(const skypedpi_db *db, uint32_t set)
{
    struct skypedpi_db_info info = {.size = sizeof info};
    ck_assert_int_eq(skypedpi_db_set(db, set, &info), SKYPEDPI_OK);
    return info;
}

START_TEST(each_set_tells_of_itself)
{
    skypedpi_db *db =
        merge_3(skyish, office, SET("shop") "application \"x\"\n" OF_MAIL("one", 1, "len == 6") MAIL);
    struct skypedpi_db_info info = {.size = sizeof info};
    ck_assert_int_eq(skypedpi_db_info(db, &info), SKYPEDPI_OK);
    ck_assert(info.sets == 3 && info.signatures == 7 && info.format == 2 && info.verified == 0);
    ck_assert_str_eq(info.name, "skyish");
    ck_assert_uint_eq(info_of(db, 0).signatures, 2);
    ck_assert_uint_eq(info_of(db, 1).signatures, 4);
    ck_assert_uint_eq(info_of(db, 2).signatures, 1);
    ck_assert_str_eq(info_of(db, 1).name, "office");
    ck_assert_uint_eq(info_of(db, 2).release, 5);
    ck_assert_uint_eq(info_of(db, 2).digest, info.digest);
    ck_assert_int_eq(skypedpi_db_set(db, 3, &info), SKYPEDPI_E_NOT_FOUND);
    ck_assert_int_eq(skypedpi_db_set(NULL, 0, &info), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_set(db, 0, NULL), SKYPEDPI_E_ARGUMENT);
    skypedpi_db_unref(db);
}
END_TEST

/* Merging two, then one more, is merging three; and what is merged can be saved. */
START_TEST(merged_ones_are_databases_like_others)
{
    skypedpi_db *two[] = {db_of(skyish), db_of(office)}, *all = merge_3(skyish, office, shop), *loaded = NULL;
    skypedpi_db *front[] = {merge(two, 2), db_of(shop)}, *rest[] = {db_of(office), db_of(shop)};
    skypedpi_db *stepwise = merge(front, 2), *back[] = {db_of(skyish), merge(rest, 2)};
    skypedpi_db *backwards = merge(back, 2);
    struct skypedpi_signature a = {.size = sizeof a}, b = a;
    size_t length, again_length;
    for (uint32_t i = 0; i < 7; i++) {
        ck_assert_int_eq(skypedpi_db_signature(all, i, &a), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_db_signature(stepwise, i, &b), SKYPEDPI_OK);
        ck_assert_uint_eq(a.id, b.id);
        ck_assert_str_eq(a.name, b.name);
        ck_assert_int_eq(skypedpi_db_signature(backwards, i, &b), SKYPEDPI_OK);
        ck_assert_uint_eq(a.id, b.id);
        ck_assert_str_eq(a.name, b.name);
    }
    uint8_t *image = image_of(all, &length);
    ck_assert_int_eq(skypedpi_db_load(image, length, NULL, 0, NULL, &loaded), SKYPEDPI_OK);
    uint8_t *again = image_of(loaded, &again_length);
    ck_assert(length == again_length && memcmp(image, again, length) == 0);
    check_signature(loaded, 2, 1001, "shop", "shop:one", "mail");
    free(image);
    free(again);
    skypedpi_db_unref(all);
    skypedpi_db_unref(loaded);
    skypedpi_db_unref(stepwise);
    skypedpi_db_unref(backwards);
}
END_TEST

/* One database alone is copied. */
START_TEST(one_alone_is_a_copy)
{
    skypedpi_db *one = db_builtin(), *copy = NULL;
    ck_assert_int_eq(skypedpi_db_merge(&one, 1, NULL, &copy), SKYPEDPI_OK);
    struct skypedpi_db_info info = {.size = sizeof info};
    ck_assert_int_eq(skypedpi_db_info(copy, &info), SKYPEDPI_OK);
    ck_assert(info.verified == 1 && info.sets == 1 && info.format == 1);
    for (uint32_t i = 0; i < info.signatures; i++) {
        struct skypedpi_signature a = {.size = sizeof a}, b = a;
        char before[4096], after[4096];
        ck_assert_int_eq(skypedpi_db_signature(one, i, &a), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_db_signature(copy, i, &b), SKYPEDPI_OK);
        ck_assert(a.id == b.id && a.weight == b.weight && a.cost == b.cost && strcmp(a.name, b.name) == 0);
        ck_assert_int_eq(skypedpi_db_print(one, a.id, before, sizeof before), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_db_print(copy, a.id, after, sizeof after), SKYPEDPI_OK);
        ck_assert_str_eq(before, after);
    }
    skypedpi_db_unref(one);
    skypedpi_db_unref(copy);
}
END_TEST

/* Beside another set each signature reads as it did alone. */
START_TEST(programs_are_the_same_beside_others)
{
    skypedpi_db *own = db_builtin(), *part[] = {db_of(office), db_builtin()};
    skypedpi_db *both = merge(part, 2);
    struct skypedpi_signature s = {.size = sizeof s};
    for (uint32_t i = 0; skypedpi_db_signature(own, i, &s) == SKYPEDPI_OK; i++) {
        char alone[4096], beside[4096];
        ck_assert_int_eq(skypedpi_db_print(own, s.id, alone, sizeof alone), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_db_print(both, SKYPEDPI_SET_STEP + s.id, beside, sizeof beside), SKYPEDPI_OK);
        ck_assert_str_eq(alone, beside);
    }
    skypedpi_db_unref(own);
    skypedpi_db_unref(both);
}
END_TEST

static void check_refused(skypedpi_db **db, size_t count, int result)
{
    skypedpi_db *all = NULL;
    ck_assert_int_eq(skypedpi_db_merge(db, count, NULL, &all), result);
    ck_assert_ptr_null(all);
    for (size_t i = 0; i < count; i++)
        skypedpi_db_unref(db[i]);
}

/* `count` signatures, each made by FORMAT of its number. */
static skypedpi_db *many(const char *name, unsigned count, const char *format)
{
    size_t room = 300 * (size_t)count + 100, at;
    char *text = malloc(room);
    ck_assert_ptr_nonnull(text);
    at = (size_t)snprintf(text, room, "set %s version \"1\"\n", name);
    for (unsigned i = 1; i <= count; i++)
        at += (size_t)snprintf(text + at, room - at, format, i, i, i);
    skypedpi_db *db = db_of(text);
    free(text);
    return db;
}

#define ANY(clauses)                                                                                           \
    "signature s%u { id %u era any mechanism none activity none source \"t\" proof \"t\" weight 60 " clauses   \
    " }\n"
#define COUNTING ANY("transport udp scope endpoint packet len == %u count 3 peers within 9 seconds")
#define HOSTS    ANY("transport tcp scope host packet len == %u count 3 peers within 9 seconds")
#define OF_FLOW  ANY("transport udp packet len == %u")

START_TEST(what_cannot_go_together)
{
    skypedpi_db *one = db_of(skyish), *all = one;
    ck_assert_int_eq(skypedpi_db_merge(&one, 1, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_merge(NULL, 1, NULL, &all), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(all);
    ck_assert_int_eq(skypedpi_db_merge(&one, 0, NULL, &all), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_merge((skypedpi_db *[]){one, NULL}, 2, NULL, &all), SKYPEDPI_E_ARGUMENT);
    skypedpi_db_unref(one);
    check_refused((skypedpi_db *[]){db_of(skyish), db_of(office), db_of(skyish)}, 3, SKYPEDPI_E_TAKEN);
    check_refused((skypedpi_db *[]){db_of(unnamed), db_of(unnamed)}, 2, SKYPEDPI_E_TAKEN);
    check_refused((skypedpi_db *[]){many("a", 3, COUNTING), many("b", 3, COUNTING)}, 2, SKYPEDPI_E_FULL);
    check_refused((skypedpi_db *[]){many("a", 5, HOSTS), many("b", 1, HOSTS)}, 2, SKYPEDPI_E_FULL);
    check_refused((skypedpi_db *[]){many("a", 4096, OF_FLOW), many("b", 1, OF_FLOW)}, 2, SKYPEDPI_E_FULL);
}
END_TEST

START_TEST(as_much_as_fits)
{
    skypedpi_db *counting[] = {many("a", 3, COUNTING), many("b", 2, COUNTING), many("c", 5, HOSTS)};
    skypedpi_db *db = merge(counting, 3);
    skypedpi_db_unref(db);
    skypedpi_db *flows[] = {many("a", 4095, OF_FLOW), many("b", 1, OF_FLOW)};
    db = merge(flows, 2);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(at_most_sixteen_sets)
{
    skypedpi_db *part[SKYPEDPI_SETS], *all;
    char name[8];
    for (unsigned i = 0; i < SKYPEDPI_SETS; i++) {
        snprintf(name, sizeof name, "s%u", i);
        part[i] = many(name, 1, OF_FLOW);
    }
    all = merge(part, SKYPEDPI_SETS);
    ck_assert_str_eq(find(all, 15u * SKYPEDPI_SET_STEP + 1).name, "s15:s1");
    check_refused((skypedpi_db *[]){all, db_of(skyish)}, 2, SKYPEDPI_E_FULL);
}
END_TEST

/* 30 applications of its own each: 60 are too many; 30 by the same names are not. */
static skypedpi_db *with_applications(const char *set, char letter)
{
    char text[4096];
    int at = snprintf(text, sizeof text, "set %s version \"1\"\n", set);
    for (int i = 0; i < 30; i++)
        at += snprintf(text + at, sizeof text - (size_t)at, "application \"%c%d\"\n", letter, i);
    snprintf(text + at, sizeof text - (size_t)at,
             SIGNATURE("one", 1, "transport udp application %c29 packet len == 1 weight 60"), letter);
    return db_of(text);
}

START_TEST(applications_are_one_by_name)
{
    check_refused((skypedpi_db *[]){with_applications("a", 'x'), with_applications("b", 'y')}, 2,
                  SKYPEDPI_E_FULL);
    skypedpi_db *part[] = {db_of(office), with_applications("a", 'x'), with_applications("b", 'x')};
    skypedpi_db *db = merge(part, 3);
    ck_assert_uint_eq(find(db, SKYPEDPI_SET_STEP + 1).application, SKYPEDPI_APPLICATION_CUSTOM + 31);
    ck_assert_uint_eq(find(db, 2 * SKYPEDPI_SET_STEP + 1).application, SKYPEDPI_APPLICATION_CUSTOM + 31);
    skypedpi_db_unref(db);
}
END_TEST

/* ---- native detectors ---- */

static int yes(void *user, void *state, const struct skypedpi_message *message)
{
    return user == NULL && state == NULL && message->length > 0;
}

static skypedpi_db *with_native(const char *set_name, const char *native, void *user)
{
    char text[512], name[32];
    snprintf(name, sizeof name, "%s", native); /* gone when this function ends */
    snprintf(text, sizeof text,
             "set %s version \"1\"\n" SIGNATURE("never", 1,
                                                "transport udp packet len > 99 native \"skypeout\" weight 60")
                 SIGNATURE("own", 2, "transport udp packet len == 1 native \"%s\" weight 60"),
             set_name, native);
    const struct skypedpi_native n = {
        .size = sizeof n, .abi = SKYPEDPI_NATIVE_ABI, .name = name, .user = user, .inspect = yes};
    return db_calling(text, &n);
}

START_TEST(detectors_go_with_their_sets)
{
    int other;
    check_refused((skypedpi_db *[]){with_native("a", "mine", NULL), with_native("b", "mine", &other)}, 2,
                  SKYPEDPI_E_NATIVE);
    skypedpi_db *part[] = {db_builtin(), with_native("a", "mine", NULL), with_native("b", "mine", NULL),
                           with_native("c", "yours", &other)};
    skypedpi_db *db = merge(part, 4);
    struct skypedpi_db_info info = info_of(db, 0);
    ck_assert_uint_eq(info.natives, 3); /* with that of the library's own set */
    skypedpi_engine *engine = engine_of(db, NULL);
    skypedpi_flow *flow = flow_of(engine, UDP);
    feed(engine, flow, 0, 1, "a"); /* both say so; yours is never pleased */
    ck_assert_uint_eq(verdict_of(engine, flow).confidence, 100);
    ck_assert_uint_eq(verdict_of(engine, flow).signature, SKYPEDPI_SET_STEP + 2);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(db);
}
END_TEST

/* ---- trust and releases ---- */

static int good(void *user, const void *image, size_t length)
{
    return user == NULL && image != NULL && length > 0;
}

static skypedpi_db *trusted(const char *text)
{
    skypedpi_db *plain = db_of(text), *db = NULL;
    size_t length;
    uint8_t *image = image_of(plain, &length);
    ck_assert_int_eq(skypedpi_db_load_verified(image, length, good, NULL, NULL, 0, NULL, &db), SKYPEDPI_OK);
    free(image);
    skypedpi_db_unref(plain);
    return db;
}

START_TEST(as_trusted_as_the_least_of_them)
{
    skypedpi_db *both[] = {trusted(skyish), trusted(office)}, *one[] = {db_of(office), trusted(skyish)};
    skypedpi_db *good_db = merge(both, 2), *bad_db = merge(one, 2);
    ck_assert_uint_eq(info_of(good_db, 1).verified, 1);
    ck_assert_uint_eq(info_of(bad_db, 0).verified, 0);
    struct skypedpi_settings settings = settings_small();
    settings.require_verified = 1;
    skypedpi_engine *engine = engine_of(good_db, &settings);
    ck_assert_int_eq(skypedpi_engine_set_db(engine, bad_db), SKYPEDPI_E_UNVERIFIED);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(good_db);
    skypedpi_db_unref(bad_db);
}
END_TEST

#define RELEASE(name, n)                                                                                       \
    "set " name " version \"1\" release " #n "\n" SIGNATURE("one", 1, "transport udp packet len == 1 weight 60")

static int swap_to(skypedpi_engine *engine, const char *a, const char *b)
{
    skypedpi_db *db = merge_3(a, b, NULL);
    int result = skypedpi_engine_set_db(engine, db);
    skypedpi_db_unref(db);
    return result;
}

START_TEST(no_set_goes_back)
{
    skypedpi_db *first = merge_3(RELEASE("a", 7), RELEASE("b", 3), NULL);
    struct skypedpi_settings settings = settings_small();
    settings.no_rollback = 1;
    settings.oldest_release = 6; /* of the first set */
    skypedpi_engine *engine = engine_of(first, &settings);
    ck_assert_int_eq(swap_to(engine, RELEASE("a", 8), RELEASE("b", 2)), SKYPEDPI_E_OLD);
    ck_assert_int_eq(swap_to(engine, RELEASE("a", 6), RELEASE("b", 3)), SKYPEDPI_E_OLD);
    ck_assert_int_eq(swap_to(engine, RELEASE("b", 3), RELEASE("a", 7)), SKYPEDPI_E_OLD);
    ck_assert_int_eq(swap_to(engine, RELEASE("b", 9), RELEASE("a", 6)), SKYPEDPI_E_OLD);
    ck_assert_int_eq(swap_to(engine, RELEASE("b", 9), RELEASE("a", 7)), SKYPEDPI_OK);
    ck_assert_int_eq(swap_to(engine, RELEASE("c", 6), RELEASE("d", 1)), SKYPEDPI_OK);
    skypedpi_engine_free(engine);
    skypedpi_db_unref(first);
}
END_TEST

/* ---- text ---- */

START_TEST(a_second_set_line_is_told)
{
    struct skypedpi_diagnostic entry[2];
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = 2, .entry = entry};
    static const char more[] = SIGNATURE("more", 5, "transport udp packet len == 9 weight 60");
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "a", skyish, strlen(skyish), &found), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "b", office, strlen(office), &found), SKYPEDPI_E_STATE);
    ck_assert(found.errors == 1 && entry[0].code == 504 && strcmp(entry[0].file, "b") == 0);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "c", more, strlen(more), &found), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_compile(set, &found, &db), SKYPEDPI_OK);
    ck_assert_uint_eq(info_of(db, 0).signatures, 3);
    ck_assert_str_eq(info_of(db, 0).name, "skyish");
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
    static const char twice[] = SET("a") SET("b");
    ck_assert_int_eq(skypedpi_sigset_new(NULL, &set), SKYPEDPI_OK);
    ck_assert_int_eq(skypedpi_sigset_add_text(set, "a", twice, strlen(twice), &found), SKYPEDPI_E_TEXT);
    skypedpi_sigset_free(set);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {ids_and_names_are_kept_apart,
                                  each_set_fires_as_it_did,
                                  a_weaker_claim_takes_nothing_away,
                                  chains_stay_in_their_set,
                                  each_set_tells_of_itself,
                                  merged_ones_are_databases_like_others,
                                  one_alone_is_a_copy,
                                  programs_are_the_same_beside_others,
                                  what_cannot_go_together,
                                  as_much_as_fits,
                                  at_most_sixteen_sets,
                                  applications_are_one_by_name,
                                  detectors_go_with_their_sets,
                                  as_trusted_as_the_least_of_them,
                                  no_set_goes_back,
                                  a_second_set_line_is_told};
    return run_tests("api/merge", tests, COUNT(tests));
}
