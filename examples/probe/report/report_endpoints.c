/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_endpoints.h"

#include <stdio.h>
#include <string.h>

struct table endpoints_empty(void)
{
    return table_empty(sizeof(struct known), sizeof(((struct known *)NULL)->key), ENDPOINTS_MOST);
}

void endpoints_add(struct table *endpoints, const struct skypedpi_endpoint *endpoint, const char *application,
                   const char *signature)
{
    uint8_t key[sizeof(((struct known *)NULL)->key)] = {
        endpoint->family, endpoint->transport, (uint8_t)(endpoint->port >> 8), (uint8_t)endpoint->port};

    memcpy(key + 4, endpoint->address, sizeof(endpoint->address));
    struct known *known = table_use(endpoints, key);
    if (!known)
        return;
    known->endpoint = *endpoint;
    known->named = false;
    snprintf(known->application, sizeof(known->application), "%s", application);
    snprintf(known->signature, sizeof(known->signature), "%s", signature);
}

void endpoints_name(struct table *endpoints, const skypedpi_db *db)
{
    struct skypedpi_signature signature = {.size = sizeof(signature)};

    for (struct table_link *link = endpoints->newest; link && db; link = link->older) {
        struct known *known = (struct known *)(void *)link;
        if (known->named)
            return;
        known->reason[0] = '\0';
        if (skypedpi_db_find(db, known->endpoint.signature, &signature) == SKYPEDPI_OK)
            snprintf(known->reason, sizeof(known->reason), "%s", signature.source);
        known->named = true;
    }
}

void endpoints_tell(const struct table *endpoints, struct hosts *hosts)
{
    for (const struct table_link *link = endpoints->oldest; link; link = link->newer) {
        const struct known *known = (const struct known *)(const void *)link;
        const struct skypedpi_endpoint *endpoint = &known->endpoint;
        if (endpoint->transport == 17 && endpoint->application != SKYPEDPI_APPLICATION_UNKNOWN)
            hosts_set_port(hosts, endpoint);
    }
}

static int by_first(const void *left, const void *right)
{
    const struct known *const *a = left, *const *b = right;

    if ((*a)->endpoint.first != (*b)->endpoint.first)
        return (*a)->endpoint.first < (*b)->endpoint.first ? -1 : 1;
    return memcmp((*a)->key, (*b)->key, sizeof((*a)->key));
}

const struct known *const *endpoints_sorted(struct table *endpoints)
{
    return (const struct known *const *)table_sorted(endpoints, by_first);
}
