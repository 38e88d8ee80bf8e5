/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_PROGRAM_H
#define LIB_ENGINE_PROGRAM_H

#include "lib/engine/view.h"
#include "lib/sigset/model.h"

/* Runs a signature's program on a message, whose readers it may set going. The program comes from a verified
 * model. */
bool program_holds(const struct model *model, const struct signature *signature, struct view *view);

/* What an instruction puts on the stack; false: it is not there. */
bool program_value(struct view *view, const struct instruction *instruction, uint64_t *value);

#endif
