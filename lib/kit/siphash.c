/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/kit/siphash.h"

/* J.-P. Aumasson, D. J. Bernstein: SipHash, a fast short-input PRF (2012), section 2. */

static uint64_t rotate(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

static void rounds(uint64_t v[4], unsigned count)
{
    while (count--) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] = rotate(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] = rotate(v[2], 32);
    }
}

static uint64_t word(const uint8_t *p, size_t bytes)
{
    uint64_t w = 0;

    while (bytes--) {
        w = w << 8 | p[bytes];
    }
    return w;
}

static void absorb(uint64_t v[4], uint64_t m)
{
    v[3] ^= m;
    rounds(v, 2);
    v[0] ^= m;
}

uint64_t siphash(const uint64_t key[2], const void *data, size_t length)
{
    uint64_t v[4] = {key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d, key[0] ^ 0x6c7967656e657261,
                     key[1] ^ 0x7465646279746573};
    const uint8_t *p = data;
    size_t rest = length;

    for (; rest >= 8; rest -= 8, p += 8) {
        absorb(v, word(p, 8));
    }
    absorb(v, (uint64_t)length << 56 | word(p, rest));
    v[2] ^= 0xff;
    rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}
