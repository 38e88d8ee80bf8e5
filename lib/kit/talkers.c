/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdbool.h>
#include <string.h>
#include <skypedpi/kit/account.h>
#include "lib/base/alloc.h"
#include "lib/base/hash.h"
#include "lib/kit/talkers_tree.h"

#define PLACES_MAX (UINT32_C(1) << 20)

/* Places are numbered from 1. A heap has the last one of the order on top: the one that makes room. A key is
 * found through a bucket of its hash. The hash has no secret, so whoever sends the packets may fill one bucket
 * with all his keys; places of a bucket stand in a tree, and he gains a logarithm. */
struct skypedpi_talkers {
    struct skypedpi_allocator allocator;
    uint32_t places;
    uint32_t used;
    uint32_t mask;  /* buckets less one */
    uint32_t *root; /* of each bucket's tree */
    uint32_t *heap; /* numbers of places, from 0 */
    struct talkers_place *place;
};

static bool take_memory(skypedpi_talkers *talkers)
{
    uint32_t buckets = 1;
    while (buckets < talkers->places)
        buckets *= 2;
    talkers->mask = buckets - 1;
    talkers->root = allocate_zeroed(&talkers->allocator, buckets, sizeof(uint32_t));
    talkers->heap = allocate_zeroed(&talkers->allocator, talkers->places, sizeof(uint32_t));
    talkers->place = allocate_zeroed(&talkers->allocator, (size_t)talkers->places + 1, sizeof *talkers->place);
    return talkers->root && talkers->heap && talkers->place;
}

int skypedpi_talkers_new(uint32_t places, const struct skypedpi_allocator *allocator,
                         skypedpi_talkers **talkers)
{
    if (talkers)
        *talkers = NULL;
    if (!talkers || places == 0 || places > PLACES_MAX || !allocator_ok(allocator))
        return SKYPEDPI_E_ARGUMENT;
    const struct skypedpi_allocator from = allocator_or_default(allocator);
    skypedpi_talkers *made = allocate_zeroed(&from, 1, sizeof *made);
    if (!made)
        return SKYPEDPI_E_MEMORY;
    made->allocator = from;
    made->places = places;
    if (!take_memory(made)) {
        skypedpi_talkers_free(made);
        return SKYPEDPI_E_MEMORY;
    }
    *talkers = made;
    return SKYPEDPI_OK;
}

void skypedpi_talkers_free(skypedpi_talkers *talkers)
{
    if (!talkers)
        return;
    const struct skypedpi_allocator from = talkers->allocator;
    release(&from, talkers->root);
    release(&from, talkers->heap);
    release(&from, talkers->place);
    release(&from, talkers);
}

/* The order of the list, and the only one there is: the greatest first, equal ones by their keys. */
static bool is_before(const struct skypedpi_talker *a, const struct skypedpi_talker *b)
{
    if (a->weight != b->weight)
        return a->weight > b->weight;
    return memcmp(a->key, b->key, sizeof a->key) < 0;
}

static bool heap_before(const skypedpi_talkers *talkers, uint32_t a, uint32_t b)
{
    return is_before(&talkers->place[talkers->heap[a]].talker, &talkers->place[talkers->heap[b]].talker);
}

static void heap_swap(skypedpi_talkers *talkers, uint32_t a, uint32_t b)
{
    uint32_t place = talkers->heap[a];
    talkers->heap[a] = talkers->heap[b];
    talkers->heap[b] = place;
    talkers->place[talkers->heap[a]].heap = a;
    talkers->place[talkers->heap[b]].heap = b;
}

static void heap_rise(skypedpi_talkers *talkers, uint32_t at)
{
    while (at > 0 && heap_before(talkers, (at - 1) / 2, at)) {
        heap_swap(talkers, at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
}

static void heap_fall(skypedpi_talkers *talkers, uint32_t at)
{
    for (;;) {
        uint32_t last = at;
        for (uint32_t child = 2 * at + 1; child <= 2 * at + 2 && child < talkers->used; child++)
            if (heap_before(talkers, last, child))
                last = child;
        if (last == at)
            return;
        heap_swap(talkers, at, last);
        at = last;
    }
}

static uint32_t *bucket_of(const skypedpi_talkers *talkers, const uint8_t *key)
{
    static const uint64_t hash_key[2] = {0, 0};
    return &talkers->root[(uint32_t)hash_keyed(hash_key, key, SKYPEDPI_TALKER_KEY) & talkers->mask];
}

/* Weights stay at the greatest number rather than begin anew. */
static uint64_t sum_of(uint64_t a, uint64_t b)
{
    return b > UINT64_MAX - a ? UINT64_MAX : a + b;
}

/* An empty place, if there is one left. */
static uint32_t use_place(skypedpi_talkers *talkers, const uint8_t *key, uint64_t weight)
{
    uint32_t number = ++talkers->used;
    struct talkers_place *place = &talkers->place[number];
    memcpy(place->talker.key, key, sizeof place->talker.key);
    place->talker.weight = weight;
    place->heap = number - 1;
    talkers->heap[place->heap] = number;
    heap_rise(talkers, place->heap);
    return number;
}

/* The last one's place: all it had may be somebody else's from now on. */
static uint32_t replace_last(skypedpi_talkers *talkers, const uint8_t *key, uint64_t weight)
{
    uint32_t number = talkers->heap[0];
    struct talkers_place *place = &talkers->place[number];
    uint32_t *bucket = bucket_of(talkers, place->talker.key);
    *bucket = talkers_tree_take(talkers->place, *bucket, number);
    memcpy(place->talker.key, key, sizeof place->talker.key);
    place->talker.error = place->talker.weight;
    place->talker.weight = sum_of(place->talker.weight, weight);
    heap_fall(talkers, 0);
    return number;
}

int skypedpi_talkers_add(skypedpi_talkers *talkers, const void *key, size_t length, uint64_t weight)
{
    uint8_t whole[SKYPEDPI_TALKER_KEY] = {0};
    if (!talkers || !key || length == 0 || length > sizeof whole)
        return SKYPEDPI_E_ARGUMENT;
    if (weight == 0)
        return SKYPEDPI_OK; /* nobody has to make room for nothing */
    memcpy(whole, key, length);
    uint32_t *bucket = bucket_of(talkers, whole);
    uint32_t number = talkers_tree_find(talkers->place, *bucket, whole);
    if (number) {
        struct talkers_place *place = &talkers->place[number];
        place->talker.weight = sum_of(place->talker.weight, weight);
        heap_fall(talkers, place->heap);
        return SKYPEDPI_OK;
    }
    bool room = talkers->used < talkers->places;
    number = room ? use_place(talkers, whole, weight) : replace_last(talkers, whole, weight);
    *bucket = talkers_tree_put(talkers->place, *bucket, number);
    return SKYPEDPI_OK;
}

static void swap(struct skypedpi_talker *a, struct skypedpi_talker *b)
{
    struct skypedpi_talker kept = *a;
    *a = *b;
    *b = kept;
}

/* The list as a heap with the last one on top: puts in order from `at` down. */
static void list_fall(struct skypedpi_talker *list, uint32_t count, uint32_t at)
{
    for (;;) {
        uint32_t last = at;
        for (uint32_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++)
            if (is_before(&list[last], &list[child]))
                last = child;
        if (last == at)
            return;
        swap(&list[at], &list[last]);
        at = last;
    }
}

uint32_t skypedpi_talkers_list(const skypedpi_talkers *talkers, struct skypedpi_talker *list, uint32_t most)
{
    uint32_t count = most < talkers->used ? most : talkers->used;
    for (uint32_t i = 0; i < count; i++)
        list[i] = talkers->place[i + 1].talker;
    for (uint32_t i = count / 2; i-- > 0;)
        list_fall(list, count, i);
    for (uint32_t i = count; count && i < talkers->used; i++) {
        if (is_before(&talkers->place[i + 1].talker, &list[0])) {
            list[0] = talkers->place[i + 1].talker;
            list_fall(list, count, 0);
        }
    }
    for (uint32_t left = count; left > 1;) { /* the last one to the end, again and again */
        swap(&list[0], &list[--left]);
        list_fall(list, left, 0);
    }
    return count;
}

/* Whoever took a place took over no more than the least weight of that time, and the least only grows. */
uint64_t skypedpi_talkers_error(const skypedpi_talkers *talkers)
{
    return talkers->used < talkers->places ? 0 : talkers->place[talkers->heap[0]].talker.weight;
}
