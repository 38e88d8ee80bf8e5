/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_EXCERPT_H
#define TOOLS_EXCERPT_H

#include <stdbool.h>
#include <stdio.h>
#include <skypedpi/sigset.h>
#include "tools/source.h"

/* The line a finding is about, and carets below what it is about. Tabs become blanks, bytes that a terminal
 * might obey '?', and of a long line only what is around is shown. Nothing if the text has no such place. */
void excerpt_show(FILE *out, const struct source *source, const struct skypedpi_diagnostic *finding,
                  bool colour);

#endif
