/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_FUZZ_MUTATE_H
#define TESTS_FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/* Images that were changed as somebody would who knows the format: mostly with a digest that fits. */

#define IMAGE_ROOM 131072

struct random {
    uint64_t state;
};

/* The numbers of one case, whatever was drawn before. */
struct random random_of(uint64_t seed, uint64_t number);
/* 0 to limit - 1; 0 for 0. */
uint32_t random_below(struct random *random, uint32_t limit);

struct image {
    size_t length;
    uint8_t *bytes; /* IMAGE_ROOM of them */
};

/* Changes `image` in one to four ways; `other` is where it takes strange parts from. */
void mutate(struct image *image, const struct image *other, struct random *random);

#endif
