/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdbool.h>
#include <string.h>
#include <skypedpi/kit/account.h>
#include "lib/base/alloc.h"
#include "lib/base/hash.h"

#define CAPACITY_MAX (UINT32_C(1) << 24)
#define RESERVED     1024u /* accounts of nobody that always find room */
#define LAST         1u    /* and the one of nobody, nothing and no activity, where all else ends up */

/* The key has no holes: as bytes it can be compared and hashed. */
_Static_assert(sizeof(struct skypedpi_account_key) == 12, "struct skypedpi_account_key has changed");

struct entry {
    struct skypedpi_account account;
    uint32_t slot; /* that holds its number */
};

/* An open addressing table over a list in the order of opening. Its slots hold numbers of entries, and count
 * only where the entry is there and points back: so all are taken out at once by forgetting how many there
 * were. It is half empty at least. The hash needs no secret: its keys come from the embedder's files, not from
 * packets. */
struct skypedpi_accounts {
    struct skypedpi_allocator allocator;
    uint32_t capacity;
    uint32_t count;
    uint32_t common;   /* rooms left for anybody's accounts */
    uint32_t reserved; /* ... for nobody's only */
    uint32_t mask;     /* slots less one */
    uint32_t *slot;
    struct entry *entry;
};

static uint32_t slots_for(uint32_t entries)
{
    uint32_t slots = 1;
    while (slots < 2 * entries)
        slots *= 2;
    return slots;
}

/* Entries are left as they come: a page never used is never touched. */
static bool take_memory(skypedpi_accounts *accounts)
{
    size_t entries = (size_t)accounts->capacity + RESERVED + LAST;
    if (entries > SIZE_MAX / sizeof(struct entry))
        return false;
    accounts->mask = slots_for((uint32_t)entries) - 1;
    accounts->slot = allocate_zeroed(&accounts->allocator, (size_t)accounts->mask + 1, sizeof(uint32_t));
    accounts->entry = accounts->allocator.allocate(accounts->allocator.user, entries * sizeof(struct entry));
    return accounts->slot && accounts->entry;
}

int skypedpi_accounts_new(uint32_t capacity, const struct skypedpi_allocator *allocator,
                          skypedpi_accounts **accounts)
{
    if (accounts)
        *accounts = NULL;
    if (!accounts || capacity == 0 || capacity > CAPACITY_MAX || !allocator_ok(allocator))
        return SKYPEDPI_E_ARGUMENT;
    const struct skypedpi_allocator from = allocator_or_default(allocator);
    skypedpi_accounts *made = allocate_zeroed(&from, 1, sizeof *made);
    if (!made)
        return SKYPEDPI_E_MEMORY;
    made->allocator = from;
    made->capacity = capacity;
    if (!take_memory(made)) {
        skypedpi_accounts_free(made);
        return SKYPEDPI_E_MEMORY;
    }
    skypedpi_accounts_clear(made);
    *accounts = made;
    return SKYPEDPI_OK;
}

void skypedpi_accounts_free(skypedpi_accounts *accounts)
{
    if (!accounts)
        return;
    const struct skypedpi_allocator from = accounts->allocator;
    release(&from, accounts->slot);
    release(&from, accounts->entry);
    release(&from, accounts);
}

static bool is_taken(const skypedpi_accounts *accounts, uint32_t slot)
{
    uint32_t number = accounts->slot[slot];
    return number < accounts->count && accounts->entry[number].slot == slot;
}

static bool is_of(const skypedpi_accounts *accounts, uint32_t slot, const struct skypedpi_account_key *key)
{
    return memcmp(&accounts->entry[accounts->slot[slot]].account.key, key, sizeof *key) == 0;
}

/* The slot of a key, or the empty one where it belongs. */
static uint32_t find_slot(const skypedpi_accounts *accounts, const struct skypedpi_account_key *key)
{
    static const uint64_t hash_key[2] = {0, 0};
    uint32_t slot = (uint32_t)hash_keyed(hash_key, key, sizeof *key) & accounts->mask;
    while (is_taken(accounts, slot) && !is_of(accounts, slot, key))
        slot = (slot + 1) & accounts->mask;
    return slot;
}

static bool take_room(skypedpi_accounts *accounts, const struct skypedpi_account_key *key)
{
    bool nobody = key->user == 0 && key->group == 0;
    if (nobody && key->application == 0 && key->activity == 0)
        return true; /* the last one has a room of its own */
    uint32_t *rooms = nobody && accounts->reserved ? &accounts->reserved : &accounts->common;
    if (*rooms == 0)
        return false;
    --*rooms;
    return true;
}

/* What stands on an account, opened if need be; NULL without room. */
static struct skypedpi_usage *find_usage(skypedpi_accounts *accounts, const struct skypedpi_account_key *key)
{
    uint32_t slot = find_slot(accounts, key);
    if (!is_taken(accounts, slot)) {
        if (!take_room(accounts, key))
            return NULL;
        accounts->entry[accounts->count] = (struct entry){.account.key = *key, .slot = slot};
        accounts->slot[slot] = accounts->count++;
    }
    return &accounts->entry[accounts->slot[slot]].account.usage;
}

int skypedpi_accounts_add(skypedpi_accounts *accounts, const struct skypedpi_account_key *key,
                          const struct skypedpi_usage *usage)
{
    if (!accounts || !key || !usage)
        return SKYPEDPI_E_ARGUMENT;
    const struct skypedpi_account_key nobody = {0, 0, key->application, key->activity};
    const struct skypedpi_account_key last = {0, 0, 0, 0};
    struct skypedpi_usage *sum = find_usage(accounts, key);
    int result = sum ? SKYPEDPI_OK : SKYPEDPI_E_FULL;
    if (!sum)
        sum = find_usage(accounts, &nobody);
    if (!sum)
        sum = find_usage(accounts, &last);
    skypedpi_usage_add(sum, usage);
    return result;
}

uint32_t skypedpi_accounts_count(const skypedpi_accounts *accounts)
{
    return accounts->count;
}

const struct skypedpi_account *skypedpi_accounts_at(const skypedpi_accounts *accounts, uint32_t index)
{
    return index < accounts->count ? &accounts->entry[index].account : NULL;
}

void skypedpi_accounts_clear(skypedpi_accounts *accounts)
{
    accounts->count = 0;
    accounts->common = accounts->capacity;
    accounts->reserved = RESERVED;
}

/* A sum that is too great stays at the greatest number; it never begins anew. */
static void add(uint64_t *sum, uint64_t more)
{
    *sum = more > UINT64_MAX - *sum ? UINT64_MAX : *sum + more;
}

void skypedpi_usage_add(struct skypedpi_usage *sum, const struct skypedpi_usage *usage)
{
    for (int way = 0; way < 2; way++) {
        add(&sum->packets[way], usage->packets[way]);
        add(&sum->bytes[way], usage->bytes[way]);
    }
    add(&sum->flows, usage->flows);
    add(&sum->calls, usage->calls);
    add(&sum->call_milliseconds, usage->call_milliseconds);
}
