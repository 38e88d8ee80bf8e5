/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/target.h"

#include <sodium.h>
#include <stdlib.h>
#include "tests/fuzz/signed.h"

/* Keys and signatures in minisign's files. The first byte says which: what is read is written and read again,
 * and nothing but the true signature is one of the message. */

static const char *public_read(struct public_key *key, struct exact text)
{
    return public_key_read(key, text.data, text.length);
}

static void on_public(struct exact text)
{
    struct public_key key, again;
    struct minisign_text written;
    if (public_read(&key, text))
        return;
    public_key_write(&key, &written);
    MUST(!public_key_read(&again, written.text, written.length));
    MUST(memcmp(&key, &again, sizeof key) == 0);
}

static void on_public_line(struct exact text)
{
    struct public_key key, again;
    struct minisign_text written;
    if (public_key_decode(&key, text.data, text.length))
        return;
    public_key_encode(&key, &written);
    MUST(!public_key_decode(&again, written.text, written.length - 1));
    MUST(memcmp(&key, &again, sizeof key) == 0);
}

static bool sealed_same(const struct sealed_key *a, const struct sealed_key *b)
{
    return a->sealed == b->sealed && a->work == b->work && a->memory == b->memory &&
           memcmp(a->salt, b->salt, SALT) == 0 && memcmp(a->secret, b->secret, sizeof a->secret) == 0;
}

static void on_secret(struct exact text)
{
    struct sealed_key sealed, again;
    struct secret_key key;
    struct minisign_text written;
    if (sealed_key_read(&sealed, text.data, text.length))
        return;
    sealed_key_write(&sealed, &written);
    MUST(!sealed_key_read(&again, written.text, written.length));
    MUST(sealed_same(&sealed, &again));
    if (sealed.sealed || sealed_key_open(&sealed, NULL, &key)) /* scrypt takes its time */
        return;
    struct public_key public = secret_key_public(&key);
    MUST(memcmp(public.key, key.key + 32, PUBLIC_KEY) == 0);
}

static void truth_check(const struct signature *s)
{
    struct public_key public = secret_key_public(signed_key());
    struct signature truth;
    if (signature_check(s, &public, SIGNED_MESSAGE, strlen(SIGNED_MESSAGE)))
        return;
    MUST(memcmp(s->id, public.id, KEY_ID) == 0 && strcmp(s->comment, SIGNED_COMMENT) == 0);
    signature_make(&truth, signed_key(), SIGNED_MESSAGE, strlen(SIGNED_MESSAGE), SIGNED_COMMENT);
    MUST(s->hashed && memcmp(s->bytes, truth.bytes, SIGNATURE) == 0);
}

static void on_signature(struct exact text)
{
    static struct signature s, again;
    struct minisign_text written;
    if (signature_read(&s, text.data, text.length))
        return;
    MUST(strlen(s.comment) <= MINISIGN_COMMENT_MAX);
    signature_write(&s, &written);
    MUST(!signature_read(&again, written.text, written.length));
    MUST(strcmp(s.comment, again.comment) == 0 && s.hashed == again.hashed);
    MUST(memcmp(s.id, again.id, KEY_ID) == 0 && memcmp(s.bytes, again.bytes, SIGNATURE) == 0);
    MUST(memcmp(s.comment_bytes, again.comment_bytes, SIGNATURE) == 0);
    truth_check(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const readers[])(struct exact) = {on_public, on_public_line, on_secret, on_signature};
    MUST(minisign_start());
    if (!size)
        return 0;
    struct exact text = exact_copy(data + 1, size - 1);
    readers[data[0] % 4](text);
    free(text.data);
    return 0;
}
