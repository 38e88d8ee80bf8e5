/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_SCOPE_H
#define EXAMPLES_PROBE_GRAPHS_SCOPE_H

#include "examples/probe/graphs/graphs_folder.h"
#include "examples/probe/graphs/graphs_series.h"

/* All that is counted for: the total, users and groups, and the series of each. A bounded number of all of
 * them. */

/* Most applications, and most activities, of one scope; the rest are counted as one. */
#define GRAPHS_SERIES_MOST 32

struct graphs_scope {
    enum graphs_of of;
    char name[GRAPHS_NAME];
    unsigned count;
    struct graphs_series *series[2 * GRAPHS_SERIES_MOST + 8];
};

struct graphs_scopes {
    const char *directory;
    struct graphs_disk *disk;
    unsigned most;          /* users, and groups */
    unsigned users, groups; /* there are */
    unsigned count, room;
    struct graphs_scope **list; /* in the order of their names */
};

/* Reads what the directory has. False after a complaint. */
bool graphs_scopes_load(struct graphs_scopes *scopes);
void graphs_scopes_free(struct graphs_scopes *scopes);

/* The scope of a user or group, or of the others if there are too many. NULL: no memory. */
struct graphs_scope *graphs_scopes_find(struct graphs_scopes *scopes, enum graphs_of of, const char *name);

/* Its series of an application or activity. NULL: no memory. */
struct graphs_series *graphs_scope_series(struct graphs_scopes *scopes, struct graphs_scope *scope, int by,
                                          const char *name);

/* Calls it with each series. */
void graphs_scopes_walk(struct graphs_scopes *scopes, void (*visit)(struct graphs_series *series, void *user),
                        void *user);

#endif
