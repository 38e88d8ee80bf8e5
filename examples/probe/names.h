/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_NAMES_H
#define EXAMPLES_PROBE_NAMES_H

#include "examples/probe/event.h"
#include "examples/probe/settings.h"

/* What people write for the probe, and what makes numbers into names: signatures, subscribers, policy. Read
 * together, at the start and on SIGHUP, and does not change once read. */
struct rulebook {
    skypedpi_db *db;
    skypedpi_subscribers *subscribers; /* NULL: there are none */
    skypedpi_policy *policy;           /* NULL: everything is allowed */
};

/* NULL after a complaint. */
struct rulebook *rulebook_read(const struct settings *settings);
void rulebook_free(struct rulebook *rules);

/* A line about it for people. */
void rulebook_describe(const struct rulebook *rules, char *text, size_t room);

/* Reads a file of subscribers; NULL after a complaint. */
skypedpi_subscribers *rulebook_subscribers(const char *path);

struct names names_of(const struct rulebook *rules);

/* Puts the names to the numbers of a connection's record. */
void names_fill(const struct names *names, struct connection *connection);
/* A signature, by the number that verdicts and evidence have; one without a name if there is none. */
struct skypedpi_signature names_find(const skypedpi_db *db, uint32_t id);
const char *names_signature(const struct names *names, uint32_t id);

#endif
