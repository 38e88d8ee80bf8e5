/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_RELAY_H
#define LIB_ENGINE_RELAY_H

#include "lib/engine/engine.h"

/* A relay node passes on what it is sent: what comes to its endpoint by one flow leaves by another at once,
 * with the same length (Suh et al.). Where all packets have one length nothing can be told. */

/* A packet with data of a flow that is followed; `changed`: its length is another than that of the flow's last
 * in this direction. True if it shows that what the flow carries is relayed. */
bool relay_packet(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                  uint32_t length, bool changed);

#endif
