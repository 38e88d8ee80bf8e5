/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_CHANCE_H
#define TESTS_UNIT_CHANCE_H

#include <stdint.h>

/* Small numbers that look like chance and are the same on every machine: xorshift64. */

static uint64_t random_state = 88172645463325252u;

/* 0 to below - 1. */
static unsigned chance(unsigned below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (unsigned)(random_state >> 33) % below;
}

#endif
