/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_REPORT_ENDPOINTS_H
#define EXAMPLES_PROBE_REPORT_ENDPOINTS_H

#include "examples/probe/report/report_hosts.h"

/* What became known of endpoints. When there are too many, those not told of for longest make room. */

#define ENDPOINTS_MOST 100000u

/* An endpoint, as it was told last. */
struct known {
    struct table_link link;
    uint8_t key[20]; /* family, transport, port, address */
    bool named;      /* its reason is filled in */
    struct skypedpi_endpoint endpoint;
    char application[64], signature[64], reason[256];
};

struct table endpoints_empty(void);

void endpoints_add(struct table *endpoints, const struct skypedpi_endpoint *endpoint, const char *application,
                   const char *signature);

/* Where facts of the signatures are from, for all endpoints told of since it was asked last. */
void endpoints_name(struct table *endpoints, const skypedpi_db *db);

/* Tells hosts where their clients are; what was told last holds. */
void endpoints_tell(const struct table *endpoints, struct hosts *hosts);

/* NULL at the end; in the order in which they became known. */
const struct known *const *endpoints_sorted(struct table *endpoints);

#endif
