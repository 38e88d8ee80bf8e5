/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_NUMBER_H
#define TOOLS_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* A decimal number from the command line, behind `option`; false after a complaint. */
bool number_read(const char *option, const char *text, uint32_t least, uint32_t most, uint32_t *number);

#endif
