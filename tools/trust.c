/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "tools/file.h"
#include "tools/message.h"
#include "tools/trust.h"

bool trust_read(struct public_key *key, const char *path)
{
    char text[MINISIGN_TEXT_MAX];
    size_t length;

    if (!minisign_start() || !file_read_small(path, "a public key", text, sizeof(text), &length)) {
        return false;
    }
    const char *wrong = public_key_read(key, text, length);
    if (wrong) {
        complain("%s: no public key: %s", path, wrong);
    }
    return !wrong;
}

char *trust_beside(const char *path)
{
    static const char suffix[] = ".minisig";
    char *beside = malloc(strlen(path) + sizeof(suffix));

    if (beside) {
        strcpy(beside, path);
        strcat(beside, suffix);
    } else {
        complain("out of memory");
    }
    return beside;
}

static bool read_signature(const char *path, struct signature *signature)
{
    char text[MINISIGN_TEXT_MAX];
    size_t length;

    if (!file_read_small(path, "a signature", text, sizeof(text), &length)) {
        return false;
    }
    const char *wrong = signature_read(signature, text, length);
    if (wrong) {
        complain("%s: no signature: %s", path, wrong);
    }
    return !wrong;
}

static bool is_good(const struct public_key *key, const char *path, const void *bytes, size_t length,
                    struct signature *signature)
{
    char *beside = trust_beside(path);
    bool read = beside && read_signature(beside, signature);

    free(beside);
    if (!read) {
        return false;
    }
    const char *wrong = signature_check(signature, key, bytes, length);
    if (wrong) {
        complain("%s: not verified: %s (its signature is of key %s, the key asked for is %s)", path, wrong,
                 key_name(signature->id).text, key_name(key->id).text);
    }
    return !wrong;
}

bool trust_file(const struct public_key *key, const struct source *source, struct signature *signature)
{
    return is_good(key, source->path, source->text, source->length, signature);
}

/* ---- images ---- */

struct question {
    const struct public_key *key;
    const char *path;
    struct signature *signature;
};

static int vouch(void *user, const void *image, size_t length)
{
    const struct question *q = user;

    return is_good(q->key, q->path, image, length, q->signature);
}

int trust_load(const struct public_key *key, const struct source *source, struct signature *signature,
               skypedpi_db **db)
{
    struct question question = {key, source->path, signature};

    return skypedpi_db_load_verified(source->text, source->length, vouch, &question, NULL, 0, NULL, db);
}

/* ---- sets ---- */

bool trust_texts(const struct public_key *key, const struct sources *sources)
{
    struct signature signature;
    bool good = true;

    for (size_t i = 0; i < sources->count; i++) {
        bool text = sources->item[i].text && !source_is_image(&sources->item[i]);
        good &= !text || trust_file(key, &sources->item[i], &signature);
    }
    return good;
}

static skypedpi_db *load_image(void *user, const struct source *source)
{
    const struct public_key *key = user;
    struct signature signature;
    skypedpi_db *db;
    int result = trust_load(key, source, &signature, &db);

    if (result < 0 && result != SKYPEDPI_E_UNVERIFIED) {
        complain("%s: %s", source->path, skypedpi_error_text(result));
    }
    return db;
}

skypedpi_db *trust_open(struct public_key *key, char *const *paths, size_t count)
{
    struct sources sources;
    skypedpi_db *db = NULL;

    if (sources_read_sets(&sources, paths, count) && trust_texts(key, &sources)) {
        db = sources_open(&sources, load_image, key);
    }
    sources_free(&sources);
    return db;
}
