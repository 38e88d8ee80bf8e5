/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/base/hash.h"

#include "lib/base/bytes.h"

struct sip {
    uint64_t v0, v1, v2, v3;
};

static uint64_t rotate(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

static void round_once(struct sip *s)
{
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v1;
    s->v0 += s->v3;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 = rotate(s->v2, 32);
}

static struct sip begin(const uint64_t key[2])
{
    return (struct sip){key[0] ^ 0x736f6d6570736575u, key[1] ^ 0x646f72616e646f6du,
                        key[0] ^ 0x6c7967656e657261u, key[1] ^ 0x7465646279746573u};
}

static void absorb(struct sip *s, uint64_t word)
{
    s->v3 ^= word;
    round_once(s);
    round_once(s);
    s->v0 ^= word;
}

static uint64_t finish(struct sip *s)
{
    s->v2 ^= 0xff;
    for (unsigned i = 0; i < 4; i++)
        round_once(s);
    return s->v0 ^ s->v1 ^ s->v2 ^ s->v3;
}

uint64_t hash_keyed(const uint64_t key[2], const void *data, size_t length)
{
    const uint8_t *p = data;
    struct sip s = begin(key);
    uint8_t last[8] = {0};
    size_t whole = length & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8)
        absorb(&s, read_le64(p + i));
    if (length > whole)
        memcpy(last, p + whole, length - whole);
    last[7] = (uint8_t)length;
    absorb(&s, read_le64(last));
    return finish(&s);
}

struct hash_key hash_key_of(const uint64_t seed[2])
{
    struct hash_key key;
    for (uint8_t i = 0; i < HASH_WORDS; i++)
        key.word[i] = (uint32_t)hash_keyed(seed, (const uint8_t[]){'w', i}, 2);
    key.last = hash_keyed(seed, "last", 4);
    return key;
}
