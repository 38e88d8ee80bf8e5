/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/report/report_hosts.h"

#include <stdio.h>
#include <string.h>
#include "examples/probe/report/report_sums.h"

#define CLIENT_PEERS 3 /* so many make a client of a host that neither logged in nor named its version */

/* A peer is counted once for a host: an address and a port there. */
struct peer {
    struct table_link link;
    uint8_t key[4 + 17 + 2]; /* the host's number, family, address, port */
};

void hosts_open(struct hosts *hosts)
{
    hosts->host = table_empty(sizeof(struct host), sizeof(((struct host *)NULL)->key), HOSTS_MOST);
    hosts->peer = table_empty(sizeof(struct peer), sizeof(((struct peer *)NULL)->key), PEERS_MOST);
}

void hosts_close(struct hosts *hosts)
{
    table_clear(&hosts->host);
    table_clear(&hosts->peer);
}

bool hosts_failed(const struct hosts *hosts)
{
    return hosts->host.failed || hosts->peer.failed;
}

/* ---- adding ---- */

static void put_address(uint8_t key[17], const struct skypedpi_tuple *tuple, unsigned side)
{
    key[0] = tuple->family;
    memcpy(key + 1, side ? tuple->destination : tuple->source, 16);
}

static void count_peer(struct hosts *hosts, struct host *host, const struct skypedpi_tuple *tuple,
                       unsigned side)
{
    uint8_t key[sizeof(((struct peer *)NULL)->key)];
    uint16_t port = side ? tuple->source_port : tuple->destination_port;
    uint32_t before = hosts->peer.added;

    memcpy(key, &host->link.number, 4);
    put_address(key + 4, tuple, 1 - side);
    memcpy(key + 21, &port, 2);
    table_use(&hosts->peer, key);
    host->peers += hosts->peer.added - before;
}

/* A single release, not a range: the client named it. */
static bool names_release(const struct skypedpi_verdict *verdict)
{
    return verdict->era_first.part[2] != SKYPEDPI_RELEASE_ANY &&
           memcmp(&verdict->era_first, &verdict->era_last, sizeof(verdict->era_first)) == 0;
}

static void meet_side(struct hosts *hosts, const struct skypedpi_record *record, unsigned side)
{
    uint8_t key[sizeof(((struct host *)NULL)->key)];
    uint32_t before = hosts->host.added;

    put_address(key, &record->tuple, side);
    struct host *host = table_use(&hosts->host, key);
    if (!host)
        return;
    if (hosts->host.added != before) {
        memset(&host->release, 0xff, sizeof(host->release));
        host->first = record->first;
    }
    host->named = false;
    host->first = record->first < host->first ? record->first : host->first;
    host->last = record->last > host->last ? record->last : host->last;
    if (side == 0 && names_release(&record->verdict))
        host->release = record->verdict.era_first;
    /* many come to a server: that makes no client of it */
    if (sums_is_skype(&record->verdict) && (side == 0 || record->tuple.transport == 17))
        count_peer(hosts, host, &record->tuple, side);
}

void hosts_meet(struct hosts *hosts, const struct connection *connection)
{
    const struct skypedpi_verdict *verdict = &connection->record.verdict;

    if (sums_is_skype(verdict) || verdict->application == SKYPEDPI_APPLICATION_SKYPE_RELATED)
        for (unsigned side = 0; side < 2; side++)
            meet_side(hosts, &connection->record, side);
}

static void count_side(struct hosts *hosts, const struct skypedpi_record *record, unsigned side, bool out)
{
    const struct skypedpi_verdict *verdict = &record->verdict;
    uint8_t key[sizeof(((struct host *)NULL)->key)];
    bool login = side == 0 && verdict->activity == SKYPEDPI_ACTIVITY_LOGIN, call = verdict->call_start != 0;

    put_address(key, &record->tuple, side);
    struct host *host = table_find(&hosts->host, key);
    if (!host)
        return;
    sums_usage(&host->usage, &record->usage, out);
    host->logins = out ? host->logins - login : host->logins + login;
    host->calls = out ? host->calls - call : host->calls + call;
}

void hosts_count(struct hosts *hosts, const struct connection *connection, bool out)
{
    if (sums_is_skype(&connection->record.verdict))
        for (unsigned side = 0; side < 2; side++)
            count_side(hosts, &connection->record, side, out);
}

/* ---- what is told of them ---- */

/* Those heard of since the last time are all behind those that were not. */
void hosts_name(struct hosts *hosts, const skypedpi_subscribers *subscribers)
{
    struct skypedpi_subscriber user = {.size = sizeof(user)};

    for (struct table_link *link = hosts->host.newest; link; link = link->older) {
        struct host *host = (struct host *)(void *)link;
        if (host->named)
            return;
        uint32_t number = skypedpi_subscribers_find(subscribers, host->key[0], host->key + 1);
        if (skypedpi_subscribers_user(subscribers, number, &user) == SKYPEDPI_OK)
            snprintf(host->user, sizeof(host->user), "%s", user.name);
        host->named = true;
    }
}

void hosts_set_port(struct hosts *hosts, const struct skypedpi_endpoint *endpoint)
{
    uint8_t key[sizeof(((struct host *)NULL)->key)] = {endpoint->family};

    memcpy(key + 1, endpoint->address, 16);
    struct host *host = table_find(&hosts->host, key);
    if (host)
        host->port = endpoint->port;
}

bool host_is_client(const struct host *host)
{
    return host->peers >= CLIENT_PEERS || host->logins || host->release.part[0] != SKYPEDPI_RELEASE_ANY;
}

static int by_peers(const void *left, const void *right)
{
    const struct host *const *a = left, *const *b = right;
    bool x = host_is_client(*a), y = host_is_client(*b);

    if (x != y)
        return x ? -1 : 1;
    if ((*a)->peers != (*b)->peers)
        return (*a)->peers > (*b)->peers ? -1 : 1;
    return memcmp((*a)->key, (*b)->key, sizeof((*a)->key));
}

const struct host *const *hosts_sorted(struct hosts *hosts)
{
    return (const struct host *const *)table_sorted(&hosts->host, by_peers);
}
