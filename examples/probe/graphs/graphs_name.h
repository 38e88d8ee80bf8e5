/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_NAME_H
#define EXAMPLES_PROBE_GRAPHS_NAME_H

#include "examples/probe/graphs/graphs.h"

/* Names of users and applications as names of files. They may be anything: each byte that is no letter, digit,
 * '-', '_' or '.' becomes %XX, so two names never meet, and none leads out of its folder. */

/* Room for a name, and for an encoded one; NUL included. */
#define GRAPHS_NAME  (SKYPEDPI_NAME_MAX + 1)
#define GRAPHS_CODED (3 * SKYPEDPI_NAME_MAX + 1)

/* False: empty, or too long. */
bool graphs_name_encode(const char *name, char text[GRAPHS_CODED]);

/* False: graphs_name_encode() would not have written it. */
bool graphs_name_decode(const char *text, char name[GRAPHS_NAME]);

/* For a picture: what is no printable UTF-8 becomes '?'. */
void graphs_name_show(const char *name, char text[GRAPHS_NAME]);

#endif
