/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/house.h"

#define HOUSE_MOST 15u /* so many are not told apart any more */

static unsigned housed(const struct endpoint *host, unsigned place)
{
    return host->houses >> 4 * place & HOUSE_MOST;
}

/* Where a host counts endpoints of an application; HOUSES: it does not. 0: a place that is free. */
static unsigned house_of(const struct endpoint *host, unsigned application)
{
    unsigned i = 0;
    while (i < HOUSES && (housed(host, i) ? host->house[i] : 0) != application)
        i++;
    return i;
}

static void count(struct endpoint *host, unsigned application, bool known)
{
    unsigned place = house_of(host, application);
    if (place == HOUSES && known)
        place = house_of(host, 0);
    if (place == HOUSES || housed(host, place) == HOUSE_MOST)
        return;
    host->house[place] = (uint8_t)application;
    host->houses = (uint8_t)(known ? host->houses + (1u << 4 * place) : host->houses - (1u << 4 * place));
}

/* Is it known, and counted? TCP endpoints are not: they may be servers. */
static bool lives(const struct endpoint *e)
{
    return e->application && e->key.kind != ENDPOINT_TCP;
}

static struct endpoint_key host_of(const struct endpoint *e)
{
    struct endpoint_key key = e->key;
    key.kind = ENDPOINT_HOST;
    key.port = 0;
    return key;
}

void house_enter(struct endpoints *all, const struct endpoint *e, uint32_t second)
{
    if (!lives(e))
        return;
    const struct endpoint_key key = host_of(e);
    struct endpoint *host = endpoint_take(all, &key, second);
    if (host)
        count(host, e->application, true);
}

void house_leave(const struct endpoints *all, const struct endpoint *e)
{
    if (!lives(e))
        return;
    const struct endpoint_key key = host_of(e);
    struct endpoint *host = endpoint_find(all, &key);
    if (host)
        count(host, e->application, false);
}

uint64_t house_applications(const struct endpoint *host)
{
    uint64_t applications = 0;
    for (unsigned i = 0; i < HOUSES; i++)
        applications |= housed(host, i) ? UINT64_C(1) << host->house[i] : 0;
    return applications;
}

void house_carry(struct endpoint *host, const uint8_t application[UINT8_MAX + 1])
{
    for (unsigned i = 0; i < HOUSES; i++) {
        host->house[i] = application[host->house[i]];
        if (!host->house[i])
            host->houses = (uint8_t)(host->houses & ~(HOUSE_MOST << 4 * i));
    }
}
