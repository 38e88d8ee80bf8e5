/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_PATH_H
#define LIB_ENGINE_PATH_H

#include "lib/engine/engine.h"

/* How packets find their way, and what part the endpoints of a flow play. */

/* A counting signature that shows a path has fired: notes it between the two hosts of the flow. `side` is the
 * host it was counted for. */
void path_note(struct skypedpi_engine *engine, const struct skypedpi_flow *flow, unsigned side, unsigned path);

/* A call began on a flow in that second. Was a path just sought to another host, and not found? Then a third
 * carries it. */
bool path_failed_elsewhere(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
                           uint32_t second);

/* Role and path of a flow that is decided, for its verdict. */
void path_tell(const struct skypedpi_engine *engine, const struct skypedpi_flow *flow,
               struct skypedpi_verdict *verdict);

#endif
