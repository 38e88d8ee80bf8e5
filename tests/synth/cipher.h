/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_CIPHER_H
#define TESTS_SYNTH_CIPHER_H

#include "tests/synth/synth.h"

/* RC4, only to make bytes that look as Skype's do and keep its relations: the same key gives the same stream
 * (SN06). How a client makes 80 bytes of key from 4 of seed is not public; random numbers stand in for it, so
 * nothing here can read real traffic. */
struct synth_rc4 {
    uint8_t state[256], i, j;
};

/* Keyed with 80 bytes drawn from `seed`. */
void synth_rc4_init(struct synth_rc4 *rc4, uint64_t seed);
void synth_rc4_apply(struct synth_rc4 *rc4, uint8_t *data, size_t length);

#endif
