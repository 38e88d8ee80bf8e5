/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SINKS_H
#define EXAMPLES_PROBE_SINKS_H

#include <stdatomic.h>
#include "examples/probe/event.h"
#include "examples/probe/settings.h"

/* Everybody the user wants told. */
struct sinks {
    struct sink *item;
    size_t count;
    char title[256]; /* what packets are from, for people */
};

/* Opens them; the list must stay where it is, and be empty. `reopen` grows when logs are to be opened anew.
 * False after a complaint, and none is open then. */
bool sinks_open(struct sinks *sinks, const struct settings *settings, const atomic_uint *reopen);
/* Frees the list; the sinks are closed by whoever told them. */
void sinks_free(struct sinks *sinks);
/* Before the process ends with sinks that are open: what others would find in disorder is put right. Any
 * thread. */
void sinks_leave(const struct settings *settings);

/* The timeout after which a sink's goes_on() is to be called, nanoseconds; 0: never. */
uint64_t sinks_active(const struct settings *settings);
/* Has a sink a so_far() that is to be called? */
bool sinks_looking(const struct settings *settings);

/* To be called first in main(): what a sink does in a process of its own is done here, and does not return. */
void sinks_begin(int argc, char **argv);

#endif
