/* SPDX-License-Identifier: BSD-2-Clause */
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include "tools/minisign_text.h"

/* Signatures: "ED" (of the BLAKE2b-512 hash) or "Ed" (of all the bytes), id of the key, signature; and below
 * the comment, the signature of both. */

#define OF_HASH  "ED"
#define OF_BYTES "Ed"

enum { SIGNED_BYTES = 2 + KEY_ID + SIGNATURE, HASH = 64 };

/* A tab stands in the comments that minisign makes by itself. */
static bool is_readable(struct line comment)
{
    for (size_t i = 0; i < comment.length; i++) {
        unsigned char c = (unsigned char)comment.text[i];
        if ((c < ' ' && c != '\t') || c == 0x7f) {
            return false;
        }
    }
    return true;
}

static const char *comment_read(struct signature *signature, struct line *text)
{
    struct line line;

    if (!comment_take(text, "trusted comment: ", &line)) {
        return "its third line does not begin with 'trusted comment: '";
    }
    if (line.length > MINISIGN_COMMENT_MAX || !is_readable(line)) {
        return "its trusted comment is too long, or holds control characters";
    }
    memcpy(signature->comment, line.text, line.length);
    signature->comment[line.length] = '\0';
    if (!line_take(text, &line)) {
        return "it ends after its third line";
    }
    return line_decode(line, signature->comment_bytes, SIGNATURE)
               ? text_ends(text)
               : "its fourth line is not Base64 of a signature";
}

const char *signature_read(struct signature *signature, const char *text, size_t length)
{
    uint8_t bytes[SIGNED_BYTES];
    struct line rest = {text, length};
    const char *wrong = record_take(&rest, bytes, sizeof(bytes));

    if (wrong) {
        return wrong;
    }
    signature->hashed = memcmp(bytes, OF_HASH, 2) == 0;
    if (!signature->hashed && memcmp(bytes, OF_BYTES, 2) != 0) {
        return "not a signature of Ed25519";
    }
    memcpy(signature->id, bytes + 2, KEY_ID);
    memcpy(signature->bytes, bytes + 2 + KEY_ID, SIGNATURE);
    return comment_read(signature, &rest);
}

void signature_write(const struct signature *signature, struct minisign_text *text)
{
    uint8_t bytes[SIGNED_BYTES];

    memcpy(bytes, signature->hashed ? OF_HASH : OF_BYTES, 2);
    memcpy(bytes + 2, signature->id, KEY_ID);
    memcpy(bytes + 2 + KEY_ID, signature->bytes, SIGNATURE);
    text_begin(text);
    text_add(text, "untrusted comment: signature of skypedpi, key %s\n", key_name(signature->id).text);
    text_add_base64(text, bytes, sizeof(bytes));
    text_add(text, "trusted comment: %s\n", signature->comment);
    text_add_base64(text, signature->comment_bytes, SIGNATURE);
}

/* What the second signature is of. */
struct comment_signed {
    uint8_t bytes[SIGNATURE + MINISIGN_COMMENT_MAX];
    size_t length;
};

static void comment_join(const struct signature *signature, struct comment_signed *both)
{
    size_t length = strlen(signature->comment);

    memcpy(both->bytes, signature->bytes, SIGNATURE);
    memcpy(both->bytes + SIGNATURE, signature->comment, length);
    both->length = SIGNATURE + length;
}

static void make_hash(const void *bytes, size_t length, uint8_t hash[HASH])
{
    crypto_generichash(hash, HASH, bytes, length, NULL, 0);
}

void signature_make(struct signature *signature, const struct secret_key *key, const void *bytes, size_t length,
                    const char *comment)
{
    uint8_t hash[HASH];
    struct comment_signed both;

    signature->hashed = true;
    memcpy(signature->id, key->id, KEY_ID);
    snprintf(signature->comment, sizeof(signature->comment), "%s", comment);
    make_hash(bytes, length, hash);
    crypto_sign_detached(signature->bytes, NULL, hash, sizeof(hash), key->key);
    comment_join(signature, &both);
    crypto_sign_detached(signature->comment_bytes, NULL, both.bytes, both.length, key->key);
}

const char *signature_check(const struct signature *signature, const struct public_key *key, const void *bytes,
                            size_t length)
{
    uint8_t hash[HASH];
    struct comment_signed both;

    if (memcmp(signature->id, key->id, KEY_ID) != 0) {
        return "signed with another key";
    }
    make_hash(bytes, length, hash);
    const uint8_t *is_signed = signature->hashed ? hash : bytes;
    if (crypto_sign_verify_detached(signature->bytes, is_signed, signature->hashed ? HASH : length, key->key) !=
        0) {
        return "the signature is not one of these bytes";
    }
    comment_join(signature, &both);
    if (crypto_sign_verify_detached(signature->comment_bytes, both.bytes, both.length, key->key) != 0) {
        return "the trusted comment was changed";
    }
    return NULL;
}
