/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_CONDITION_H
#define LIB_SIGSET_CONDITION_H

#include "lib/sigset/builder.h"

/* A condition as a tree. A node is the instruction it ends in; its operands come before it. */

enum type {
    TYPE_BAD, /* reported already */
    TYPE_TRUTH,
    TYPE_NUMBER,
    TYPE_TEXT, /* a text field before its test */
    TYPE_BYTES /* bytes[N] before its == */
};

struct node {
    struct instruction code;
    uint16_t left, right; /* 0: none */
    uint8_t type;
    struct place at; /* its first word */
};

#define NODES_MAX 256 /* no condition of PROGRAM_MAX instructions has more */

struct condition {
    struct node node[NODES_MAX]; /* the first stands for everything that is wrong */
    uint16_t count;
    uint16_t root;
};

/* Appends a condition's program to the builder's code. False, with a finding, if it is too long or deep. */
bool condition_compile(const struct condition *condition, struct builder *builder, struct report *report,
                       struct signature *signature);

/* Sets the prefilter of a signature and warns of what was likely not meant. */
void condition_check(const struct condition *condition, const struct builder *builder, struct report *report,
                     struct entry *entry);

#endif
