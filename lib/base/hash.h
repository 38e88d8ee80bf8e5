/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_BASE_HASH_H
#define LIB_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* SipHash-2-4 (Aumasson and Bernstein, 2012): keyed, so that whoever sends the packets cannot choose
 * colliding ones. */
uint64_t hash_keyed(const uint64_t key[2], const void *data, size_t length);

#define HASH_WORDS 12

/* What hash_short() is keyed with. */
struct hash_key {
    uint32_t word[HASH_WORDS];
    uint64_t last;
};

/* Makes a key of a seed. */
struct hash_key hash_key_of(const uint64_t seed[2]);

/* For short keys on the packet path: an even number of words, up to HASH_WORDS. NH (RFC 4418 5.2.2): two keys
 * of as many words collide with a chance of 2^-32, whoever chooses them without the seed, two of different
 * numbers with one of 2^-31: what one has more is a product of words that the seed alone knows. What it gives
 * is mixed, so that any of its bits will do. */
static inline uint64_t hash_short(const struct hash_key *key, const uint32_t *word, unsigned count)
{
    uint64_t h = key->last;
    for (unsigned i = 0; i < count; i += 2)
        h += (uint64_t)(word[i] + key->word[i]) * (word[i + 1] + key->word[i + 1]);
    h = (h ^ h >> 33) * 0xff51afd7ed558ccdu; /* the finalizer of MurmurHash3 (Appleby, 2011), a bijection */
    h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 33;
}

#endif
