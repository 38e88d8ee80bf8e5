/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_STEPS_H
#define LIB_SIGSET_STEPS_H

#include "lib/sigset/model.h"

/* How much work a set can make of one message, whoever wrote both. A step is what an instruction does that goes
 * through nothing: 32 instructions of the machine at most. One that goes through a list or a text takes
 * a step for each entry, or each byte it may compare. */

#define MESSAGE_STEPS_MAX (UINT32_C(1) << 20) /* of all signatures that one message may meet */

/* Of a verified model: the first signature, by index, with which it is more than MESSAGE_STEPS_MAX; NO_INDEX if
 * none is. */
uint32_t steps_exceeded(const struct model *model);

/* The most of its signatures that one message of a transport may meet; more than MESSAGE_STEPS_MAX if it is
 * more. */
uint32_t steps_of(const struct model *model, uint8_t transport);

#endif
