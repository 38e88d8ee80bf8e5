/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_COMPUTE_H
#define LIB_SIGSET_COMPUTE_H

#include <stdint.h>
#include "lib/sigset/program.h"

/* What an operator makes of two values: once for the compiler, which folds constants, and for the matcher. */
static inline uint64_t compute(unsigned op, uint64_t a, uint64_t b)
{
    switch (op) {
    case OP_ADD:
        return a + b;
    case OP_SUB:
        return a - b;
    case OP_MUL:
        return a * b;
    case OP_AND:
        return a & b;
    case OP_OR:
        return a | b;
    case OP_XOR:
        return a ^ b;
    case OP_SHL:
        return b < 64 ? a << b : 0;
    case OP_SHR:
        return b < 64 ? a >> b : 0;
    case OP_EQ:
        return a == b;
    case OP_NE:
        return a != b;
    case OP_LT:
        return (int64_t)a < (int64_t)b;
    case OP_LE:
        return (int64_t)a <= (int64_t)b;
    case OP_GT:
        return (int64_t)a > (int64_t)b;
    default: /* OP_GE */
        return (int64_t)a >= (int64_t)b;
    }
}

#endif
