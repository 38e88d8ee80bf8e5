/* SPDX-License-Identifier: BSD-2-Clause */
#include <skypedpi/kit/account.h>
#include "lib/base/hash.h"
#include "lib/kit/talkers_tree.h"
#include "tests/draw.h"
#include "tests/unit/kit_check.h"
#include "tests/unit/purse.h"
#include "tests/unit/suite.h"

#define KEYS 5000u /* that a stream has, at most */

static skypedpi_talkers *make(uint32_t places)
{
    skypedpi_talkers *talkers = NULL;
    ck_assert_int_eq(skypedpi_talkers_new(places, NULL, &talkers), SKYPEDPI_OK);
    ck_assert_ptr_nonnull(talkers);
    return talkers;
}

/* ---- a stream, counted exactly beside it ---- */

struct stream {
    skypedpi_talkers *talkers;
    uint32_t places;
    uint64_t sum;
    uint64_t exact[KEYS];
    uint8_t key[KEYS][SKYPEDPI_TALKER_KEY];
    struct skypedpi_talker list[KEYS];
};

/* Keys are of different lengths; the first four bytes tell which it is. */
static size_t key_length(uint32_t number)
{
    return 4 + number % (SKYPEDPI_TALKER_KEY - 3);
}

static struct stream *stream_open(uint32_t places)
{
    struct stream *stream = calloc(1, sizeof *stream);
    ck_assert_ptr_nonnull(stream);
    stream->talkers = make(places);
    stream->places = places;
    for (uint32_t i = 0; i < KEYS; i++) {
        memcpy(stream->key[i], &(uint32_t){i}, 4);
        for (size_t at = 4; at < key_length(i); at++)
            stream->key[i][at] = (uint8_t)(i + at);
    }
    return stream;
}

static void stream_close(struct stream *stream)
{
    skypedpi_talkers_free(stream->talkers);
    free(stream);
}

static void stream_add(struct stream *stream, uint32_t number, uint64_t weight)
{
    int result = skypedpi_talkers_add(stream->talkers, stream->key[number], key_length(number), weight);
    MUST(result == SKYPEDPI_OK);
    stream->exact[number] += weight;
    stream->sum += weight;
}

static void check_order(const struct skypedpi_talker *list, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        MUST(list[i - 1].weight >= list[i].weight);
        if (list[i - 1].weight == list[i].weight)
            MUST(memcmp(list[i - 1].key, list[i].key, SKYPEDPI_TALKER_KEY) < 0);
    }
}

/* All that the header promises. */
static void stream_check(struct stream *stream)
{
    bool listed[KEYS] = {false};
    uint64_t bound = skypedpi_talkers_error(stream->talkers);
    uint32_t count = skypedpi_talkers_list(stream->talkers, stream->list, KEYS);
    MUST(count <= stream->places);
    MUST(bound <= stream->sum / stream->places);
    check_order(stream->list, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct skypedpi_talker *talker = &stream->list[i];
        uint32_t number;
        memcpy(&number, talker->key, 4);
        MUST(number < KEYS);
        MUST(!listed[number]);
        listed[number] = true;
        MUST(memcmp(talker->key, stream->key[number], SKYPEDPI_TALKER_KEY) == 0);
        MUST(talker->weight >= stream->exact[number]);
        MUST(talker->weight - stream->exact[number] <= talker->error);
        MUST(talker->error <= bound);
    }
    for (uint32_t number = 0; number < KEYS; number++)
        MUST(listed[number] || stream->exact[number] <= bound);
}

/* Fewer than there are: the beginning of the whole list, and not a byte beyond. */
static void check_parts(struct stream *stream)
{
    static const uint32_t parts[] = {0, 1, 2, 3, 7, 50, 99, 100, 101};
    struct skypedpi_talker part[102];
    uint32_t count = skypedpi_talkers_list(stream->talkers, stream->list, KEYS);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint32_t wanted = parts[i] < count ? parts[i] : count;
        memset(part, 0x5a, sizeof part);
        ck_assert_uint_eq(skypedpi_talkers_list(stream->talkers, part, parts[i]), wanted);
        ck_assert(wanted == 0 || memcmp(part, stream->list, wanted * sizeof *part) == 0);
        ck_assert_uint_eq(part[wanted].weight, UINT64_C(0x5a5a5a5a5a5a5a5a));
    }
}

static const uint32_t places_of[] = {1, 2, 3, 10, 63, 64, 65, 1000, 4999, 5000, 6000};
#define PLACES ((int)(sizeof places_of / sizeof *places_of))

START_TEST(uniform)
{
    struct stream *stream = stream_open(places_of[_i]);
    uint64_t seed = 100 + (uint64_t)_i;
    for (int i = 1; i <= 40000; i++) {
        uint64_t random = draw(&seed);
        stream_add(stream, (uint32_t)random % KEYS, random >> 53);
        if (i % 5000 == 0 || i < 20)
            stream_check(stream);
    }
    check_parts(stream);
    stream_close(stream);
}
END_TEST

/* Zipf: the k-th key comes in proportion to 1/k. */
static void fill_zipf(uint64_t *until)
{
    uint64_t sum = 0;
    for (uint32_t k = 1; k <= KEYS; k++)
        until[k - 1] = sum += UINT64_C(1000000000) / k;
}

static uint32_t zipf(const uint64_t *until, uint64_t random)
{
    uint32_t low = 0, high = KEYS - 1;
    random %= until[high];
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (random < until[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

START_TEST(skewed)
{
    struct stream *stream = stream_open(places_of[_i]);
    uint64_t until[KEYS], seed = 200 + (uint64_t)_i;
    fill_zipf(until);
    for (int i = 1; i <= 40000; i++) {
        uint64_t random = draw(&seed);
        uint32_t rank = zipf(until, random);
        stream_add(stream, (rank * 2654435761u) % KEYS, 40 + random % 1460);
        if (i % 5000 == 0)
            stream_check(stream);
    }
    check_parts(stream);
    stream_close(stream);
}
END_TEST

/* Nobody comes twice until all have come: each newcomer throws out one who had as much. Then one comes for
 * good. */
START_TEST(everybody_in_turn)
{
    struct stream *stream = stream_open(places_of[_i]);
    for (uint32_t i = 0; i < 4 * KEYS; i++)
        stream_add(stream, i % KEYS, 1);
    stream_check(stream);
    for (uint32_t i = KEYS; i-- > 0;)
        stream_add(stream, i, i % 3);
    stream_check(stream);
    stream_add(stream, 17, stream->sum);
    stream_check(stream);
    skypedpi_talkers_list(stream->talkers, stream->list, 1);
    ck_assert_mem_eq(stream->list[0].key, stream->key[17], SKYPEDPI_TALKER_KEY);
    stream_close(stream);
}
END_TEST

/* Great ones first, then many small ones that must not push them out; then greater ones that must. */
START_TEST(flood_of_small_ones)
{
    struct stream *stream = stream_open(places_of[_i]);
    uint32_t great = stream->places / 2;
    for (uint32_t i = 0; i < great && i < KEYS; i++)
        stream_add(stream, i, 1000000);
    for (uint32_t i = 0; i < 40000; i++)
        stream_add(stream, i % KEYS, 1);
    stream_check(stream);
    for (uint32_t i = 0; i < 1000; i++)
        stream_add(stream, KEYS - 1 - i % 500, UINT64_C(1) << (i % 40));
    stream_check(stream);
    stream_close(stream);
}
END_TEST

/* The same rules, carried out one by one: it says the same to the last byte. */
static void plain_add(struct skypedpi_talker *plain, uint32_t places, uint32_t *used, const uint8_t *key,
                      uint64_t weight)
{
    uint32_t at = 0, last = 0;
    while (at < *used && memcmp(plain[at].key, key, SKYPEDPI_TALKER_KEY) != 0)
        at++;
    for (uint32_t i = 1; i < *used; i++)
        if (plain[i].weight < plain[last].weight ||
            (plain[i].weight == plain[last].weight &&
             memcmp(plain[i].key, plain[last].key, SKYPEDPI_TALKER_KEY) > 0))
            last = i;
    if (at == *used && at == places) {
        at = last;
        plain[at].error = plain[at].weight;
    } else if (at == *used) {
        plain[(*used)++] = (struct skypedpi_talker){.weight = 0};
    }
    memcpy(plain[at].key, key, SKYPEDPI_TALKER_KEY);
    plain[at].weight += weight;
}

START_TEST(same_as_the_plain_way)
{
    struct stream *stream = stream_open(20);
    struct skypedpi_talker plain[20];
    uint32_t used = 0;
    uint64_t seed = 5;
    for (int i = 0; i < 20000; i++) {
        uint64_t random = draw(&seed);
        uint32_t number = (uint32_t)(random % (2 + random % 60));
        uint64_t weight = 1 + (random >> 60);
        stream_add(stream, number, weight);
        plain_add(plain, 20, &used, stream->key[number], weight);
        MUST(skypedpi_talkers_list(stream->talkers, stream->list, KEYS) == used);
        for (uint32_t a = 0; a < used; a++) {
            uint32_t b = 0;
            while (b < used && memcmp(plain[b].key, stream->list[a].key, SKYPEDPI_TALKER_KEY) != 0)
                b++;
            MUST(b < used);
            MUST(memcmp(&plain[b], &stream->list[a], sizeof *plain) == 0);
        }
    }
    stream_close(stream);
}
END_TEST

/* Whoever knows the hash sends keys of one bucket only. */
START_TEST(one_bucket)
{
    static const uint64_t hash_key[2] = {0, 0};
    const uint32_t places = 16384;
    skypedpi_talkers *talkers = make(places);
    struct skypedpi_talker *list = calloc(places, sizeof *list);
    ck_assert_ptr_nonnull(list);
    uint32_t found = 0;
    for (uint64_t i = 0; found < places / 16; i++) {
        uint8_t key[SKYPEDPI_TALKER_KEY] = {0};
        memcpy(key, &i, sizeof i);
        if ((hash_keyed(hash_key, key, sizeof key) & (places - 1)) != 5)
            continue;
        ck_assert_int_eq(skypedpi_talkers_add(talkers, key, sizeof key, i + 1), SKYPEDPI_OK);
        ck_assert_int_eq(skypedpi_talkers_add(talkers, key, sizeof i, 1), SKYPEDPI_OK);
        found++;
    }
    ck_assert_uint_eq(skypedpi_talkers_list(talkers, list, places), found);
    check_order(list, found);
    for (uint32_t i = 0; i < found; i++) {
        uint64_t number;
        memcpy(&number, list[i].key, sizeof number);
        ck_assert_uint_eq(list[i].weight, number + 2);
        ck_assert_uint_eq(list[i].error, 0);
    }
    free(list);
    skypedpi_talkers_free(talkers);
}
END_TEST

/* ---- the tree alone ---- */

static uint32_t tree_check(const struct talkers_place *places, uint32_t root, uint32_t *count)
{
    if (!root)
        return 0;
    const struct talkers_place *at = &places[root];
    MUST(places[at->left].level == at->level - 1);
    MUST(places[at->right].level == at->level || places[at->right].level == at->level - 1);
    MUST(!at->right || places[places[at->right].right].level < at->level);
    MUST(!at->left || memcmp(places[at->left].talker.key, at->talker.key, SKYPEDPI_TALKER_KEY) < 0);
    MUST(!at->right || memcmp(places[at->right].talker.key, at->talker.key, SKYPEDPI_TALKER_KEY) > 0);
    ++*count;
    uint32_t left = tree_check(places, at->left, count), right = tree_check(places, at->right, count);
    return 1 + (left > right ? left : right);
}

static void tree_check_all(const struct talkers_place *places, uint32_t root, uint32_t wanted)
{
    uint32_t count = 0, depth = tree_check(places, root, &count);
    MUST(count == wanted);
    MUST(depth < 60 && UINT64_C(1) << depth <= (uint64_t)(count + 1) * (count + 1)); /* 2 log2(n + 1) */
    MUST(places[0].level == 0);
    MUST(places[0].left + places[0].right == 0);
}

#define NODES 300u

/* In, out and in again, upward, downward and at random: always balanced, and everybody is found. */
START_TEST(tree)
{
    struct talkers_place places[NODES + 1];
    bool there[NODES + 1] = {false};
    uint32_t root = 0, count = 0;
    uint64_t seed = 77;
    memset(places, 0, sizeof places);
    for (uint32_t i = 1; i <= NODES; i++) {
        places[i].talker.key[0] = (uint8_t)(i >> 8);
        places[i].talker.key[1] = (uint8_t)i;
    }
    for (uint32_t step = 0; step < 20 * NODES; step++) {
        uint32_t turn = step / NODES, i = 1 + step % NODES;
        if (turn % 4 == 2)
            i = NODES + 1 - i;
        if (turn >= 8)
            i = 1 + (uint32_t)draw(&seed) % NODES;
        root = there[i] ? talkers_tree_take(places, root, i) : talkers_tree_put(places, root, i);
        there[i] = !there[i];
        count = there[i] ? count + 1 : count - 1;
        tree_check_all(places, root, count);
        MUST(talkers_tree_find(places, root, places[i].talker.key) == (there[i] ? i : 0));
    }
    for (uint32_t i = 1; i <= NODES; i++)
        MUST(talkers_tree_find(places, root, places[i].talker.key) == (there[i] ? i : 0));
}
END_TEST

/* ---- edges ---- */

START_TEST(arguments)
{
    const struct skypedpi_allocator half = {NULL, NULL, purse_release};
    const uint8_t key[SKYPEDPI_TALKER_KEY + 1] = {1};
    skypedpi_talkers *talkers = make(1), *none = talkers;
    ck_assert_int_eq(skypedpi_talkers_new(0, NULL, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(skypedpi_talkers_new((1u << 20) + 1, NULL, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_talkers_new(UINT32_MAX, NULL, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_talkers_new(1, &half, &none), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_talkers_new(1, NULL, NULL), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_talkers_add(NULL, key, 1, 1), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_talkers_add(talkers, NULL, 1, 1), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_talkers_add(talkers, key, 0, 1), SKYPEDPI_E_ARGUMENT);
    ck_assert_int_eq(skypedpi_talkers_add(talkers, key, sizeof key, 1), SKYPEDPI_E_ARGUMENT);
    ck_assert_uint_eq(skypedpi_talkers_list(talkers, NULL, 0), 0);
    ck_assert_uint_eq(skypedpi_talkers_list(talkers, NULL, 9), 0);
    ck_assert_uint_eq(skypedpi_talkers_error(talkers), 0);
    skypedpi_talkers_free(talkers);
    skypedpi_talkers_free(NULL);
}
END_TEST

START_TEST(one_place)
{
    struct skypedpi_talker list[2];
    skypedpi_talkers *talkers = make(1);
    skypedpi_talkers_add(talkers, "anna", 4, 5);
    skypedpi_talkers_add(talkers, "berta", 5, 0); /* nothing: changes nothing */
    ck_assert_uint_eq(skypedpi_talkers_list(talkers, list, 2), 1);
    ck_assert_str_eq((const char *)list[0].key, "anna");
    ck_assert_uint_eq(list[0].error, 0);
    skypedpi_talkers_add(talkers, "berta", 5, 2);
    ck_assert_uint_eq(skypedpi_talkers_list(talkers, list, 2), 1);
    ck_assert_str_eq((const char *)list[0].key, "berta");
    ck_assert_uint_eq(list[0].weight, 7);
    ck_assert_uint_eq(list[0].error, 5);
    ck_assert_uint_eq(skypedpi_talkers_error(talkers), 7);
    skypedpi_talkers_free(talkers);
}
END_TEST

/* Weights stop at the greatest number, and the order still holds. */
START_TEST(greatest_weights)
{
    struct skypedpi_talker list[2];
    skypedpi_talkers *talkers = make(2);
    skypedpi_talkers_add(talkers, "b", 1, UINT64_MAX - 1);
    skypedpi_talkers_add(talkers, "a", 1, UINT64_MAX);
    skypedpi_talkers_add(talkers, "a", 1, UINT64_MAX);
    skypedpi_talkers_add(talkers, "c", 1, 7);
    ck_assert_uint_eq(skypedpi_talkers_list(talkers, list, 2), 2);
    ck_assert_str_eq((const char *)list[0].key, "a");
    ck_assert_str_eq((const char *)list[1].key, "c");
    ck_assert_uint_eq(list[0].weight, UINT64_MAX);
    ck_assert_uint_eq(list[1].weight, UINT64_MAX);
    ck_assert_uint_eq(list[1].error, UINT64_MAX - 1);
    skypedpi_talkers_free(talkers);
}
END_TEST

START_TEST(most_places)
{
    const uint32_t places = 1u << 20;
    struct skypedpi_talker list[3];
    skypedpi_talkers *talkers = make(places);
    for (uint32_t i = 0; i < places + 1000; i++)
        skypedpi_talkers_add(talkers, &i, sizeof i, i < places ? 10 + i % 7 : 1);
    ck_assert_uint_eq(skypedpi_talkers_error(talkers), 10);
    ck_assert_uint_eq(skypedpi_talkers_list(talkers, list, 3), 3);
    ck_assert_uint_eq(list[0].weight, 16);
    skypedpi_talkers_free(talkers);
}
END_TEST

START_TEST(memory_runs_out)
{
    for (long n = 1;; n++) {
        struct purse purse = {.fails_at = n};
        const struct skypedpi_allocator allocator = purse_allocator(&purse);
        skypedpi_talkers *talkers = NULL;
        int result = skypedpi_talkers_new(10, &allocator, &talkers);
        if (purse.calls < n) {
            struct skypedpi_talker list[10];
            ck_assert_int_eq(result, SKYPEDPI_OK);
            ck_assert_int_ge(n, 4);
            for (uint32_t i = 0; i < 1000; i++)
                skypedpi_talkers_add(talkers, &i, sizeof i, i);
            ck_assert_uint_eq(skypedpi_talkers_list(talkers, list, 10), 10);
            ck_assert_int_eq(purse.calls, n - 1); /* neither adding nor listing takes memory */
            skypedpi_talkers_free(talkers);
            ck_assert_int_eq(purse.live, 0);
            return;
        }
        ck_assert_int_eq(result, SKYPEDPI_E_MEMORY);
        ck_assert_ptr_null(talkers);
        ck_assert_int_eq(purse.live, 0);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("talkers");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, uniform, 0, PLACES);
    tcase_add_loop_test(tests, skewed, 0, PLACES);
    tcase_add_loop_test(tests, everybody_in_turn, 0, PLACES);
    tcase_add_loop_test(tests, flood_of_small_ones, 0, PLACES);
    tcase_add_test(tests, same_as_the_plain_way);
    tcase_add_test(tests, one_bucket);
    tcase_add_test(tests, tree);
    tcase_add_test(tests, arguments);
    tcase_add_test(tests, one_place);
    tcase_add_test(tests, greatest_weights);
    tcase_add_test(tests, most_places);
    tcase_add_test(tests, memory_runs_out);
    return suite_run("kit_talkers", tests);
}
