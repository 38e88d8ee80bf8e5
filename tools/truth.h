/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_TRUTH_H
#define TOOLS_TRUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <skypedpi/engine.h>
#include "tools/source.h"

/* What the flows of a capture are, by a table beside it: CAPTURE without its ending, and .truth.csv.
 * docs/signatures.md, "Proving", describes it. */

struct truth_flow {
    struct skypedpi_tuple tuple; /* the lesser side first: which side spoke first does not matter */
    const char *label;           /* "": not told, or not sure */
    unsigned line;
    bool met; /* for the caller's use */
    bool right;
};

struct truth {
    struct source source; /* whose text the labels stand in */
    struct truth_flow *flow;
    size_t count;
    bool known;    /* there is a table, or it is negative */
    bool negative; /* nothing of what is sought is in it, by whoever told so */
    bool blocked;  /* it is from a network that blocks what it recognises */
};

/* Name of the table of a capture in `folder` (NULL: beside it). NULL after a complaint; to be freed. */
char *truth_path(const char *capture, const char *folder);

/* Without a table in `folder` (NULL: beside the capture) nothing is known. False after a complaint;
 * truth_free() in either case. */
bool truth_read(struct truth *truth, const char *capture, const char *folder, bool negative);
void truth_free(struct truth *truth);

/* The line of the table for a five-tuple; NULL without one. */
struct truth_flow *truth_find(const struct truth *truth, const struct skypedpi_tuple *tuple);
/* Its label; "" without one. */
const char *truth_label(const struct truth *truth, const struct skypedpi_tuple *tuple);

/* The application of the set that a label names; SKYPEDPI_APPLICATION_UNKNOWN if it names none. */
unsigned truth_application(const skypedpi_db *db, const char *label);

enum judgement { JUDGED_NOT, JUDGED_RIGHT, JUDGED_FALSE };

/* A flow with that label is said to be of an application of the set. */
enum judgement truth_judge(const struct truth *truth, const char *label, const skypedpi_db *db,
                           unsigned application);

/* The same of an endpoint, or host: right if any of its flows is, else false if any of them is. */
enum judgement truth_judge_endpoint(const struct truth *truth, const struct skypedpi_endpoint *endpoint,
                                    const skypedpi_db *db, unsigned application);

#endif
