/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_NODE_H
#define LIB_SIGSET_NODE_H

#include "lib/sigset/diagnostic.h"
#include "lib/sigset/program.h"

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
    struct place at;
};

#endif
