/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_FANOUT_H
#define EXAMPLES_PROBE_FANOUT_H

#include "examples/probe/settings.h"
#include <skypedpi/kit.h>

/* Which worker a packet goes to. Both directions of a flow go to one, and all flows of a host of this network:
 * what one flow cannot show, its endpoint does. Hosts of this network are those in --home, else those the
 * subscribers' file names, else those with private addresses; as they are when the probe starts, since flows
 * under way must not move. Between two of them, or two others, a hash decides which one counts, the same for
 * all their flows. */
struct fanout {
    skypedpi_subscribers *home;
    uint64_t key[2];
    unsigned workers;
};

/* False after a complaint; fanout_close() in either case. `key`: secret and random where traffic is hostile. */
bool fanout_open(struct fanout *fanout, const struct settings *settings, const uint64_t key[2]);
void fanout_close(struct fanout *fanout);

/* From 0 to one less than the workers. */
unsigned fanout_pick(const struct fanout *fanout, const struct skypedpi_frame *frame);

#endif
