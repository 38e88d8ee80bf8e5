/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "tools/file.h"
#include "tools/message.h"
#include "tools/trust.h"

/* Where the next key goes; NULL after a complaint. */
static struct public_key *place(struct trust *trust)
{
    if (trust->count == SKYPEDPI_SETS) {
        complain("more than %d public keys", SKYPEDPI_SETS);
    }
    return trust->count < SKYPEDPI_SETS && minisign_start() ? &trust->key[trust->count] : NULL;
}

bool trust_add(struct trust *trust, const char *path)
{
    struct public_key *key = place(trust);
    char text[MINISIGN_TEXT_MAX];
    size_t length;

    if (!key || !file_read_small(path, "a public key", text, sizeof(text), &length)) {
        return false;
    }
    const char *wrong = public_key_read(key, text, length);
    if (wrong) {
        complain("%s: no public key: %s", path, wrong);
    }
    trust->count += !wrong;
    return !wrong;
}

bool trust_add_text(struct trust *trust, const char *base64)
{
    struct public_key *key = place(trust);
    const char *wrong = key ? public_key_decode(key, base64, strlen(base64)) : NULL;

    if (wrong) {
        complain("'%s': %s", base64, wrong);
    }
    trust->count += key && !wrong;
    return key && !wrong;
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

/* What is wrong with a signature that none of the keys made; NULL: one did. */
static const char *check(const struct trust *trust, const struct signature *signature, const void *bytes,
                         size_t length)
{
    const char *wrong = "signed with another key";

    for (size_t i = 0; wrong && i < trust->count; i++) {
        if (memcmp(trust->key[i].id, signature->id, KEY_ID) == 0) {
            wrong = signature_check(signature, &trust->key[i], bytes, length);
        }
    }
    return wrong;
}

static void complain_wrong(const struct trust *trust, const char *path, const struct signature *signature,
                           const char *wrong)
{
    char asked[SKYPEDPI_SETS * (sizeof(struct key_name) + 2)] = "";

    for (size_t i = 0; i < trust->count; i++) {
        strcat(strcat(asked, i ? ", " : ""), key_name(trust->key[i].id).text);
    }
    complain("%s: not verified: %s (its signature is of key %s, the %s %s)", path, wrong,
             key_name(signature->id).text, trust->count == 1 ? "key asked for is" : "keys asked for are",
             asked);
}

static bool is_good(const struct trust *trust, const char *path, const void *bytes, size_t length,
                    struct signature *signature)
{
    char *beside = trust_beside(path);
    bool read = beside && read_signature(beside, signature);

    free(beside);
    if (!read) {
        return false;
    }
    const char *wrong = check(trust, signature, bytes, length);
    if (wrong) {
        complain_wrong(trust, path, signature, wrong);
    }
    return !wrong;
}

bool trust_file(const struct trust *trust, const struct source *source, struct signature *signature)
{
    return is_good(trust, source->path, source->text, source->length, signature);
}

/* ---- images ---- */

struct question {
    const struct trust *trust;
    const char *path;
    struct signature *signature;
};

static int vouch(void *user, const void *image, size_t length)
{
    const struct question *q = user;

    return is_good(q->trust, q->path, image, length, q->signature);
}

int trust_load(const struct trust *trust, const struct source *source, struct signature *signature,
               skypedpi_db **db)
{
    struct question question = {trust, source->path, signature};

    return skypedpi_db_load_verified(source->text, source->length, vouch, &question, NULL, 0, NULL, db);
}

/* ---- sets ---- */

bool trust_texts(const struct trust *trust, const struct sources *sources)
{
    struct signature signature;
    bool good = true;

    for (size_t i = 0; i < sources->count; i++) {
        bool text = sources->item[i].text && !source_is_image(&sources->item[i]);
        good &= !text || trust_file(trust, &sources->item[i], &signature);
    }
    return good;
}

static skypedpi_db *load_image(void *user, const struct source *source)
{
    const struct question *q = user;
    struct signature signature;
    skypedpi_db *db;
    int result = trust_load(q->trust, source, &signature, &db);

    if (result < 0 && result != SKYPEDPI_E_UNVERIFIED) {
        complain("%s: %s", source->path, skypedpi_error_text(result));
    }
    return db;
}

skypedpi_db *trust_open(const struct trust *trust, char *const *paths, size_t count)
{
    struct question question = {.trust = trust};
    struct sources sources;
    skypedpi_db *db = NULL;

    if (sources_read_sets(&sources, paths, count) && trust_texts(trust, &sources)) {
        db = sources_open(&sources, load_image, &question);
    }
    sources_free(&sources);
    return db;
}
