/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_KNOW_H
#define LIB_ENGINE_KNOW_H

#include "lib/engine/engine.h"

/* What endpoints and hosts are known for, and what flows have of it. */

/* A counting signature fired on an endpoint or host. */
void know_count(struct skypedpi_engine *engine, struct endpoint *endpoint, uint32_t signature, uint64_t time);

/* A flow proved by its own packets what it is: its endpoints learn it. `before` is the stage it had. */
void know_flow(struct skypedpi_engine *engine, struct skypedpi_flow *flow, unsigned before, uint64_t time);

/* A flow's endpoint plays a part that its traffic shows. */
void know_role(struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned side, unsigned role);

/* May something be known of an undecided flow that was not when it was last asked for? */
static inline bool know_news(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow)
{
    return flow->stage == SKYPEDPI_STAGE_OPEN && engine->endpoints.known &&
           flow->asked != engine->endpoints.news;
}

/* The endpoint or host that tells what an undecided flow is, or NULL. */
const struct endpoint *know_of(const struct skypedpi_engine *engine, struct skypedpi_flow *flow);

#endif
