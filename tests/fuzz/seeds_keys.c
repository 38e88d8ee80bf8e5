/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/seeds.h"

#include <stdlib.h>
#include "tests/fuzz/signed.h"

/* Key and signature files, for fuzz_minisign. */

static void key_write(const char *name, unsigned reader, const struct minisign_text *text)
{
    struct seed seed = {0};
    seed_byte(&seed, reader);
    seed_add(&seed, text->text, text->length);
    seed_write("fuzz_minisign", name, seed.bytes, seed.length);
}

static void public_keys_write(void)
{
    struct public_key key = secret_key_public(signed_key());
    struct minisign_text text;
    public_key_write(&key, &text);
    key_write("public", 0, &text);
    public_key_encode(&key, &text);
    text.length--; /* without the end of the line */
    key_write("public-line", 1, &text);
}

static void secret_keys_write(void)
{
    struct sealed_key sealed;
    struct minisign_text text;
    if (sealed_key_close(&sealed, signed_key(), NULL, 0, 0))
        exit(EXIT_FAILURE);
    sealed_key_write(&sealed, &text);
    key_write("secret", 2, &text);
    sealed.sealed = true;
    sealed.work = SEAL_WORK;
    sealed.memory = SEAL_MEMORY;
    sealed_key_write(&sealed, &text);
    key_write("secret-sealed", 2, &text);
}

static void signatures_write(void)
{
    static struct signature s;
    struct minisign_text text;
    signature_make(&s, signed_key(), SIGNED_MESSAGE, strlen(SIGNED_MESSAGE), SIGNED_COMMENT);
    signature_write(&s, &text);
    key_write("signature", 3, &text);
    s.hashed = false;
    signature_write(&s, &text);
    key_write("signature-of-bytes", 3, &text);
}

void seeds_of_keys(void)
{
    if (!minisign_start())
        exit(EXIT_FAILURE);
    public_keys_write();
    secret_keys_write();
    signatures_write();
}
