/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_KNOWN_H
#define EXAMPLES_PROBE_SYSLOG_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Connections whose begin was told and whose end was not. */

#define SYSLOG_KNOWN_MAX (1u << 22)

struct syslog_known {
    uint64_t *places; /* id and 1, 0 is empty: a hash table with linear probing, at most half full */
    size_t room;      /* a power of two, or 0 */
    size_t count;
};

bool syslog_known_has(const struct syslog_known *known, uint64_t id);
bool syslog_known_add(struct syslog_known *known, uint64_t id); /* false: no room, it is not kept */
void syslog_known_remove(struct syslog_known *known, uint64_t id);
void syslog_known_free(struct syslog_known *known);

#endif
