/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_COUNT_H
#define LIB_ENGINE_COUNT_H

#include "lib/engine/engine.h"
#include "lib/engine/view.h"

/* May a message count? What speaks against an application counts only where there is a record. A turn is asked
 * all the same: if it counts for nobody when it is first looked at, it does not when it grows. */
bool count_matters(const struct skypedpi_engine *engine, struct view *view, const struct signature *signature);

/* A message met the condition of a counting signature: counts it for the endpoint or host it is about. */
void count_message(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct view *view,
                   uint32_t signature, uint64_t time);

#endif
