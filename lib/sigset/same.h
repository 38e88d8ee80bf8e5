/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_SAME_H
#define LIB_SIGSET_SAME_H

#include "lib/sigset/condition.h"

/* What two parts of conditions, each taken to hold or not to, say of each other. A part of two trees is told by
 * the tree and the node. */

struct part {
    const struct expression *tree;
    uint16_t node;
    bool truth;
};

/* Does the second hold whenever the first does? */
bool part_implies(const struct part *first, const struct part *second);

/* Can they not both hold? */
bool parts_exclude(const struct part *first, const struct part *second);

/* Are they written alike? */
bool parts_same(const struct expression *tree, uint16_t node, const struct expression *other,
                uint16_t its_node);

#endif
