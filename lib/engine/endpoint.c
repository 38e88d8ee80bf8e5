/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/endpoint.h"

#include <string.h>
#include "lib/base/alloc.h"
#include "lib/base/hash.h"

/* An endpoint that is known and silent for so long may be pushed out like any other. */
#define KNOWN_IDLE 3600

int endpoints_open(struct endpoints *all, const struct skypedpi_allocator *allocator, uint32_t capacity,
                   const uint64_t seed[2])
{
    *all = (struct endpoints){.sets = (capacity + WAYS - 1) / WAYS, .seed = {seed[0], seed[1]}};
    /* zeroed: an empty place must say so */
    all->memory = allocate_zeroed(allocator, (size_t)all->sets * WAYS + 1, sizeof(struct endpoint));
    if (!all->memory)
        return SKYPEDPI_E_MEMORY;
    all->record = (struct endpoint *)(((uintptr_t)all->memory + 63) & ~(uintptr_t)63);
    return SKYPEDPI_OK;
}

void endpoints_close(struct endpoints *all, const struct skypedpi_allocator *allocator)
{
    release(allocator, all->memory);
}

struct endpoint_key endpoint_key_of(const struct skypedpi_flow *flow, unsigned side, enum endpoint_kind kind)
{
    struct endpoint_key key = {.port = kind == ENDPOINT_HOST ? 0 : flow->port[side],
                               .kind = (uint8_t)kind,
                               .family = flow_has(flow, BIT_IPV6) ? 6 : 4};
    memcpy(key.address, flow->address[side], sizeof key.address);
    return key;
}

/* Both addresses in the room of one: as they are, or for IPv6 as hashes. */
struct endpoint_key endpoint_pair_of(const struct endpoints *all, const struct skypedpi_flow *flow,
                                     unsigned opener)
{
    struct endpoint_key key = {.kind = ENDPOINT_PAIR, .family = flow_has(flow, BIT_IPV6) ? 6 : 4};
    for (unsigned i = 0; i < 2; i++) {
        const uint8_t *address = flow->address[i ? 1 - opener : opener];
        uint64_t hash = hash_keyed(all->seed, address, 16);
        if (key.family == 6)
            memcpy(key.address + 8 * i, &hash, sizeof hash);
        else
            memcpy(key.address + 8 * i, address, 4);
    }
    return key;
}

static bool key_is(const struct endpoint *e, const struct endpoint_key *key)
{
    return memcmp(&e->key, key, sizeof *key) == 0;
}

static struct endpoint *set_of(const struct endpoints *all, const struct endpoint_key *key)
{
    uint64_t hash = hash_keyed(all->seed, key, sizeof *key);
    return all->record + (hash >> 32) * all->sets / ((uint64_t)1 << 32) * WAYS;
}

struct endpoint *endpoint_find(const struct endpoints *all, const struct endpoint_key *key)
{
    struct endpoint *set = all->sets ? set_of(all, key) : NULL;
    for (unsigned i = 0; set && i < WAYS; i++)
        if (key_is(&set[i], key))
            return &set[i];
    return NULL;
}

static unsigned progress(const struct endpoint *e)
{
    unsigned most = 0;
    for (unsigned i = 0; i < COUNTERS; i++)
        if (e->count[i] > most)
            most = e->count[i];
    return most;
}

/* May a newcomer rather have the place of a than that of b? */
static bool lesser(const struct endpoint *a, const struct endpoint *b)
{
    if ((a->score == 0) != (b->score == 0))
        return a->score == 0;
    if (progress(a) != progress(b))
        return progress(a) < progress(b);
    return (int32_t)(a->last - b->last) < 0;
}

struct endpoint *endpoint_take(struct endpoints *all, const struct endpoint_key *key, uint32_t second)
{
    struct endpoint *set = all->sets ? set_of(all, key) : NULL, *place = NULL;
    for (unsigned i = 0; set && i < WAYS; i++) {
        struct endpoint *e = &set[i];
        if (key_is(e, key))
            return e;
        bool kept = (e->application || e->houses || (e->key.kind != ENDPOINT_UDP && e->blocked)) &&
                    (int32_t)(second - e->last) <= KNOWN_IDLE;
        if (e->key.kind == ENDPOINT_NONE)
            place = place && place->key.kind == ENDPOINT_NONE ? place : e;
        else if (!kept && (!place || (place->key.kind != ENDPOINT_NONE && lesser(e, place))))
            place = e;
    }
    if (!place)
        return NULL;
    endpoint_drop(all, place);
    place->key = *key;
    place->first = place->last = second;
    place->signature = NO_INDEX;
    return place;
}

void endpoint_drop(struct endpoints *all, struct endpoint *e)
{
    if (e->application)
        all->known--;
    memset(e, 0, sizeof *e);
}
