/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_CONDITION_H
#define LIB_SIGSET_CONDITION_H

#include "lib/sigset/builder.h"

#define NODES_MAX 256 /* no condition of PROGRAM_MAX instructions has more */

struct condition {
    struct node node[NODES_MAX]; /* the first stands for everything that is wrong */
    uint16_t count;
    uint16_t root;
};

/* Appends a condition's program to the builder's code. False, with a finding, if it is too long or deep. */
bool condition_compile(const struct condition *condition, struct builder *builder, struct report *report,
                       struct signature *signature);

/* A condition to be looked at: its nodes, and the tables they refer to. */
struct expression {
    const struct node *node;
    const struct builder *builder;
    uint16_t root;
    uint8_t transport; /* FIELD_UDP or FIELD_TCP: of the signature */
};

/* Sets what an entry tells of its condition, and warns of what was likely not meant. */
void condition_check(const struct expression *tree, struct report *report, struct entry *entry);

/* Keeps the nodes for what is checked when the set is whole. */
void condition_keep(const struct condition *condition, struct builder *builder, struct entry *entry);
struct expression condition_kept(const struct builder *builder, const struct entry *entry);

#endif
