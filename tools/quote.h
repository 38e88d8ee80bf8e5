/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_QUOTE_H
#define TOOLS_QUOTE_H

#include <stdio.h>

/* Text as other programs want to read it. */

/* RFC 4180: quotes only around what holds a comma, a quote or a line end. `after` follows. */
void quote_csv(FILE *out, const char *text, char after);
/* RFC 8259, with its quotes; bytes that are no UTF-8, as file names may have, become U+FFFD. */
void quote_json(FILE *out, const char *text);
/* ,"name":"text" */
void quote_member(FILE *out, const char *name, const char *text);

#endif
