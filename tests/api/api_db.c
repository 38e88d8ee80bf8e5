/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/api/sets.h"

#include <pthread.h>

/* Databases: facts about them, and references. */

/* ---- facts ---- */

START_TEST(info_of_a_set)
{
    skypedpi_db *db = db_of(OWN_APPLICATION);
    struct skypedpi_db_info info = {.size = sizeof info};
    ck_assert_int_eq(skypedpi_db_info(db, &info), SKYPEDPI_OK);
    ck_assert_str_eq(info.name, "office");
    ck_assert_str_eq(info.version, "2026.1");
    ck_assert_uint_eq(info.signatures, 2);
    ck_assert_uint_eq(info.natives, 0);
    ck_assert_uint_eq(info.format, 1);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(facts_of_a_signature)
{
    skypedpi_db *db = db_of(OWN_APPLICATION);
    struct skypedpi_signature bell = {.size = sizeof bell}, phone = bell;
    ck_assert_int_eq(skypedpi_db_find(db, 7, &bell), SKYPEDPI_OK);
    ck_assert_str_eq(bell.name, "bell");
    ck_assert_str_eq(bell.source, "the manual");
    ck_assert_str_eq(bell.proof, "a bell");
    ck_assert_uint_eq(bell.transport, 17);
    ck_assert_uint_eq(bell.activity, SKYPEDPI_ACTIVITY_CALL);
    ck_assert_uint_eq(bell.mechanism, SKYPEDPI_MECHANISM_UDP_DIRECT);
    ck_assert_uint_eq(bell.weight, 30);
    ck_assert_uint_eq(bell.era_first.part[0], 1);
    ck_assert_uint_eq(bell.era_first.part[2], SKYPEDPI_RELEASE_ANY);
    ck_assert_uint_eq(bell.era_last.part[2], 5);
    ck_assert_uint_eq(bell.application, SKYPEDPI_APPLICATION_CUSTOM + 1);
    ck_assert_int_eq(skypedpi_db_signature(db, 0, &phone), SKYPEDPI_OK);
    ck_assert_str_eq(phone.name, "phone");
    ck_assert_uint_eq(phone.transport, 6);
    ck_assert_uint_eq(phone.era_last.part[0], SKYPEDPI_RELEASE_ANY);
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(application_names)
{
    skypedpi_db *db = db_of(OWN_APPLICATION);
    ck_assert_str_eq(skypedpi_db_application_name(db, 16), "office-phone");
    ck_assert_str_eq(skypedpi_db_application_name(db, 17), "door-bell");
    ck_assert_str_eq(skypedpi_db_application_name(db, 18), "unknown");
    ck_assert_str_eq(skypedpi_db_application_name(db, UINT32_MAX), "unknown");
    ck_assert_str_eq(skypedpi_db_application_name(db, SKYPEDPI_APPLICATION_SKYPE), "skype");
    ck_assert_str_eq(skypedpi_db_application_name(NULL, 16), "unknown");
    ck_assert_str_eq(skypedpi_application_name(16), "unknown");
    skypedpi_db_unref(db);
}
END_TEST

/* Every signature of the set the library carries can be found both ways, and says what it must say. */
START_TEST(builtin_is_whole)
{
    skypedpi_db *db = db_builtin();
    struct skypedpi_db_info info = {.size = sizeof info};
    struct skypedpi_signature at = {.size = sizeof at}, found = at;
    uint32_t last = 0;
    ck_assert_int_eq(skypedpi_db_info(db, &info), SKYPEDPI_OK);
    ck_assert_str_eq(info.name, "skype");
    ck_assert_uint_gt(info.signatures, 40);
    for (uint32_t i = 0; i < info.signatures; i++) {
        ck_assert_int_eq(skypedpi_db_signature(db, i, &at), SKYPEDPI_OK);
        ck_assert_uint_gt(at.id, last);
        last = at.id;
        ck_assert_int_eq(skypedpi_db_find(db, at.id, &found), SKYPEDPI_OK);
        ck_assert_int_eq(memcmp(&at, &found, sizeof at), 0);
        ck_assert(strlen(at.name) && strlen(at.source) && strlen(at.proof));
        ck_assert(at.weight >= 1 && at.weight <= 100 && at.cost >= 1 && at.cost <= 128);
    }
    ck_assert_int_eq(skypedpi_db_signature(db, info.signatures, &at), SKYPEDPI_E_NOT_FOUND);
    ck_assert_int_eq(skypedpi_db_find(db, last + 1, &at), SKYPEDPI_E_NOT_FOUND);
    ck_assert_int_eq(skypedpi_db_find(db, 0, &at), SKYPEDPI_E_NOT_FOUND);
    skypedpi_db_unref(db);
}
END_TEST

/* Whatever room there is, the text ends in NUL and is the beginning of the whole. */
START_TEST(print_fits_any_buffer)
{
    char whole[4096];
    skypedpi_db *db = db_of(OWN_APPLICATION);
    ck_assert_int_eq(skypedpi_db_print(db, 3, whole, sizeof whole), SKYPEDPI_OK);
    ck_assert_ptr_nonnull(strstr(whole, "len"));
    ck_assert_ptr_nonnull(strchr(whole, '\n'));
    for (size_t capacity = 1; capacity <= strlen(whole) + 1; capacity++) {
        char *text = malloc(capacity);
        int result = skypedpi_db_print(db, 3, text, capacity);
        ck_assert_int_eq(result, capacity > strlen(whole) ? SKYPEDPI_OK : SKYPEDPI_E_FULL);
        ck_assert_uint_eq(strlen(text), capacity - 1);
        ck_assert_int_eq(strncmp(text, whole, capacity - 1), 0);
        free(text);
    }
    ck_assert_int_eq(skypedpi_db_print(db, 4, whole, sizeof whole), SKYPEDPI_E_NOT_FOUND);
    ck_assert_str_eq(whole, "");
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(print_every_builtin_signature)
{
    skypedpi_db *db = db_builtin();
    struct skypedpi_signature at = {.size = sizeof at};
    char text[8192];
    for (uint32_t i = 0; skypedpi_db_signature(db, i, &at) == SKYPEDPI_OK; i++) {
        ck_assert_int_eq(skypedpi_db_print(db, at.id, text, sizeof text), SKYPEDPI_OK);
        ck_assert_uint_gt(strlen(text), 8);
        for (const char *c = text; *c; c++)
            ck_assert_msg(*c == '\n' || ((unsigned char)*c >= 0x20 && *c != 0x7f), "%s: byte %d", at.name, *c);
    }
    skypedpi_db_unref(db);
}
END_TEST

START_TEST(print_is_for_terminals)
{
    char text[1024];
    skypedpi_db *db =
        db_of(SIGNATURE("s", 1, "transport udp packet dns.name ends \"\\x1b\\x7f\\xc2\\x9b\" weight 9"));
    ck_assert_int_eq(skypedpi_db_print(db, 1, text, sizeof text), SKYPEDPI_OK);
    ck_assert_ptr_nonnull(strstr(text, "\"\\x1b\\x7f\\xc2\\x9b\""));
    skypedpi_db_unref(db);
}
END_TEST

/* ---- references ---- */

struct counted {
    pthread_mutex_t lock;
    long live;
};

static void *counted_allocate(void *user, size_t bytes)
{
    struct counted *c = user;
    pthread_mutex_lock(&c->lock);
    c->live++;
    pthread_mutex_unlock(&c->lock);
    return malloc(bytes);
}

static void counted_release(void *user, void *memory)
{
    struct counted *c = user;
    pthread_mutex_lock(&c->lock);
    c->live -= memory != NULL;
    pthread_mutex_unlock(&c->lock);
    free(memory);
}

static void *refer(void *user)
{
    skypedpi_db *db = user;
    struct skypedpi_signature info = {.size = sizeof info};
    bool good = true;
    for (int i = 0; i < 20000; i++) {
        good = good && skypedpi_db_ref(db) == db && skypedpi_db_find(db, 7, &info) == SKYPEDPI_OK;
        skypedpi_db_unref(db);
    }
    skypedpi_db_unref(db); /* the one it was given */
    return good ? NULL : user;
}

static void *joined(pthread_t thread)
{
    void *result;
    ck_assert_int_eq(pthread_join(thread, &result), 0);
    return result;
}

START_TEST(references_from_threads)
{
    struct counted counted = {.lock = PTHREAD_MUTEX_INITIALIZER};
    const struct skypedpi_allocator allocator = {&counted, counted_allocate, counted_release};
    size_t length;
    uint8_t *image = small_image(&length);
    skypedpi_db *db = NULL;
    pthread_t thread[4];
    ck_assert_int_eq(skypedpi_db_load(image, length, NULL, 0, &allocator, &db), SKYPEDPI_OK);
    ck_assert_int_gt(counted.live, 0);
    for (size_t i = 0; i < COUNT(thread); i++)
        ck_assert_int_eq(pthread_create(&thread[i], NULL, refer, skypedpi_db_ref(db)), 0);
    skypedpi_db_unref(db); /* whoever is last frees it */
    for (size_t i = 0; i < COUNT(thread); i++)
        ck_assert_ptr_null(joined(thread[i]));
    ck_assert_int_eq(counted.live, 0);
    free(image);
}
END_TEST

START_TEST(null_arguments)
{
    skypedpi_db *db = db_of(OWN_APPLICATION), *other = db;
    struct skypedpi_db_info info = {.size = sizeof info};
    struct skypedpi_signature signature = {.size = sizeof signature};
    char text[64];
    size_t length;
    ck_assert_int_eq(skypedpi_db_builtin(NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_load("", 0, NULL, 0, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_load(NULL, 0, NULL, 0, NULL, &other), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(other);
    other = db;
    ck_assert_int_eq(skypedpi_db_load("", 0, NULL, 1, NULL, &other), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(skypedpi_db_save(NULL, text, sizeof text, &length), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_save(db, NULL, 1, &length), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_save(db, text, sizeof text, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_info(NULL, &info), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_info(db, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_signature(NULL, 0, &signature), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_signature(db, 0, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_find(NULL, 7, &signature), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_find(db, 7, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_print(NULL, 7, text, sizeof text), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_print(db, 7, NULL, sizeof text), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_db_print(db, 7, text, 0), SKYPEDPI_E_ARGUMENT);
    skypedpi_db_unref(NULL);
    skypedpi_db_unref(db);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        info_of_a_set,          facts_of_a_signature,    application_names,
        builtin_is_whole,       print_fits_any_buffer,   print_every_builtin_signature,
        print_is_for_terminals, references_from_threads, null_arguments};
    return run_tests("api/db", tests, COUNT(tests));
}
