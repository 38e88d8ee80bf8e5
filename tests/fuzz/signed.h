/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_FUZZ_SIGNED_H
#define TESTS_FUZZ_SIGNED_H

#include <sodium.h>
#include "tools/minisign.h"

/* What the seeds of fuzz_minisign are made of: a key that is no secret, and what it has signed. */

#define SIGNED_MESSAGE "hello\n"
#define SIGNED_COMMENT "set fuzz version \"1\""

static inline const struct secret_key *signed_key(void)
{
    static struct secret_key key = {.id = {1, 2, 3, 4, 5, 6, 7, 8}};
    static const uint8_t seed[32] = {42};
    uint8_t public[PUBLIC_KEY];
    if (!key.key[0])
        crypto_sign_seed_keypair(public, key.key, seed);
    return &key;
}

#endif
