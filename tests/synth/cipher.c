/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/cipher.h"

#define KEY_LENGTH 80 /* SN06, OSK */

static void swap(struct synth_rc4 *rc4)
{
    uint8_t kept = rc4->state[rc4->i];
    rc4->state[rc4->i] = rc4->state[rc4->j];
    rc4->state[rc4->j] = kept;
}

void synth_rc4_init(struct synth_rc4 *rc4, uint64_t seed)
{
    struct synth numbers;
    struct synth_message key = {0};

    synth_init(&numbers, seed, NULL, NULL);
    synth_put_random(&key, &numbers, KEY_LENGTH);
    for (unsigned i = 0; i < 256; i++)
        rc4->state[i] = (uint8_t)i;
    rc4->j = 0;
    for (unsigned i = 0; i < 256; i++) {
        rc4->i = (uint8_t)i;
        rc4->j = (uint8_t)(rc4->j + rc4->state[i] + key.data[i % KEY_LENGTH]);
        swap(rc4);
    }
    rc4->i = rc4->j = 0;
}

void synth_rc4_apply(struct synth_rc4 *rc4, uint8_t *data, size_t length)
{
    for (size_t n = 0; n < length; n++) {
        rc4->i++;
        rc4->j = (uint8_t)(rc4->j + rc4->state[rc4->i]);
        swap(rc4);
        data[n] ^= rc4->state[(uint8_t)(rc4->state[rc4->i] + rc4->state[rc4->j])];
    }
}
