/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_ALTERNATIVE_H
#define LIB_SIGSET_ALTERNATIVE_H

#include "lib/sigset/constraint.h"
#include "lib/sigset/facts.h"

/* One of the ways in which a condition can hold, the sides of each `or` chosen: what is true of every message
 * on which it holds in this way. It may say less than what is so, never more; what finds no room is not said.
 */

#define KNOWN_MAX  40
#define BYTES_MAX  80
#define TOLD_MAX   40
#define SPLITS_MAX 5 /* choices made; the `or` behind that says nothing */

/* Values that a field can have, and-ed with a mask before. */
struct known {
    struct instruction about;
    uint32_t mask;
    struct values values;
};

struct known_byte {
    uint16_t offset;
    uint8_t source;
    struct byte_test test;
};

/* A part of the condition that holds, or does not. */
struct told {
    uint16_t node;
    bool truth;
};

struct alternative {
    const struct expression *tree;
    struct facts facts;
    uint32_t reach[SOURCE_COUNT]; /* so many bytes are there to be read */
    uint64_t asked;               /* bits of enum field: fields of this message that are there */
    uint32_t sizes;               /* so many of size[] are */
    struct known known[KNOWN_MAX];
    struct known_byte byte[BYTES_MAX];
    struct told told[TOLD_MAX];
    struct told open[TOLD_MAX]; /* still to be split: an `or` that holds, an `and` that does not */
    uint16_t chosen[SPLITS_MAX];
    uint8_t known_count, byte_count, told_count, open_count, splits;
    uint16_t culprit; /* the test by which it does */
    bool never;       /* it contradicts itself */
};

/* Calls `each` for every way that does not contradict itself. The test that excludes those before it in any
 * way, or 0. */
uint16_t alternatives_each(const struct expression *tree, void (*each)(const struct alternative *, void *user),
                           void *user);

/* What is known of a field, or NULL. */
const struct known *alternative_known(const struct alternative *a, const struct instruction *about,
                                      uint32_t mask);

/* The bits that are known of a byte. */
struct byte_test alternative_byte(const struct alternative *a, unsigned source, unsigned offset);

/* The values that what is known of its bytes leaves to a number of the message. */
struct interval alternative_load(const struct alternative *a, const struct instruction *load, uint32_t mask);

/* ---- the steps of alternatives_each() ---- */

/* Adds what is known of a field. */
void alternative_know(struct alternative *a, const struct instruction *about, uint32_t mask,
                      const struct values *values);

/* Draws the conclusions from how messages, flows and fields go together: settle.c. */
void alternative_settle(struct alternative *a);

/* From where to where a number of a field lies; all if nothing is known. */
struct interval alternative_interval(const struct alternative *a, unsigned source, unsigned field);

#endif
