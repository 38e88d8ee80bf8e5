/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_ENDPOINT_H
#define LIB_ENGINE_ENDPOINT_H

#include <stdbool.h>
#include <stdint.h>
#include <skypedpi/engine.h>
#include "lib/sigset/model.h"

/* What is remembered of an endpoint (an address and a port) or of a host (an address): for each counting
 * signature of the set what it has counted, and what they have proven. Records live in sets of WAYS; a newcomer takes
 * the place of the least of its set: one that proved nothing, then one that counted least, then the
 * oldest. So a flood of forged addresses pushes out itself, and never an endpoint that is known. */

#define WAYS 8
#define COUNTERS 4     /* counting signatures of one scope */
#define COUNTER_PEERS 6 /* peers a counter tells apart; it estimates above */

/* What one counting signature has counted. */
struct counter {
    uint32_t value;  /* of the last message counted: steps go from here, agreement is with it */
    uint32_t fresh;  /* bits of the values that must be new each time */
    uint16_t peer[COUNTER_PEERS]; /* hashes; or together with `second` bits of an estimate */
    uint16_t second[COUNTER_PEERS]; /* when each was counted, seconds, wrapping */
};

_Static_assert(sizeof(struct counter) == 32, "four counters and a head make a record");

enum endpoint_kind { ENDPOINT_NONE, ENDPOINT_UDP, ENDPOINT_TCP, ENDPOINT_HOST };

struct endpoint {
    uint8_t address[16];
    uint16_t port; /* 0 for a host */
    uint8_t kind;  /* enum endpoint_kind; 0 in an empty place */
    uint8_t family;
    uint32_t first; /* seconds, wrapping: when it was first counted */
    uint32_t last;  /* when it last did something that counts */
    uint16_t signature; /* index of the strongest that fired, or NO_INDEX */
    uint8_t application; /* what it is known for; 0: nothing */
    uint8_t score;
    uint8_t role;    /* enum skypedpi_role */
    uint8_t strange; /* messages lately that do not fit what it is known for */
    uint16_t fired[5]; /* indexes + 1 of signatures that fired */
    uint8_t count[COUNTERS]; /* what each counter stands at */
    uint8_t missed[COUNTERS]; /* messages in a row that did not fit its step */
    uint32_t low, high; /* range of the values of a chain, for the flows that made it */
    struct counter counter[COUNTERS];
};

_Static_assert(sizeof(struct endpoint) <= 192, "the promise of docs/architecture.md");

#endif
