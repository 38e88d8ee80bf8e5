/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_SCORE_H
#define LIB_ENGINE_SCORE_H

#include "lib/engine/know.h"
#include "lib/engine/view.h"

/* Counts a signature that fired. False if there is no room for it. */
bool score_add(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint32_t signature,
               struct view *view, uint64_t time);

/* Brings the verdict in line with what fired, and tells the embedder what that changes. */
void score_settle(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint64_t time);

/* An undecided flow becomes what its endpoint is known for, now that there is news. */
void score_adopt_news(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint64_t time);

static inline void score_adopt(struct skypedpi_engine *engine, struct skypedpi_flow *flow, uint64_t time)
{
    if (know_news(engine, flow))
        score_adopt_news(engine, flow, time);
}

/* Forgets evidence, what detectors saw, and verdict: what is inside a tunnel speaks for itself. */
void score_restart(struct skypedpi_engine *engine, struct skypedpi_flow *flow);

#endif
