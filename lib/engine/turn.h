/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_TURN_H
#define LIB_ENGINE_TURN_H

#include "lib/base/bytes.h"
#include "lib/engine/engine.h"
#include "lib/engine/view.h"

/* Messages. A datagram is one; on TCP a turn is: what one side says until the other answers. */

/* A TCP flow opens: shown as a message of no bytes, before the first. */
void turn_opening(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                  uint64_t time);

/* A datagram that is not empty. */
void turn_datagram(struct skypedpi_engine *engine, struct skypedpi_flow *flow,
                   const struct skypedpi_packet *packet);

/* The next bytes of a TCP direction, in order, each byte once. */
void turn_bytes(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct piece *piece);

/* So many bytes were sent and not captured. */
void turn_unseen(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned direction,
                 uint32_t length, uint64_t time);

/* The bytes of a turn that was thought unseen came after all. */
void turn_late(struct skypedpi_engine *engine, struct skypedpi_flow *flow, const struct piece *piece);

/* Is a turn of that direction put together in the buffer? */
bool turn_grows(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned direction);

/* Keeps of the present turn what later ones may look back at, and empties its part of the buffer. */
void turn_end(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* The flow's buffer, taken from the pool if it has none; NULL if there are no buffers at all. */
struct buffer *turn_buffer(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint64_t time);

/* Gives the flow's buffer back. */
void turn_release(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

#endif
