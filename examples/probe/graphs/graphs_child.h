/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_CHILD_H
#define EXAMPLES_PROBE_GRAPHS_CHILD_H

#include <sys/types.h>
#include "examples/probe/graphs/graphs_picture.h"

/* The process that draws: this program, run again under another name; see graphs_drawing(). */

/* Begins to draw all pictures that are not drawn up to `now`; `quiet`: without complaints. 0 after a complaint.
 */
pid_t graphs_child_draw(const char *directory, uint64_t step, uint64_t now, struct graphs_share share,
                        bool quiet);

enum graphs_child { GRAPHS_CHILD_BUSY, GRAPHS_CHILD_DONE, GRAPHS_CHILD_FAILED };

/* How it is going; `wait`: never busy. */
enum graphs_child graphs_child_state(pid_t child, bool wait);

#endif
