/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_TUNNEL_H
#define LIB_ENGINE_TUNNEL_H

#include "lib/engine/engine.h"
#include "lib/engine/view.h"

/* May a message belong to a handshake with a proxy? A client begins it. */
static inline bool tunnel_may(const struct skypedpi_flow *flow, const struct view *view)
{
    return flow->tunnel != TUNNEL_NONE || !view->server;
}

/* Follows the handshake with a proxy. Returns how many bytes of the message belong to it when it is through,
 * so that the rest is the inner stream; else 0. */
uint32_t tunnel_step(struct skypedpi_flow *flow, const struct view *view);

/* Forgets the messages so far: the inner stream is a stream of its own. */
void tunnel_restart(struct skypedpi_flow *flow);

#endif
