/* SPDX-License-Identifier: BSD-2-Clause */
#include <sodium.h>
#include <string.h>
#include "tools/minisign_text.h"

/* Secret keys: "Ed", "Sc" or two zeros, "B2", salt, work and memory of scrypt, and then, under its stream if
 * there is a password: id, key, BLAKE2b-256 of "Ed", id and key. */

#define ALGORITHM     "Ed"
#define DERIVATION    "Sc"
#define NO_DERIVATION "\0\0"
#define CHECKED_BY    "B2"

enum {
    AT_SALT = 6,
    AT_WORK = AT_SALT + SALT,
    AT_MEMORY = AT_WORK + 8,
    AT_SECRET = AT_MEMORY + 8,
    SECRET_BYTES = KEY_ID + SECRET_KEY + CHECKSUM,
    SEALED_BYTES = AT_SECRET + SECRET_BYTES
};

static uint64_t read64(const uint8_t *bytes)
{
    uint64_t value = 0;

    for (int i = 7; i >= 0; i--) {
        value = value << 8 | bytes[i];
    }
    return value;
}

static void write64(uint8_t *bytes, uint64_t value)
{
    for (int i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)(value >> 8 * i);
    }
}

void secret_key_make(struct secret_key *key)
{
    uint8_t public[PUBLIC_KEY];

    randombytes_buf(key->id, sizeof(key->id));
    crypto_sign_keypair(public, key->key);
}

struct public_key secret_key_public(const struct secret_key *key)
{
    struct public_key public;

    memcpy(public.id, key->id, KEY_ID);
    crypto_sign_ed25519_sk_to_pk(public.key, key->key);
    return public;
}

static const char *sealed_key_take(struct sealed_key *sealed, const uint8_t bytes[SEALED_BYTES])
{
    if (memcmp(bytes, ALGORITHM, 2) != 0 || memcmp(bytes + 4, CHECKED_BY, 2) != 0) {
        return "not a secret key of Ed25519";
    }
    sealed->sealed = memcmp(bytes + 2, DERIVATION, 2) == 0;
    sealed->work = read64(bytes + AT_WORK);
    sealed->memory = read64(bytes + AT_MEMORY);
    memcpy(sealed->salt, bytes + AT_SALT, SALT);
    memcpy(sealed->secret, bytes + AT_SECRET, SECRET_BYTES);
    if (!sealed->sealed && memcmp(bytes + 2, NO_DERIVATION, 2) != 0) {
        return "its password is used in an unknown way";
    }
    if (sealed->sealed && (sealed->work > SEAL_WORK || sealed->memory > SEAL_MEMORY)) {
        return "it asks for more time or memory to be opened than any key needs";
    }
    return NULL;
}

const char *sealed_key_read(struct sealed_key *sealed, const char *text, size_t length)
{
    uint8_t bytes[SEALED_BYTES];
    struct line rest = {text, length};
    const char *wrong = record_take(&rest, bytes, sizeof(bytes));

    if (!wrong) {
        wrong = text_ends(&rest);
    }
    if (!wrong) {
        wrong = sealed_key_take(sealed, bytes);
    }
    sodium_memzero(bytes, sizeof(bytes));
    return wrong;
}

void sealed_key_write(const struct sealed_key *sealed, struct minisign_text *text)
{
    uint8_t bytes[SEALED_BYTES];

    memcpy(bytes, ALGORITHM, 2);
    memcpy(bytes + 2, sealed->sealed ? DERIVATION : NO_DERIVATION, 2);
    memcpy(bytes + 4, CHECKED_BY, 2);
    memcpy(bytes + AT_SALT, sealed->salt, SALT);
    write64(bytes + AT_WORK, sealed->work);
    write64(bytes + AT_MEMORY, sealed->memory);
    memcpy(bytes + AT_SECRET, sealed->secret, SECRET_BYTES);
    text_begin(text);
    text_add(text, "untrusted comment: minisign encrypted secret key\n"); /* so it says of the others, too */
    text_add_base64(text, bytes, sizeof(bytes));
    sodium_memzero(bytes, sizeof(bytes));
}

/* Puts the stream that the password makes over the secret, or takes it off. False if memory is short. */
static bool apply_password(struct sealed_key *sealed, const char *password)
{
    uint8_t stream[SECRET_BYTES];
    bool made = crypto_pwhash_scryptsalsa208sha256(stream, sizeof(stream), password, strlen(password),
                                                   sealed->salt, sealed->work, (size_t)sealed->memory) == 0;

    for (size_t i = 0; made && i < sizeof(stream); i++) {
        sealed->secret[i] ^= stream[i];
    }
    sodium_memzero(stream, sizeof(stream));
    return made;
}

static void make_checksum(const uint8_t secret[SECRET_BYTES], uint8_t checksum[CHECKSUM])
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, CHECKSUM);
    crypto_generichash_update(&state, (const uint8_t *)ALGORITHM, 2);
    crypto_generichash_update(&state, secret, KEY_ID + SECRET_KEY);
    crypto_generichash_final(&state, checksum, CHECKSUM);
    sodium_memzero(&state, sizeof(state));
}

const char *sealed_key_close(struct sealed_key *sealed, const struct secret_key *key, const char *password,
                             uint64_t work, uint64_t memory)
{
    *sealed = (struct sealed_key){.sealed = password != NULL};
    memcpy(sealed->secret, key->id, KEY_ID);
    memcpy(sealed->secret + KEY_ID, key->key, SECRET_KEY);
    if (!password) { /* minisign leaves the checksum out, too */
        return NULL;
    }
    make_checksum(sealed->secret, sealed->secret + KEY_ID + SECRET_KEY);
    randombytes_buf(sealed->salt, SALT);
    sealed->work = work;
    sealed->memory = memory;
    while (!apply_password(sealed, password)) {
        sealed->work /= 2;
        sealed->memory /= 2;
        if (sealed->memory < crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_MIN) {
            sodium_memzero(sealed, sizeof(*sealed));
            return "not enough memory to put the key under a password";
        }
    }
    return NULL;
}

/* Does the secret hold together? Without a password the checksum may be left out, but the public half must be
 * that of the secret one. */
static bool holds_together(const struct sealed_key *sealed)
{
    uint8_t checksum[CHECKSUM], public[PUBLIC_KEY], both[SECRET_KEY];
    const uint8_t *key = sealed->secret + KEY_ID, *kept = key + SECRET_KEY;

    make_checksum(sealed->secret, checksum);
    bool fine =
        sodium_memcmp(checksum, kept, CHECKSUM) == 0 || (!sealed->sealed && sodium_is_zero(kept, CHECKSUM));
    crypto_sign_seed_keypair(public, both, key);
    fine = fine && sodium_memcmp(both, key, SECRET_KEY) == 0;
    sodium_memzero(both, sizeof(both));
    return fine;
}

const char *sealed_key_open(const struct sealed_key *sealed, const char *password, struct secret_key *key)
{
    struct sealed_key open = *sealed;
    const char *wrong = NULL;

    if (open.sealed && !apply_password(&open, password)) {
        wrong = "not enough memory to open the key";
    } else if (!holds_together(&open)) {
        wrong = open.sealed ? "the password is wrong, or the key is damaged" : "the key is damaged";
    } else {
        memcpy(key->id, open.secret, KEY_ID);
        memcpy(key->key, open.secret + KEY_ID, SECRET_KEY);
    }
    sodium_memzero(&open, sizeof(open));
    return wrong;
}
