/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_MATCH_H
#define LIB_ENGINE_MATCH_H

#include "lib/engine/engine.h"
#include "lib/engine/view.h"

/* Shows a message to the signatures; what fires goes to the score. Fills the view's reader. */
void match_message(struct skypedpi_engine *engine, struct skypedpi_flow *flow, struct view *view,
                   uint64_t time);

#endif
