/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_FUZZ_CHANGE_H
#define TESTS_FUZZ_CHANGE_H

#include <stddef.h>
#include <stdint.h>

/* Blind mutations for run.c, on every machine the same. */

#define CHANGED_MAX 65536

struct chance {
    uint64_t state;
};

/* 0 to limit - 1; 0 for 0. */
size_t chance_below(struct chance *chance, size_t limit);

struct changed {
    size_t length;
    uint8_t bytes[CHANGED_MAX];
};

/* Changes `c` in one to eight ways; `other` is where it takes strange parts from. */
void change(struct changed *c, const uint8_t *other, size_t length, struct chance *chance);

#endif
