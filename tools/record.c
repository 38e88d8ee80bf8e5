/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include "tools/edition.h"
#include "tools/file.h"
#include "tools/message.h"
#include "tools/minisign.h"
#include "tools/record.h"

/* A line each:
 *     skypedpi proof 1
 *     image HASH                     BLAKE2b-512 of the image, which is what gets signed
 *     # comment
 *     1001 proved CAPTURE...         signatures in the order of their ids
 *     1002 unproved
 *     false-hits 0
 *     end
 */

static const char first_line[] = "skypedpi proof 1";
static const char last_line[] = "end";

struct image_hash {
    char text[2 * crypto_generichash_BYTES_MAX + 1];
};

static struct image_hash hash_of(const void *image, size_t length)
{
    unsigned char hash[crypto_generichash_BYTES_MAX];
    struct image_hash out;

    crypto_generichash(hash, sizeof(hash), image, length, NULL, 0);
    sodium_bin2hex(out.text, sizeof(out.text), hash, sizeof(hash));
    return out;
}

/* ---- writing ---- */

static bool hash_set(const skypedpi_db *db, struct image_hash *hash)
{
    size_t length = 0;
    int result = skypedpi_db_save(db, NULL, 0, &length);
    void *image = result == SKYPEDPI_E_FULL ? malloc(length) : NULL;
    bool fine = image && skypedpi_db_save(db, image, length, &length) == SKYPEDPI_OK;

    if (fine) {
        *hash = hash_of(image, length);
    }
    free(image);
    return fine;
}

static void put_record(FILE *out, const struct tally *tally, const struct image_hash *hash)
{
    struct skypedpi_db_info info = {.size = sizeof(info)};

    fprintf(out, "%s\nimage %s\n", first_line, hash->text);
    if (skypedpi_db_info(tally->db, &info) == SKYPEDPI_OK) {
        fprintf(out, "# %s\n", edition_line(&info).text);
    }
    for (size_t i = 0; i < tally->signatures; i++) {
        const struct tally_signature *s = &tally->signature[i];
        fprintf(out, "%u %s%s\n", s->signature.id, s->proved.text ? "proved" : "unproved",
                s->proved.text ? s->proved.text : "");
    }
    fprintf(out, "false-hits %" PRIu64 "\n%s\n", tally->false_hits, last_line);
}

int record_write(const struct tally *tally, const char *path)
{
    struct image_hash hash;
    char *text = NULL;
    size_t length = 0;
    FILE *out = minisign_start() && hash_set(tally->db, &hash) ? open_memstream(&text, &length) : NULL;
    int status = EXIT_CANNOT;

    if (out) {
        put_record(out, tally, &hash);
    }
    if (!out || fclose(out) != 0) {
        complain("%s: out of memory", path);
    } else {
        status = file_write(path, text, length, FILE_PUBLIC);
    }
    free(text);
    return status;
}

/* ---- checking ---- */

struct reader {
    const char *path;
    char *at; /* text that ends in NUL */
};

/* The next line that is no comment; "" at the end. */
static const char *next_line(struct reader *reader)
{
    char *line;

    do {
        line = reader->at;
        char *end = strchr(line, '\n');
        reader->at = end ? end + 1 : line + strlen(line);
        if (end) {
            *end = '\0';
        }
    } while (*line == '#');
    return line;
}

static bool complain_damaged(const struct reader *reader)
{
    complain("%s: no record of proof, or a damaged one", reader->path);
    return false;
}

static bool check_image(struct reader *reader, const struct source *image)
{
    static const char word[] = "image ";
    const char *line = next_line(reader);

    if (strncmp(line, word, sizeof(word) - 1) != 0) {
        return complain_damaged(reader);
    }
    if (strcmp(line + sizeof(word) - 1, hash_of(image->text, image->length).text) != 0) {
        complain("%s: the record of another image than %s: 'skypedpi test --record' makes one", reader->path,
                 image->path);
        return false;
    }
    return true;
}

/* Signatures without proof are complained of, each. */
static bool check_signature(struct reader *reader, const struct skypedpi_signature *s, bool *proved)
{
    char number[16];
    const char *line = next_line(reader);
    size_t length = (size_t)snprintf(number, sizeof(number), "%u ", s->id);
    const char *says = line + length;

    if (strncmp(line, number, length) != 0) {
        return complain_damaged(reader);
    }
    if (strcmp(says, "unproved") == 0) {
        complain("%s: signature %s (%u) fired on nothing that its proof names", reader->path, s->name,
                 s->number);
        *proved = false;
        return true;
    }
    return strncmp(says, "proved ", 7) == 0 && says[7] ? true : complain_damaged(reader);
}

static bool check_end(struct reader *reader)
{
    static const char word[] = "false-hits ";
    const char *line = next_line(reader);

    if (strncmp(line, word, sizeof(word) - 1) != 0 || line[sizeof(word) - 1] == '\0') {
        return complain_damaged(reader);
    }
    if (strcmp(line + sizeof(word) - 1, "0") != 0) {
        complain("%s: a warning: the set had false hits: %s", reader->path, line + sizeof(word) - 1);
    }
    return strcmp(next_line(reader), last_line) == 0 && !*reader->at ? true : complain_damaged(reader);
}

static bool check(struct reader *reader, const struct source *image, const skypedpi_db *db)
{
    struct skypedpi_signature s = {.size = sizeof(s)};
    bool proved = true;

    if (strcmp(next_line(reader), first_line) != 0) {
        return complain_damaged(reader);
    }
    if (!check_image(reader, image)) {
        return false;
    }
    for (uint32_t i = 0; skypedpi_db_signature(db, i, &s) == SKYPEDPI_OK; i++) {
        if (!check_signature(reader, &s, &proved)) {
            return false;
        }
    }
    return check_end(reader) && proved;
}

static char *path_beside(const char *image)
{
    static const char ending[] = ".proved";
    char *path = malloc(strlen(image) + sizeof(ending));

    if (path) {
        strcpy(path, image);
        strcat(path, ending);
    } else {
        complain("out of memory");
    }
    return path;
}

bool record_check(const struct source *image, const skypedpi_db *db, const char *path)
{
    char *named = path ? strdup(path) : path_beside(image->path);
    struct sources sources;
    bool proved = false;

    if (!named || !minisign_start()) {
        free(named);
        return false;
    }
    if (sources_read(&sources, &named, 1)) {
        struct reader reader = {named, sources.item[0].text};
        proved =
            strlen(reader.at) == sources.item[0].length ? check(&reader, image, db) : complain_damaged(&reader);
    }
    sources_free(&sources);
    free(named);
    return proved;
}
