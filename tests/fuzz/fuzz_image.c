/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/script.h"

#include <stdlib.h>
#include "lib/sigset/image.h"

/* An image, and behind it a script that is played on it. The image is loaded as it stands and with its length
 * and digest set right, so that a mutant gets past them. */

enum { AT_LENGTH = 16, AT_DIGEST = 24, AT_COUNTS = 32 };

/* As long as the image says it is, if the input has that much; else all of it. */
static size_t image_length(struct bytes input)
{
    uint64_t told = input.length >= IMAGE_HEADER ? read_le64(input.data + AT_LENGTH) : 0;
    return told >= IMAGE_HEADER && told <= input.length ? (size_t)told : input.length;
}

static void image_repair(uint8_t *image, size_t length)
{
    if (length < AT_COUNTS)
        return;
    write_le64(image + AT_LENGTH, length);
    write_le64(image + AT_DIGEST, image_digest(image, length));
}

static int inspect(void *user, void *state, const struct skypedpi_message *message)
{
    (void)user;
    *(uint8_t *)state = message->captured ? message->payload[message->captured - 1] : 0;
    return message->length & 1u;
}

static skypedpi_db *load(const void *image, size_t length)
{
    static const struct skypedpi_native natives[] = {
        {sizeof *natives, SKYPEDPI_NATIVE_ABI, "fuzz", 1, 0, NULL, inspect},
        {sizeof *natives, SKYPEDPI_NATIVE_ABI, "counter", SKYPEDPI_NATIVE_STATE, 0, NULL, inspect},
    };
    skypedpi_db *db;
    int result = skypedpi_db_load(image, length, natives, sizeof natives / sizeof *natives, NULL, &db);
    MUST((result == SKYPEDPI_OK) == (db != NULL));
    MUST(result == SKYPEDPI_OK || strcmp(skypedpi_error_name(result), "E_UNKNOWN") != 0);
    return db;
}

/* What is saved of it is what was loaded. */
static void save_check(const skypedpi_db *db, struct bytes image)
{
    uint8_t *saved = malloc(image.length);
    size_t length = 0;
    MUST(saved);
    MUST(skypedpi_db_save(db, saved, image.length - 1, &length) == SKYPEDPI_E_FULL && length == image.length);
    MUST(skypedpi_db_save(db, saved, image.length, &length) == SKYPEDPI_OK && length == image.length);
    MUST(memcmp(saved, image.data, length) == 0);
    free(saved);
}

static void string_check(const char *text)
{
    MUST(text && strlen(text) < 1u << 16);
}

static void signatures_check(const skypedpi_db *db, uint32_t count)
{
    char text[4096];
    struct skypedpi_signature s = {.size = sizeof s};
    for (uint32_t i = 0; i < count; i++) {
        MUST(skypedpi_db_signature(db, i, &s) == SKYPEDPI_OK);
        MUST(s.weight >= 1 && s.weight <= 100 && s.id);
        string_check(s.name);
        string_check(s.source);
        string_check(s.proof);
        string_check(skypedpi_db_application_name(db, s.application));
        memset(text, 1, sizeof text);
        size_t capacity = 1 + (s.id + i) % sizeof text;
        int result = skypedpi_db_print(db, s.id, text, capacity);
        MUST(result == SKYPEDPI_OK || result == SKYPEDPI_E_FULL);
        MUST(memchr(text, '\0', capacity));
    }
    MUST(skypedpi_db_signature(db, count, &s) == SKYPEDPI_E_NOT_FOUND);
}

static void db_check(skypedpi_db *db, struct bytes image, struct bytes script)
{
    struct skypedpi_db_info info = {.size = sizeof info};
    skypedpi_db *const sets[SCRIPT_DBS] = {db, script_sets()[1], db};
    MUST(skypedpi_db_info(db, &info) == SKYPEDPI_OK);
    MUST(info.image_bytes == image.length && !info.verified);
    save_check(db, image);
    signatures_check(db, info.signatures);
    script_play(script, sets);
}

static void image_try(struct bytes image, struct bytes script)
{
    skypedpi_db *db = load(image.data, image.length);
    if (db)
        db_check(db, image, script);
    skypedpi_db_unref(db);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t length = image_length((struct bytes){data, size});
    struct bytes script = {data + length, size - length};
    struct exact image = exact_copy(data, length);
    image_try(exact_bytes(image), script);
    image_repair(image.data, length);
    image_try(exact_bytes(image), script);
    free(image.data);
    return 0;
}
