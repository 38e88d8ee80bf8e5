/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/native/native.h"

#include <stdbool.h>
#include <string.h>

/* A call to the telephone network (BON07 3.2.3): once it runs, the first four bytes of each packet of a
 * direction are one constant connection id, and everything from byte 5 on is random. Counting how long both
 * hold is more than a signature can say. RTP keeps two bytes at most in common with its successor; protocols
 * with a constant header repeat bytes behind it, too. */

#define RUN_NEEDED   8 /* packets in a row, in each direction that speaks: fits in the budget, behind a dozen */
#define RANDOM_AT    5
#define RANDOM_BYTES 8

struct run {
    uint8_t id[4];
    uint8_t last[RANDOM_BYTES - 1];
    uint8_t count; /* packets in a row with this id; 255 is the most that is counted */
};

struct skypeout {
    struct run run[2]; /* by direction */
};

_Static_assert(sizeof(struct skypeout) == NATIVE_SKYPEOUT_STATE, "the state the descriptor asks for");

/* Random bytes agree with the packet before in none, or once in a while in one place. */
static bool changed(const struct run *run, const uint8_t *bytes)
{
    unsigned same = 0;
    for (unsigned i = 0; i < sizeof run->last; i++)
        same += run->last[i] == bytes[i];
    return same <= 1;
}

int native_skypeout(void *user, void *state, const struct skypedpi_message *message)
{
    (void)user;
    struct skypeout s;
    if (message->captured < RANDOM_AT + RANDOM_BYTES)
        return 0;
    memcpy(&s, state, sizeof s);
    struct run *run = &s.run[message->reverse ? 1 : 0];
    const uint8_t *bytes = message->payload + RANDOM_AT;
    bool repeated = memcmp(run->last, bytes, sizeof run->last) == 0; /* the first packets are sent twice */
    if (run->count == 0 || memcmp(run->id, message->payload, sizeof run->id) != 0)
        run->count = 1;
    else if (!repeated && !changed(run, bytes))
        run->count = 1;
    else if (!repeated && run->count < 255)
        run->count++;
    memcpy(run->id, message->payload, sizeof run->id);
    memcpy(run->last, bytes, sizeof run->last);
    memcpy(state, &s, sizeof s);
    const struct run *other = &s.run[message->reverse ? 0 : 1];
    return run->count >= RUN_NEEDED && (other->count == 0 || other->count >= RUN_NEEDED);
}
