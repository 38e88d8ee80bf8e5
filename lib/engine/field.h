/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_FIELD_H
#define LIB_ENGINE_FIELD_H

#include "lib/engine/view.h"

/* Value of a field of a message; false if it is not there. */
bool field_read(struct view *view, unsigned source, unsigned field, uint32_t argument, uint64_t *value);

#endif
