/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_STREAM_H
#define LIB_ENGINE_STREAM_H

#include "lib/engine/engine.h"

/* Puts the packets of a flow in order and shows its messages to the matcher. */

void stream_feed(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                 const struct skypedpi_packet *packet);

/* Looks at what waits for bytes that will not come any more, and gives the buffer back. */
void stream_flush(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* Gives the buffer back without looking at what waits in it. */
void stream_drop(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

#endif
