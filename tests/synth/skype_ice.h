/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_SKYPE_ICE_H
#define TESTS_SYNTH_SKYPE_ICE_H

#include "tests/synth/synth.h"

/* Connectivity checks as Microsoft's clients make them (CAPC, CAPT). */

/* Which client's form it is, and the four characters each side is named by. */
struct skype_ice {
    bool teams;
    char name[2][5];
    uint64_t tie_breaker[2];
};

struct skype_ice skype_ice_between(struct synth *s, bool is_teams);
/* What side `from` asks: 104 bytes of Skype (CAPC) or 112 of Teams (CAPT). */
struct synth_message skype_ice_request(struct synth *s, const struct skype_ice *ice, int from);
/* The answer to one who is seen at `seen`: 72 bytes of Skype or 88 of Teams. */
struct synth_message skype_ice_response(struct synth *s, const struct skype_ice *ice,
                                        const struct synth_message *request, const struct synth_endpoint *seen);

#endif
