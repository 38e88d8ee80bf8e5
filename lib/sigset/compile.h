/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_COMPILE_H
#define LIB_SIGSET_COMPILE_H

#include "lib/sigset/builder.h"

/* Looks up what the signatures of a set mention and makes a model of it. The model's texts and programs stay
 * the builder's; set_model_release() gives back the rest. */

/* SKYPEDPI_OK, SKYPEDPI_E_TEXT, SKYPEDPI_E_NATIVE or SKYPEDPI_E_MEMORY. */
int set_model_build(struct builder *builder, struct report *report, struct model *model);

void set_model_release(const struct builder *builder, struct model *model);

#endif
