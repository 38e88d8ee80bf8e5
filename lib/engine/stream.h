/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_STREAM_H
#define LIB_ENGINE_STREAM_H

#include "lib/engine/engine.h"

/* Puts the packets of a flow in order and shows its messages to the matcher. */

void stream_feed(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                 const struct skypedpi_packet *packet);

/* Is a TCP packet an acknowledgement of what was seen, and nothing else? Feeding it does nothing then. Most
 * packets are such. */
static inline bool stream_idle(const struct skypedpi_flow *flow, const struct skypedpi_packet *p)
{
    const unsigned telling = SKYPEDPI_TCP_SYN | SKYPEDPI_TCP_FIN | SKYPEDPI_TCP_RST | SKYPEDPI_TCP_ACK;
    const unsigned other = 1 - (p->flags & SKYPEDPI_PACKET_REVERSE);
    return p->length == 0 && (p->tcp_flags & telling) == SKYPEDPI_TCP_ACK && flow_has(flow, BIT_TCP) &&
           flow_has(flow, BIT_SEQ(other)) && (int32_t)(p->acknowledgement - flow->next[other]) <= 1;
}

/* Looks at what waits for bytes that will not come any more, and gives the buffer back. */
void stream_flush(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* Gives the buffer back without looking at what waits in it. */
void stream_drop(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

#endif
