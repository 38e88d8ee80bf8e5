/* SPDX-License-Identifier: BSD-2-Clause */
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include "tools/message.h"
#include "tools/minisign_text.h"

/* Public keys: "Ed", id, key. */

#define ALGORITHM "Ed"

enum { PUBLIC_BYTES = 2 + KEY_ID + PUBLIC_KEY };

bool minisign_start(void)
{
    bool fine = sodium_init() >= 0;

    if (!fine) {
        complain("libsodium cannot be used");
    }
    return fine;
}

struct key_name key_name(const uint8_t id[KEY_ID])
{
    struct key_name name;

    for (int i = 0; i < KEY_ID; i++) { /* a number, the lowest byte first */
        snprintf(name.text + 2 * i, 3, "%02X", id[KEY_ID - 1 - i]);
    }
    return name;
}

static const char *public_key_take(struct public_key *key, const uint8_t bytes[PUBLIC_BYTES])
{
    if (memcmp(bytes, ALGORITHM, 2) != 0) {
        return "not a public key of Ed25519";
    }
    memcpy(key->id, bytes + 2, KEY_ID);
    memcpy(key->key, bytes + 2 + KEY_ID, PUBLIC_KEY);
    return NULL;
}

const char *public_key_read(struct public_key *key, const char *text, size_t length)
{
    uint8_t bytes[PUBLIC_BYTES];
    struct line rest = {text, length};
    const char *wrong = record_take(&rest, bytes, sizeof(bytes));

    if (!wrong) {
        wrong = text_ends(&rest);
    }
    return wrong ? wrong : public_key_take(key, bytes);
}

const char *public_key_decode(struct public_key *key, const char *base64, size_t length)
{
    uint8_t bytes[PUBLIC_BYTES];

    if (!line_decode((struct line){base64, length}, bytes, sizeof(bytes))) {
        return "not Base64 of a public key";
    }
    return public_key_take(key, bytes);
}

static void add_public_key(const struct public_key *key, struct minisign_text *text)
{
    uint8_t bytes[PUBLIC_BYTES];

    memcpy(bytes, ALGORITHM, 2);
    memcpy(bytes + 2, key->id, KEY_ID);
    memcpy(bytes + 2 + KEY_ID, key->key, PUBLIC_KEY);
    text_add_base64(text, bytes, sizeof(bytes));
}

void public_key_write(const struct public_key *key, struct minisign_text *text)
{
    text_begin(text);
    text_add(text, "untrusted comment: minisign public key %s\n", key_name(key->id).text);
    add_public_key(key, text);
}

void public_key_encode(const struct public_key *key, struct minisign_text *text)
{
    text_begin(text);
    add_public_key(key, text);
}
