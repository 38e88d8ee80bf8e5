/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_CLASSIFIER_H
#define TOOLS_CLASSIFIER_H

#include <stdbool.h>
#include <skypedpi/kit/table.h>
#include "tools/capture.h"
#include "tools/rows.h"

/* From frames to rows: an engine, with the flow table and the reassembly it needs. */

struct classifier {
    skypedpi_engine *engine;
    skypedpi_table *table;
    skypedpi_defrag *defrag;
    struct rows rows;
    struct news_list news;
    const char *capture; /* the file the next frame stands in */
    uint64_t frames;
    uint64_t result[SKYPEDPI_FRAME_RESULTS]; /* what became of them */
    uint64_t next_tick;
    uint64_t blocks_lost; /* blocked flows that the engine had no room for */
    bool failed;          /* and has complained */
};

/* What else is to be done, or-ed. */
enum classifier_wants {
    CLASSIFIER_EVIDENCE = 1, /* evidence is kept with the rows */
    CLASSIFIER_BLOCKS = 2    /* what is recognised is blocked, and what its host tries next is noted */
};

struct classifier_settings {
    uint32_t max_flows;
    uint32_t max_endpoints;
    unsigned wants; /* enum classifier_wants */
};

/* False after a complaint; classifier_free() in either case. `classifier` must stay where it is. */
bool classifier_make(struct classifier *classifier, skypedpi_db *db,
                     const struct classifier_settings *settings);
void classifier_free(struct classifier *classifier);

/* Reads a capture into rows, with warnings for what was not looked at; EXIT_... */
int classifier_read(struct classifier *classifier, const char *path);

/* Ends all flows: every row has its last verdict then. False after a complaint. */
bool classifier_finish(struct classifier *classifier);

#endif
