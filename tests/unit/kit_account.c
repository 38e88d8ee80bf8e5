/* SPDX-License-Identifier: BSD-2-Clause */
#include <skypedpi/kit/account.h>
#include "tests/draw.h"
#include "tests/unit/kit_check.h"
#include "tests/unit/purse.h"
#include "tests/unit/suite.h"

#define RESERVED 1024u /* accounts of nobody that always find room */

static skypedpi_accounts *make(uint32_t capacity)
{
    skypedpi_accounts *accounts = NULL;
    ck_assert_int_eq(skypedpi_accounts_new(capacity, NULL, &accounts), SKYPEDPI_OK);
    ck_assert_ptr_nonnull(accounts);
    ck_assert_uint_eq(skypedpi_accounts_count(accounts), 0);
    return accounts;
}

static struct skypedpi_account_key key(uint32_t user, uint32_t group, unsigned application, unsigned activity)
{
    return (struct skypedpi_account_key){user, group, (uint16_t)application, (uint16_t)activity};
}

/* Seven different figures. */
static struct skypedpi_usage usage(uint64_t n)
{
    return (struct skypedpi_usage){{n, 2 * n}, {3 * n, 4 * n}, 5 * n, 6 * n, 7 * n};
}

static int put(skypedpi_accounts *accounts, struct skypedpi_account_key of, uint64_t n)
{
    const struct skypedpi_usage used = usage(n);
    return skypedpi_accounts_add(accounts, &of, &used);
}

static void check_at(const skypedpi_accounts *accounts, uint32_t index, struct skypedpi_account_key of,
                     uint64_t n)
{
    const struct skypedpi_account *account = skypedpi_accounts_at(accounts, index);
    const struct skypedpi_usage used = usage(n);
    MUST(account != NULL);
    MUST(account->key.user == of.user);
    MUST(account->key.group == of.group);
    MUST(account->key.application == of.application);
    MUST(account->key.activity == of.activity);
    MUST(memcmp(&account->usage, &used, sizeof used) == 0);
}

/* What stands on all accounts together. */
static struct skypedpi_usage total_of(const skypedpi_accounts *accounts)
{
    struct skypedpi_usage sum = {0};
    for (uint32_t i = 0; i < skypedpi_accounts_count(accounts); i++)
        skypedpi_usage_add(&sum, &skypedpi_accounts_at(accounts, i)->usage);
    return sum;
}

static void check_total(const skypedpi_accounts *accounts, uint64_t n)
{
    const struct skypedpi_usage sum = total_of(accounts), wanted = usage(n);
    ck_assert_mem_eq(&sum, &wanted, sizeof sum);
}

START_TEST(arguments)
{
    const struct skypedpi_allocator half = {NULL, purse_allocate, NULL};
    const struct skypedpi_account_key of = key(1, 1, 2, 3);
    const struct skypedpi_usage used = usage(1);
    skypedpi_accounts *accounts = make(1);
    skypedpi_accounts *none = accounts;
    ck_assert_int_eq(skypedpi_accounts_new(0, NULL, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(skypedpi_accounts_new((1u << 24) + 1, NULL, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_accounts_new(UINT32_MAX, NULL, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_accounts_new(1, &half, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_accounts_new(1, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_accounts_add(NULL, &of, &used), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_accounts_add(accounts, NULL, &used), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_accounts_add(accounts, &of, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_uint_eq(skypedpi_accounts_count(accounts), 0);
    skypedpi_accounts_free(accounts);
    skypedpi_accounts_free(NULL);
}
END_TEST

START_TEST(greatest_capacity)
{
    skypedpi_accounts *accounts = make(1u << 24);
    ck_assert_int_eq(put(accounts, key(UINT32_MAX, UINT32_MAX, UINT16_MAX, UINT16_MAX), 3), SKYPEDPI_OK);
    check_at(accounts, 0, key(UINT32_MAX, UINT32_MAX, UINT16_MAX, UINT16_MAX), 3);
    skypedpi_accounts_free(accounts);
}
END_TEST

START_TEST(memory_runs_out)
{
    for (long n = 1;; n++) {
        struct purse purse = {.fails_at = n};
        const struct skypedpi_allocator allocator = purse_allocator(&purse);
        skypedpi_accounts *accounts = NULL;
        int result = skypedpi_accounts_new(100, &allocator, &accounts);
        if (purse.calls < n) {
            ck_assert_int_eq(result, SKYPEDPI_OK);
            ck_assert_int_ge(n, 3);
            for (uint32_t i = 0; i < 3000; i++)
                put(accounts, key(i % 150, 1, i % 7, 1), 1);
            check_total(accounts, 3000);
            ck_assert_int_eq(purse.calls, n - 1); /* adding takes no memory */
            skypedpi_accounts_free(accounts);
            ck_assert_int_eq(purse.live, 0);
            return;
        }
        ck_assert_int_eq(result, SKYPEDPI_E_MEMORY);
        ck_assert_ptr_null(accounts);
        ck_assert_int_eq(purse.live, 0);
    }
}
END_TEST

START_TEST(keys_are_told_apart)
{
    static const struct skypedpi_account_key keys[] = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0},  {0, 0, 0, 1},
                                                       {0, 0, 0, 0}, {1, 1, 1, 1}, {256, 0, 0, 0}};
    const uint32_t count = sizeof keys / sizeof *keys;
    skypedpi_accounts *accounts = make(10);
    for (uint32_t round = 1; round <= 3; round++)
        for (uint32_t i = 0; i < count; i++)
            ck_assert_int_eq(put(accounts, keys[i], i + 1), SKYPEDPI_OK);
    ck_assert_uint_eq(skypedpi_accounts_count(accounts), count);
    for (uint32_t i = 0; i < count; i++)
        check_at(accounts, i, keys[i], 3 * (i + 1));
    ck_assert_ptr_null(skypedpi_accounts_at(accounts, count));
    ck_assert_ptr_null(skypedpi_accounts_at(accounts, UINT32_MAX));
    skypedpi_accounts_free(accounts);
}
END_TEST

/* Each account beyond the capacity stands on nobody's of the same application and activity. */
START_TEST(full)
{
    skypedpi_accounts *accounts = make(2);
    ck_assert_int_eq(put(accounts, key(7, 1, 2, 5), 1), SKYPEDPI_OK);
    ck_assert_int_eq(put(accounts, key(8, 1, 2, 5), 10), SKYPEDPI_OK);
    ck_assert_int_eq(put(accounts, key(9, 1, 2, 5), 100), SKYPEDPI_E_FULL);
    ck_assert_int_eq(put(accounts, key(9, 1, 2, 6), 1000), SKYPEDPI_E_FULL);
    ck_assert_int_eq(put(accounts, key(0, 3, 2, 6), 2000), SKYPEDPI_E_FULL);
    ck_assert_int_eq(put(accounts, key(8, 1, 2, 5), 20), SKYPEDPI_OK);
    ck_assert_int_eq(put(accounts, key(0, 0, 2, 5), 200), SKYPEDPI_OK);
    ck_assert_uint_eq(skypedpi_accounts_count(accounts), 4);
    check_at(accounts, 0, key(7, 1, 2, 5), 1);
    check_at(accounts, 1, key(8, 1, 2, 5), 30);
    check_at(accounts, 2, key(0, 0, 2, 5), 300);
    check_at(accounts, 3, key(0, 0, 2, 6), 3000);
    check_total(accounts, 3331);
    skypedpi_accounts_free(accounts);
}
END_TEST

/* Nobody's accounts take nothing from the others until there are 1,024, then what is left, and last of all what
 * finds no room stands on the one of nobody and nothing. */
START_TEST(reserved_room)
{
    skypedpi_accounts *accounts = make(3);
    for (unsigned i = 1; i <= RESERVED; i++)
        ck_assert_int_eq(put(accounts, key(0, 0, i, 1), i), SKYPEDPI_OK);
    ck_assert_int_eq(put(accounts, key(1, 0, 1, 1), 1), SKYPEDPI_OK);
    ck_assert_int_eq(put(accounts, key(2, 0, 1, 1), 1), SKYPEDPI_OK);
    ck_assert_int_eq(put(accounts, key(0, 0, RESERVED + 1, 1), 1),
                     SKYPEDPI_OK); /* the third of the common ones */
    ck_assert_int_eq(put(accounts, key(3, 0, 1, 1), 1), SKYPEDPI_E_FULL);
    ck_assert_uint_eq(skypedpi_accounts_count(accounts), RESERVED + 3);
    check_at(accounts, 0, key(0, 0, 1, 1), 2);
    ck_assert_int_eq(put(accounts, key(0, 0, RESERVED + 2, 1), 5), SKYPEDPI_E_FULL);
    ck_assert_int_eq(put(accounts, key(4, 4, RESERVED + 2, 1), 6), SKYPEDPI_E_FULL);
    ck_assert_int_eq(put(accounts, key(0, 0, 0, 0), 7), SKYPEDPI_OK);
    ck_assert_uint_eq(skypedpi_accounts_count(accounts), RESERVED + 4);
    check_at(accounts, RESERVED + 3, key(0, 0, 0, 0), 18);
    check_total(accounts, RESERVED * (RESERVED + 1) / 2 + 4 + 18);
    skypedpi_accounts_free(accounts);
}
END_TEST

/* Entries fill their memory and a power of two: what is not there is still found missing. */
START_TEST(every_room_taken)
{
    const uint32_t capacity = 1023;
    skypedpi_accounts *accounts = make(capacity);
    ck_assert_int_eq(put(accounts, key(0, 0, 0, 0), 1), SKYPEDPI_OK);
    for (unsigned i = 1; i <= RESERVED; i++)
        MUST(put(accounts, key(0, 0, i, 0), 1) == SKYPEDPI_OK);
    for (uint32_t i = 1; i <= capacity; i++)
        MUST(put(accounts, key(i, 0, 0, 0), 1) == SKYPEDPI_OK);
    ck_assert_uint_eq(skypedpi_accounts_count(accounts), 2048);
    ck_assert_int_eq(put(accounts, key(0, 0, 2000, 0), 1), SKYPEDPI_E_FULL);
    ck_assert_int_eq(put(accounts, key(0, 0, 0, 1), 1), SKYPEDPI_E_FULL);
    ck_assert_int_eq(put(accounts, key(2000, 0, 0, 0), 1), SKYPEDPI_E_FULL);
    ck_assert_uint_eq(skypedpi_accounts_count(accounts), 2048);
    check_at(accounts, 0, key(0, 0, 0, 0), 4);
    skypedpi_accounts_free(accounts);
}
END_TEST

#define USERS 300u
#define KINDS 5u

/* Against plain arrays: whatever finds room is right to the last byte, the rest is nobody's, and all is there.
 */
static void check_random(uint32_t capacity, uint64_t seed)
{
    uint64_t added[USERS][KINDS] = {{0}}, total = 0;
    uint32_t opened = 0, order[USERS * KINDS];
    skypedpi_accounts *accounts = make(capacity);
    for (int i = 0; i < 20000; i++) {
        uint64_t random = draw(&seed);
        uint32_t user = (uint32_t)(random % USERS), kind = (uint32_t)(random >> 16) % KINDS;
        uint64_t n = random >> 48;
        bool fresh = user && !added[user][kind] && n;
        if (n == 0)
            continue;
        int result = put(accounts, key(user, user % 3, kind, kind), n);
        total += n;
        if (result == SKYPEDPI_E_FULL) {
            MUST(opened == capacity);
            added[0][kind] += n;
            continue;
        }
        MUST(result == SKYPEDPI_OK);
        if (fresh)
            order[opened++] = user * KINDS + kind;
        added[user][kind] += n;
    }
    uint32_t next = 0;
    for (uint32_t i = 0; i < skypedpi_accounts_count(accounts); i++) {
        const struct skypedpi_account *account = skypedpi_accounts_at(accounts, i);
        uint32_t user = account->key.user, kind = account->key.application;
        check_at(accounts, i, key(user, user % 3, kind, kind), added[user][kind]);
        if (user)
            MUST(order[next++] == user * KINDS + kind);
    }
    MUST(next == opened);
    check_total(accounts, total);
    skypedpi_accounts_free(accounts);
}

START_TEST(random_against_arrays)
{
    static const uint32_t capacities[] = {1, 2, 3, 100, 1000, 1494, 1495, 1496, 5000};
    check_random(capacities[_i], 1 + (uint64_t)_i);
}
END_TEST

/* Cleared a hundred thousand times, each time with other accounts than before: old ones never shine through. */
START_TEST(cleared_often)
{
    skypedpi_accounts *accounts = make(1u << 22);
    uint64_t seed = 9;
    for (int i = 0; i < 100000; i++) {
        uint32_t first = (uint32_t)draw(&seed) % 1000, count = 1 + (uint32_t)draw(&seed) % 8;
        for (uint32_t u = first; u < first + count; u++)
            MUST(put(accounts, key(u, 1, 2, 3), u + 1) == SKYPEDPI_OK);
        MUST(skypedpi_accounts_count(accounts) == count);
        for (uint32_t u = 0; u < count; u++)
            check_at(accounts, u, key(first + u, 1, 2, 3), first + u + 1);
        skypedpi_accounts_clear(accounts);
        MUST(skypedpi_accounts_count(accounts) == 0);
        ck_assert_ptr_null(skypedpi_accounts_at(accounts, 0));
    }
    skypedpi_accounts_free(accounts);
}
END_TEST

START_TEST(clearing_gives_room_back)
{
    skypedpi_accounts *accounts = make(2);
    for (int round = 0; round < 3; round++) {
        for (unsigned i = 1; i <= RESERVED; i++)
            ck_assert_int_eq(put(accounts, key(0, 0, i, 0), 1), SKYPEDPI_OK);
        ck_assert_int_eq(put(accounts, key(1, 1, 1, 1), 1), SKYPEDPI_OK);
        ck_assert_int_eq(put(accounts, key(2, 1, 1, 1), 1), SKYPEDPI_OK);
        ck_assert_int_eq(put(accounts, key(3, 1, 1, 0), 1), SKYPEDPI_E_FULL);
        check_total(accounts, RESERVED + 3);
        skypedpi_accounts_clear(accounts);
    }
    skypedpi_accounts_free(accounts);
}
END_TEST

START_TEST(sums_do_not_begin_anew)
{
    const struct skypedpi_usage much = {{UINT64_MAX, UINT64_MAX - 1}, {1, 2}, UINT64_MAX, UINT64_MAX - 5, 3};
    const struct skypedpi_usage more = {{1, 1}, {UINT64_MAX - 1, UINT64_MAX - 1}, UINT64_MAX, 4, UINT64_MAX};
    const struct skypedpi_usage sum = {
        {UINT64_MAX, UINT64_MAX}, {UINT64_MAX, UINT64_MAX}, UINT64_MAX, UINT64_MAX - 1, UINT64_MAX};
    const struct skypedpi_account_key of = key(1, 1, 1, 1);
    skypedpi_accounts *accounts = make(1);
    skypedpi_accounts_add(accounts, &of, &much);
    skypedpi_accounts_add(accounts, &of, &more);
    ck_assert_mem_eq(&skypedpi_accounts_at(accounts, 0)->usage, &sum, sizeof sum);
    skypedpi_accounts_free(accounts);

    struct skypedpi_usage twice = usage(5);
    const struct skypedpi_usage ten = usage(10);
    skypedpi_usage_add(&twice, &twice);
    ck_assert_mem_eq(&twice, &ten, sizeof ten);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("accounts");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, arguments);
    tcase_add_test(tests, greatest_capacity);
    tcase_add_test(tests, memory_runs_out);
    tcase_add_test(tests, keys_are_told_apart);
    tcase_add_test(tests, full);
    tcase_add_test(tests, reserved_room);
    tcase_add_test(tests, every_room_taken);
    tcase_add_loop_test(tests, random_against_arrays, 0, 9);
    tcase_add_test(tests, cleared_often);
    tcase_add_test(tests, clearing_gives_room_back);
    tcase_add_test(tests, sums_do_not_begin_anew);
    return suite_run("kit_account", tests);
}
