/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/subscribers.h"

#include "lib/base/abi.h"
#include "lib/base/alloc.h"
#include "lib/base/bytes.h"

int skypedpi_subscribers_read(const char *text, size_t length, const struct skypedpi_allocator *allocator,
                              skypedpi_subscribers **subscribers, struct skypedpi_text_error *error)
{
    struct skypedpi_text_error found = {.size = sizeof found};
    if (subscribers)
        *subscribers = NULL;
    if (!subscribers || (!text && length) || !allocator_ok(allocator))
        return SKYPEDPI_E_ARGUMENT;
    if (error && abi_write(error, &found, sizeof found, sizeof found) != SKYPEDPI_OK)
        return SKYPEDPI_E_SIZE;
    struct skypedpi_allocator from = allocator_or_default(allocator);
    struct skypedpi_subscribers *s = allocate_zeroed(&from, 1, sizeof *s);
    if (!s)
        return SKYPEDPI_E_MEMORY;
    s->allocator = from;
    int result = subscribers_read(s, text, length, &found);
    if (result == SKYPEDPI_OK) {
        *subscribers = s;
        return SKYPEDPI_OK;
    }
    skypedpi_subscribers_free(s);
    if (error)
        abi_write(error, &found, sizeof found, sizeof found);
    return result;
}

void skypedpi_subscribers_free(skypedpi_subscribers *subscribers)
{
    if (!subscribers)
        return;
    struct skypedpi_allocator to = subscribers->allocator;
    names_free(&subscribers->users, &to);
    names_free(&subscribers->groups, &to);
    release(&to, subscribers->group);
    release(&to, subscribers->prefix);
    release(&to, subscribers);
}

static struct text_prefix address_of(unsigned family, const uint8_t *p)
{
    struct text_prefix address = {.family = (uint8_t)family, .length = family == 4 ? 32 : 128};
    address.high = (uint64_t)read_be32(p) << 32;
    if (family == 6) {
        address.high |= read_be32(p + 4);
        address.low = (uint64_t)read_be32(p + 8) << 32 | read_be32(p + 12);
    }
    text_prefix_unmap(&address);
    return address;
}

/* Does the address stand before the first of the prefix? */
static bool is_before(const struct text_prefix *a, const struct prefix *p)
{
    if (a->family != p->family)
        return a->family < p->family;
    return a->high != p->high ? a->high < p->high : a->low < p->low;
}

/* What holds an address holds every prefix that begins between its own begin and the address too: the last one
 * that begins there is the longest, or it is linked to the longest. */
uint32_t skypedpi_subscribers_find(const skypedpi_subscribers *subscribers, unsigned family,
                                   const uint8_t *address)
{
    if (!subscribers || !address || (family != 4 && family != 6))
        return SKYPEDPI_NOBODY;
    struct text_prefix asked = address_of(family, address);
    uint32_t low = 0, high = subscribers->prefixes;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (is_before(&asked, &subscribers->prefix[middle]))
            high = middle;
        else
            low = middle + 1;
    }
    for (uint32_t i = low; i; i = subscribers->prefix[i - 1].enclosing)
        if (prefix_holds(&subscribers->prefix[i - 1], asked.family, asked.high, asked.low))
            return subscribers->prefix[i - 1].user;
    return SKYPEDPI_NOBODY;
}

int skypedpi_subscribers_user(const skypedpi_subscribers *subscribers, uint32_t user,
                              struct skypedpi_subscriber *out)
{
    struct skypedpi_subscriber ours = {.size = sizeof ours, .name = "", .group_name = ""};
    if (!out)
        return SKYPEDPI_E_ARGUMENT;
    if (user > skypedpi_subscribers_users(subscribers))
        return SKYPEDPI_E_NOT_FOUND;
    if (user != SKYPEDPI_NOBODY) {
        ours.group = subscribers->group[user - 1];
        ours.name = names_at(&subscribers->users, user);
        ours.group_name = names_at(&subscribers->groups, ours.group);
    }
    return abi_write(out, &ours, sizeof ours, sizeof ours);
}

uint32_t skypedpi_subscribers_users(const skypedpi_subscribers *subscribers)
{
    return subscribers ? subscribers->users.count : 0;
}

uint32_t skypedpi_subscribers_groups(const skypedpi_subscribers *subscribers)
{
    return subscribers ? subscribers->groups.count : 0;
}

const char *skypedpi_subscribers_group_name(const skypedpi_subscribers *subscribers, uint32_t group)
{
    return subscribers ? names_at(&subscribers->groups, group) : "";
}
