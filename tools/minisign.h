/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_MINISIGN_H
#define TOOLS_MINISIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Ed25519 keys and signatures in the file formats of minisign, which reads what is written here and writes what
 * is read here. No files: text in memory. Call minisign_start() first.
 *
 * What can go wrong is told by the result: NULL, or what is wrong, in words that fit behind "FILE: ". */

enum { KEY_ID = 8, PUBLIC_KEY = 32, SECRET_KEY = 64, SIGNATURE = 64, SALT = 32, CHECKSUM = 32 };

/* Longest text of any of the files, and of the comment that is signed. */
#define MINISIGN_TEXT_MAX    12288
#define MINISIGN_COMMENT_MAX 8000
#define PASSWORD_MAX         1023

struct public_key {
    uint8_t id[KEY_ID];
    uint8_t key[PUBLIC_KEY];
};

struct secret_key {
    uint8_t id[KEY_ID];
    uint8_t key[SECRET_KEY]; /* 32 bytes of secret, then the public key */
};

/* A secret key as it stands in its file: under a password, or not. */
struct sealed_key {
    bool sealed;
    uint8_t salt[SALT];
    uint64_t work;   /* of scrypt, as libsodium counts it */
    uint64_t memory; /* bytes */
    uint8_t secret[KEY_ID + SECRET_KEY + CHECKSUM];
};

struct signature {
    bool hashed; /* what is signed is the BLAKE2b-512 hash */
    uint8_t id[KEY_ID];
    uint8_t bytes[SIGNATURE];
    uint8_t comment_bytes[SIGNATURE]; /* signature of the one above and of the comment */
    char comment[MINISIGN_COMMENT_MAX + 1];
};

/* Text of a file being made. */
struct minisign_text {
    char text[MINISIGN_TEXT_MAX];
    size_t length;
};

/* A key's id as people read it: 16 hexadecimal digits. */
struct key_name {
    char text[2 * KEY_ID + 1];
};

/* False after a complaint. */
bool minisign_start(void);

struct key_name key_name(const uint8_t id[KEY_ID]);

/* ---- public keys ---- */

const char *public_key_read(struct public_key *key, const char *text, size_t length);
/* The second line of such a file alone. */
const char *public_key_decode(struct public_key *key, const char *base64, size_t length);
void public_key_write(const struct public_key *key, struct minisign_text *text);
/* That line. */
void public_key_encode(const struct public_key *key, struct minisign_text *text);

/* ---- secret keys ---- */

void secret_key_make(struct secret_key *key);
struct public_key secret_key_public(const struct secret_key *key);

/* What scrypt may cost: as much as minisign takes for its own keys. */
#define SEAL_WORK   UINT64_C(33554432)
#define SEAL_MEMORY (UINT64_C(1) << 30)

const char *sealed_key_read(struct sealed_key *sealed, const char *text, size_t length);
void sealed_key_write(const struct sealed_key *sealed, struct minisign_text *text);

/* Password NULL: not sealed. `work` and `memory` are halved until there is memory for it. */
const char *sealed_key_close(struct sealed_key *sealed, const struct secret_key *key, const char *password,
                             uint64_t work, uint64_t memory);

/* The password is only looked at if it is sealed. */
const char *sealed_key_open(const struct sealed_key *sealed, const char *password, struct secret_key *key);

/* ---- signatures ---- */

const char *signature_read(struct signature *signature, const char *text, size_t length);
void signature_write(const struct signature *signature, struct minisign_text *text);

/* Signs the hash of the bytes, and the comment: one line, at most MINISIGN_COMMENT_MAX bytes. */
void signature_make(struct signature *signature, const struct secret_key *key, const void *bytes, size_t length,
                    const char *comment);
const char *signature_check(const struct signature *signature, const struct public_key *key, const void *bytes,
                            size_t length);

#endif
