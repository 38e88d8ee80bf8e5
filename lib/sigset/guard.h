/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_GUARD_H
#define LIB_SIGSET_GUARD_H

#include "lib/base/alloc.h"
#include "lib/sigset/model.h"

/* Most programs are rows of simple tests: a number of the message lies between two others. Those they begin
 * with are taken out when a database is loaded, so that the matcher runs them without a stack; what is left is
 * run as it stands. Nothing of this is in the image. */

/* Makes the guards of all signatures of a verified model. SKYPEDPI_OK or SKYPEDPI_E_MEMORY. */
int guards_open(struct model *model, const struct skypedpi_allocator *allocator);

#endif
