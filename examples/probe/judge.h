/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_JUDGE_H
#define EXAMPLES_PROBE_JUDGE_H

#include "examples/probe/worker.h"

/* What a flow is, whose it is, and what the policy says to that. */

/* Asks for a flow's verdict, when it may have changed or when it is `final`: nothing more will be known.
 * `anew`: the rules are others. */
struct skypedpi_verdict judge_flow(struct worker *worker, struct row *row, bool final, bool anew);

/* What is known of a flow. Changes nothing: of a flow that is not settled, that is nothing yet. */
struct skypedpi_verdict judge_look(struct worker *worker, const struct row *row);

/* The last word on a flow that has ended. */
void judge_ended(struct worker *worker, struct row *row, const struct skypedpi_verdict *verdict);

/* Whose it is: the source's, or the destination's if the source is nobody's. */
void judge_user(const struct worker *worker, const struct skypedpi_tuple *tuple, struct row *row);

/* Complains about what an engine must not say, once. */
bool judge_result(struct worker *worker, int result);

#endif
