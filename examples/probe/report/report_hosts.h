/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_HOSTS_H
#define EXAMPLES_PROBE_REPORT_HOSTS_H

#include "examples/probe/event.h"
#include "examples/probe/report/report_table.h"

/* Hosts that Skype was seen at. When there are too many, those not heard of for longest make room. */

#define HOSTS_MOST 100000u
#define PEERS_MOST 500000u

struct host {
    struct table_link link;
    uint8_t key[17]; /* family, address */
    bool named;      /* it was asked whose it is since it was heard of last */
    uint16_t port;   /* of its endpoint, 0: none is known */
    char user[64];
    struct skypedpi_release release; /* it named; all ANY if it did not */
    uint64_t first, last;
    uint32_t peers, logins, calls;
    struct skypedpi_usage usage; /* of Skype */
};

struct hosts {
    struct table host, peer;
};

void hosts_open(struct hosts *hosts);
void hosts_close(struct hosts *hosts);
bool hosts_failed(const struct hosts *hosts);

/* Notes the hosts of a connection, and whom they speak with: as often as it is told of. */
void hosts_meet(struct hosts *hosts, const struct connection *connection);
/* Counts it for them, once; or `out` again. */
void hosts_count(struct hosts *hosts, const struct connection *connection, bool out);

/* Whose they are, for all that were heard of since it was asked last. */
void hosts_name(struct hosts *hosts, const skypedpi_subscribers *subscribers);

/* Where the client of a host is, if there is such a host. */
void hosts_set_port(struct hosts *hosts, const struct skypedpi_endpoint *endpoint);

/* Does a client run there? */
bool host_is_client(const struct host *host);

/* NULL at the end; clients first, and those with most peers. */
const struct host *const *hosts_sorted(struct hosts *hosts);

#endif
