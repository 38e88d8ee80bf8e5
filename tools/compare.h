/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_COMPARE_H
#define TOOLS_COMPARE_H

#include "tools/classifier.h"

/* Two sets, OLD and NEW: what their signatures say, and what they say of flows. */

enum { OLD, NEW, SIDES };

/* ---- signatures ---- */

enum set_change { SET_ADDED, SET_REMOVED, SET_CHANGED };

struct signature_change {
    enum set_change change;
    struct skypedpi_signature side[SIDES]; /* the strings of one that is not there are "" */
    unsigned what;                         /* enum signature_part, or-ed; of one that changed */
};

enum signature_part {
    PART_NAME = 1 << 0,
    PART_TRANSPORT = 1 << 1,
    PART_SCOPE = 1 << 2,
    PART_APPLICATION = 1 << 3,
    PART_ACTIVITY = 1 << 4,
    PART_MECHANISM = 1 << 5,
    PART_ERA = 1 << 6,
    PART_WEIGHT = 1 << 7,
    PART_PATH = 1 << 8,
    PART_SOURCE = 1 << 9,
    PART_PROOF = 1 << 10,
    PART_CONDITION = 1 << 11,
    PARTS = 12
};

/* "weight condition" */
struct part_names {
    char text[160];
};
struct part_names part_names(unsigned what);

/* ---- flows ---- */

enum flow_change_kind {
    FLOW_SAME,
    FLOW_NEW,    /* was not known, and is an application now that a set finds, or is related to it */
    FLOW_LOST,   /* ... and is not known any more */
    FLOW_CHANGED /* is called otherwise in another way, or decided by another packet */
};

enum decision_change { DECISION_SAME, DECISION_EARLIER, DECISION_LATER };

struct flow_change {
    enum flow_change_kind kind;
    enum decision_change decision; /* of flows whose application stays */
    const char *capture;
    struct skypedpi_tuple tuple;
    uint64_t first;
    struct skypedpi_verdict verdict[SIDES];
};

struct comparison {
    skypedpi_db *db[SIDES];
    struct signature_change *signature; /* by id */
    size_t signatures;
    struct flow_change *flow;
    size_t flows;
    size_t room;
    uint64_t compared; /* flows */
    uint64_t count[FLOW_CHANGED + 1];
    uint64_t decisions[DECISION_LATER + 1];
};

/* Takes references of both, and compares their signatures. False after a complaint; comparison_free() in either
 * case. */
bool comparison_make(struct comparison *comparison, skypedpi_db *old, skypedpi_db *new);
void comparison_free(struct comparison *comparison);

/* Takes in the flows of a capture, as each set sees them. `path` must stay. False after a complaint. */
bool comparison_add(struct comparison *comparison, const struct classifier side[SIDES], const char *path);

/* Names for reports. */
const char *set_change_name(enum set_change change);
const char *flow_change_name(enum flow_change_kind kind);
const char *decision_name(enum decision_change decision); /* "" where nothing changed */

#endif
