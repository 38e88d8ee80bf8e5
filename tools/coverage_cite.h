/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_COVERAGE_CITE_H
#define TOOLS_COVERAGE_CITE_H

#include "tools/coverage.h"

/* Numbers of the studies that a text names; how many. */
unsigned cite_find(const struct coverage *c, const char *text, uint16_t *cited, unsigned most);

/* The first word that looks like the tag of a study or the name of a capture and is no study's key; NULL if
 * there is none. */
const char *cite_unknown(const struct coverage *c, const char *text, size_t *length);

#endif
