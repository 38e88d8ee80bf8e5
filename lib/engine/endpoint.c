/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/endpoint.h"

#include <limits.h>
#include <string.h>
#include "lib/base/alloc.h"
#include "lib/base/bytes.h"
#include "lib/base/hash.h"
#include "lib/base/slab.h"
#include "lib/engine/house.h"

/* Seconds. An endpoint that is known and was silent for longer is pushed out like any other. */
#define KNOWN_IDLE 3600

int endpoints_open(struct endpoints *all, const struct skypedpi_allocator *allocator, uint32_t capacity,
                   const uint64_t seed[2])
{
    *all = (struct endpoints){
        .sets = (capacity + WAYS - 1) / WAYS, .news = 1, .seed = {seed[0], seed[1]}, .key = hash_key_of(seed)};
    size_t records = (size_t)all->sets * WAYS;
    /* zeroed: an empty place must say so */
    all->memory = allocate_zeroed(allocator, records + 1, ENDPOINT_BYTES);
    if (!all->memory)
        return SKYPEDPI_E_MEMORY;
    all->record = (struct endpoint *)(((uintptr_t)all->memory + CACHE_LINE - 1) & ~(uintptr_t)(CACHE_LINE - 1));
    all->set = (struct endpoint_set *)(all->record + records);
    return SKYPEDPI_OK;
}

void endpoints_close(struct endpoints *all, const struct skypedpi_allocator *allocator)
{
    release(allocator, all->memory);
}

/* Both addresses in the room of one: as they are, or for IPv6 as hashes. */
struct endpoint_key endpoint_pair_of(const struct endpoints *all, const struct skypedpi_flow *flow,
                                     unsigned opener)
{
    struct endpoint_key key = {.kind = ENDPOINT_PAIR, .family = flow_has(flow, BIT_IPV6) ? 6 : 4};
    for (unsigned i = 0; i < 2; i++) {
        const uint8_t *address = flow->address[i ? 1 - opener : opener];
        if (key.family == 6)
            write_le64(key.address + 8 * i, hash_keyed(all->seed, address, 16));
        else
            memcpy(key.address + 8 * i, address, 4);
    }
    return key;
}

uint64_t endpoint_hash(const struct endpoints *all, const struct endpoint_key *key)
{
    return endpoint_hash_parts(all, key->address, key->port, key->kind, key->family);
}

static struct endpoint *records_of(const struct endpoints *all, const struct endpoint_set *set)
{
    return all->record + (set - all->set) * WAYS;
}

struct endpoint *endpoint_find_hashed(const struct endpoints *all, const struct endpoint_key *key,
                                      uint64_t hash)
{
    if (endpoint_absent(all, hash))
        return NULL;
    const struct endpoint_set *set = endpoint_set(all, hash);
    struct endpoint *record = records_of(all, set);
    for (unsigned i = 0; i < WAYS; i++)
        if (set->tag[i] == endpoint_tag(hash) && endpoint_is(&record[i], key))
            return &record[i];
    return NULL;
}

struct endpoint *endpoint_find(const struct endpoints *all, const struct endpoint_key *key)
{
    return endpoint_find_hashed(all, key, endpoint_hash(all, key));
}

/* ---- who is pushed out ---- */

#define WORTH_SCORED 128 /* above all that counting gives */
_Static_assert(1 + COUNTING_EXACT < WORTH_SCORED, "it has room");

static unsigned progress(const struct endpoint *e)
{
    unsigned most = 0;
    for (unsigned i = 0; i < COUNTERS; i++)
        if (e->count[i] > most)
            most = e->count[i];
    return most;
}

static uint8_t *worth_of(const struct endpoints *all, const struct endpoint *e)
{
    const size_t place = (size_t)(e - all->record);
    return &all->set[place / WAYS].worth[place % WAYS];
}

void endpoint_weigh(struct endpoints *all, const struct endpoint *e)
{
    *worth_of(all, e) = (uint8_t)(1 + progress(e) + (e->score ? WORTH_SCORED : 0));
}

void endpoint_gains(struct endpoints *all, const struct endpoint *e, uint8_t count)
{
    uint8_t *worth = worth_of(all, e);
    const uint8_t now = (uint8_t)((*worth & WORTH_SCORED) + 1 + count);
    if (*worth < now)
        *worth = now;
}

static uint16_t tag_of(const struct endpoints *all, const struct endpoint *e)
{
    const size_t place = (size_t)(e - all->record);
    return all->set[place / WAYS].tag[place % WAYS];
}

/* Of a record that has counted nothing yet; an empty one has the tag 0. */
static void tag(struct endpoints *all, const struct endpoint *e, uint16_t value)
{
    const size_t place = (size_t)(e - all->record);
    all->set[place / WAYS].tag[place % WAYS] = value;
    all->set[place / WAYS].worth[place % WAYS] = value != 0;
}

/* Seconds since a record that is known spoke, or was blocked; of others more than KNOWN_IDLE. */
static int32_t silence(const struct endpoint *e, uint32_t second)
{
    const bool known = e->application || e->houses, blocked = e->key.kind != ENDPOINT_UDP && e->blocked;
    int32_t least = KNOWN_IDLE + 1;
    if (known && (int32_t)(second - e->last) < least)
        least = (int32_t)(second - e->last);
    if (blocked && (int32_t)(second - e->blocked) < least)
        least = (int32_t)(second - e->blocked);
    return least;
}

/* The place that is worth least, and of such the one taken longest ago, without those of `passed`. */
static unsigned least_of(const struct endpoint_set *set, unsigned passed)
{
    unsigned least = 0, worth = UINT_MAX;
    for (unsigned i = 0; i < WAYS && worth; i++) {
        const unsigned at = (set->oldest + i) % WAYS;
        if (set->worth[at] < worth && !(passed >> at & 1)) {
            least = at;
            worth = set->worth[at];
        }
    }
    return least;
}

/* The place of a set that a newcomer may have; NULL: none. Only those that may be it are fetched. Where all are
 * known the longest silent makes room, or who forges proofs would keep everybody else out for an hour. */
static struct endpoint *place_of(const struct endpoints *all, struct endpoint_set *set, uint32_t second)
{
    struct endpoint *longest = NULL;
    int32_t most = 0; /* one that speaks right now stays: its own host may be the newcomer */
    for (unsigned n = 0, passed = 0; n < WAYS; n++) {
        const unsigned at = least_of(set, passed);
        struct endpoint *e = &records_of(all, set)[at];
        const int32_t silent = set->tag[at] ? silence(e, second) : KNOWN_IDLE + 1;
        if (silent > KNOWN_IDLE) {
            set->oldest = (uint8_t)((at + 1) % WAYS);
            return e;
        }
        if (silent > most) {
            longest = e;
            most = silent;
        }
        passed |= 1u << at;
    }
    return longest;
}

struct endpoint *endpoint_take_hashed(struct endpoints *all, const struct endpoint_key *key, uint64_t hash,
                                      uint32_t second)
{
    struct endpoint *e = endpoint_find_hashed(all, key, hash);
    if (e || !all->sets)
        return e;
    e = place_of(all, endpoint_set(all, hash), second);
    if (!e)
        return NULL;
    if (tag_of(all, e)) { /* an empty record is zero, and need not be fetched */
        house_leave(all, e);
        endpoint_drop(all, e);
    }
    e->key = *key;
    e->first = e->last = second;
    e->signature = NO_INDEX;
    tag(all, e, endpoint_tag(hash));
    return e;
}

struct endpoint *endpoint_take(struct endpoints *all, const struct endpoint_key *key, uint32_t second)
{
    return endpoint_take_hashed(all, key, endpoint_hash(all, key), second);
}

void endpoint_speaks(struct endpoints *all, struct endpoint *e, uint32_t second)
{
    if (e->application && (int32_t)(second - e->last) > KNOWN_FOR)
        endpoints_news(all);
    e->last = second;
}

void endpoint_drop(struct endpoints *all, struct endpoint *e)
{
    if (e->application)
        all->known--;
    memset(e, 0, sizeof *e);
    tag(all, e, 0);
}

void endpoint_forget(struct endpoints *all, struct endpoint *e, uint32_t second)
{
    const struct endpoint was = *e;
    const uint16_t kept = tag_of(all, e);
    endpoint_drop(all, e);
    if (was.key.kind == ENDPOINT_UDP)
        return;
    tag(all, e, kept);
    *e = (struct endpoint){.key = was.key,
                           .first = second,
                           .last = second,
                           .blocked = was.blocked,
                           .blocked_of = was.blocked_of,
                           .signature = NO_INDEX,
                           .houses = was.houses,
                           .house = {was.house[0], was.house[1]},
                           .attempts = was.attempts,
                           .path = was.path,
                           .path_second = was.path_second};
}
