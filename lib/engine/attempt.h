/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_ATTEMPT_H
#define LIB_ENGINE_ATTEMPT_H

#include "lib/engine/engine.h"
#include "lib/engine/view.h"

/* A client that is not let through tries the same address again another way. Notes an opening, and tells the
 * view what the same host tried before. Only hosts with a known endpoint are followed; false for others. */
bool attempt_note(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct view *view);

/* A flow begins, be it in its middle: if its host was blocked it is an attempt. */
void attempt_begins(const struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* Tells a view of a flow's first message what was blocked before. */
void attempt_look(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow, struct view *view);

/* The embedder blocks a flow. SKYPEDPI_OK or SKYPEDPI_E_FULL. */
int attempt_block(struct skypedpi_engine *engine, const struct skypedpi_flow *flow);

/* A flow is decided: if it is what a blocked host tries next, the embedder is told. */
void attempt_decided(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

#endif
