/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_FUZZ_SCRIPT_INSIDE_H
#define TESTS_FUZZ_SCRIPT_INSIDE_H

#include "tests/fuzz/script.h"

/* A script being played, shared by the parts of the player. */

/* What the embedder was told last of a flow. */
struct told {
    uint16_t application, activity, mechanism, stage;
};

struct slot {
    skypedpi_flow *flow; /* NULL: not open */
    bool tcp, done;      /* done: feed said so */
    uint32_t next[2];    /* sequence numbers */
    struct told told;
};

/* What the library takes and gives back. It takes nothing while `closed`. */
struct memory {
    uint8_t fill; /* stands in new memory, so that what is read of it before it is written differs */
    bool closed;
    size_t taken;
};

struct player {
    skypedpi_engine *engine;
    skypedpi_db *const *db;
    unsigned in_use; /* of db */
    struct skypedpi_settings settings;
    struct skypedpi_allocator allocator;
    struct memory memory;
    uint64_t time;
    struct slot slot[SCRIPT_SLOTS];
    struct skypedpi_stats expect; /* as far as it can be known from outside */
    uint64_t evidence_told;
    struct tale tale;
};

void settings_take(struct player *p, struct reader *script);

/* What was just read of a verdict, against what was told before. */
void verdict_check(struct player *p, struct slot *slot, const struct skypedpi_verdict *v);
/* After another set was put in place an application may have lost its number. */
void told_renew(struct player *p);
void stats_check(struct player *p);
void on_verdict(void *user, skypedpi_flow *flow, const struct skypedpi_verdict *v);
void on_evidence(void *user, skypedpi_flow *flow, const struct skypedpi_evidence *e);
void on_endpoint(void *user, const struct skypedpi_endpoint *e);
void on_attempt(void *user, skypedpi_flow *flow, const struct skypedpi_attempt *a);

/* Calls that must be refused and must change nothing. */
void wrong_calls(struct player *p, struct slot *slot);

#endif
