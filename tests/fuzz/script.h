/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_FUZZ_SCRIPT_H
#define TESTS_FUZZ_SCRIPT_H

#include <skypedpi/skypedpi.h>
#include "tests/fuzz/target.h"

/* Calls of the engine, as bytes. A script begins with SCRIPT_HEAD bytes that say how large the engine's pools
 * are (script_settings.c); steps follow, a byte and what the step takes. Whatever the bytes are, they are a
 * script.
 *
 *     bits 0 to 2   enum script_step
 *     bits 3 to 6   which of the SCRIPT_SLOTS flows; for SCRIPT_ENGINE, what
 *     bit 7         from destination to source; for SCRIPT_TIME, back
 */

enum { SCRIPT_HEAD = 12, SCRIPT_SLOTS = 16, SCRIPT_DBS = 3, SCRIPT_REVERSE = 0x80 };

enum script_step {
    SCRIPT_OPEN, /* facts 1 (bit 0 TCP, bit 1 IPv6), addresses 4 and 4, ports 2 and 2; closes what is open there
                  */
    SCRIPT_SAY,  /* delay 1, length 2, payload: goes on where the side stopped */
    SCRIPT_PACKET,  /* delay 1, TCP flags 1, sequence skew 2, acknowledgement skew 1, bytes not captured 2, then
                       length 2 and payload */
    SCRIPT_VERDICT, /* nothing */
    SCRIPT_CLOSE,   /* nothing */
    SCRIPT_BLOCK,   /* nothing */
    SCRIPT_TIME,    /* delay 1 */
    SCRIPT_ENGINE   /* nothing: enum script_call */
};

enum script_call {
    SCRIPT_SWAP_0, /* skypedpi_engine_set_db() */
    SCRIPT_SWAP_1,
    SCRIPT_SWAP_2,
    SCRIPT_TICK,
    SCRIPT_STATS,
    SCRIPT_WRONG /* this and all above: calls with arguments that must be refused */
};

/* A delay: four bits of milliseconds, doubled as often as the upper four say. */
static inline uint64_t script_delay(uint8_t code)
{
    return (uint64_t)(code & 15u) * 1000000u << (code >> 4);
}

/* Plays a script twice, and ends the program if the library breaks a promise: MUST() in script.c and
 * script_check.c says which. */
void script_play(struct bytes script, skypedpi_db *const db[SCRIPT_DBS]);

/* Databases for scripts, made once: the builtin set, and two small ones in which everything fires easily. */
skypedpi_db *const *script_sets(void);

#endif
