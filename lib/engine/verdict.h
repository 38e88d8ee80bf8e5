/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_VERDICT_H
#define LIB_ENGINE_VERDICT_H

#include "lib/engine/engine.h"

/* What the scores of a flow come to, and how the embedder hears of it. */

/* Brings the verdict in line with the scores, and tells the embedder if that changes it. True if it does. */
bool verdict_settle(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* Does enough speak for one application to make the verdict final? */
bool verdict_suffices(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow);

/* Makes the verdict final as it stands: nothing more can be learned. */
void verdict_give_up(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* Tells the embedder the verdict as it stands. */
void verdict_call(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

/* The verdict as the embedder sees it. */
void verdict_tell(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                  struct skypedpi_verdict *verdict);

#endif
