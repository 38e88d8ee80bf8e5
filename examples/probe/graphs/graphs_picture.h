/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_PICTURE_H
#define EXAMPLES_PROBE_GRAPHS_PICTURE_H

#include "examples/probe/graphs/graphs_folder.h"

/* The files of pictures. A picture ends where the last whole row of its archive ends; that is its file's time
 * of change, too, so it is drawn again only when it has something new to show. */

/* Of many who share the work, one. */
struct graphs_share {
    unsigned number, of;
};

/* Draws all that are not drawn up to `now`. Times are seconds. False after a complaint. */
bool graphs_pictures(const char *directory, uint64_t step, uint64_t now, struct graphs_share share);

#endif
