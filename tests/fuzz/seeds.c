/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/fuzz/seeds.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* fuzz-seeds DIRECTORY REPLAYS SIGNATURES.md POLICY.md PROBE.conf SET.sig...: first inputs for every target, as
 * TARGET_seed_corpus and TARGET.dict. */

const char *seeds_directory;

static _Noreturn void give_up(const char *path)
{
    fprintf(stderr, "fuzz-seeds: %s: %s\n", path, strerror(errno));
    exit(EXIT_FAILURE);
}

char *seeds_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *text = malloc(1 << 20);
    if (!file || !text)
        give_up(path);
    *length = fread(text, 1, (1 << 20) - 1, file);
    text[*length] = '\0';
    fclose(file);
    return text;
}

/* ---- a seed in the making ---- */

void seed_add(struct seed *seed, const void *data, size_t length)
{
    if (seed->full || length > sizeof seed->bytes - seed->length) {
        seed->full = true;
        return;
    }
    if (length)
        memcpy(seed->bytes + seed->length, data, length);
    seed->length += length;
}

void seed_byte(struct seed *seed, unsigned value)
{
    seed_add(seed, &(uint8_t){(uint8_t)value}, 1);
}

void seed_be16(struct seed *seed, unsigned value)
{
    seed_byte(seed, value >> 8);
    seed_byte(seed, value);
}

void seed_le32(struct seed *seed, uint32_t value)
{
    uint8_t bytes[4];
    write_le32(bytes, value);
    seed_add(seed, bytes, sizeof bytes);
}

/* ---- files ---- */

static void file_write(const char *path, const void *data, size_t length)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, length, file) != length || fclose(file) != 0)
        give_up(path);
}

void seed_write(const char *target, const char *name, const void *data, size_t length)
{
    char path[4096];
    int at = snprintf(path, sizeof path, "%s/%s_seed_corpus", seeds_directory, target);
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        give_up(path);
    snprintf(path + at, sizeof path - (size_t)at, "/%s", name);
    file_write(path, data, length);
}

/* ---- dictionaries ---- */

enum { WORDS_MAX = 2000, WORD_MAX = 40 };

struct words {
    unsigned count;
    char word[WORDS_MAX][WORD_MAX];
};

static void word_add(struct words *words, const char *text, size_t length)
{
    if (length < 2 || length >= WORD_MAX || words->count == WORDS_MAX)
        return;
    for (unsigned i = 0; i < words->count; i++)
        if (strlen(words->word[i]) == length && memcmp(words->word[i], text, length) == 0)
            return;
    memcpy(words->word[words->count], text, length);
    words->word[words->count++][length] = '\0';
}

static void words_take(struct words *words, const char *text, bool quoted)
{
    static const char marks[] = " \n\t`\"\\|#()";
    for (bool inside = !quoted; *text;) {
        size_t length = strcspn(text, marks);
        if (inside)
            word_add(words, text, length);
        text += length;
        for (; *text && strchr(marks, *text); text++)
            inside ^= quoted && *text == '`';
    }
}

void dictionary_write(const char *target, const char *text, bool quoted)
{
    static struct words words;
    static char all[WORDS_MAX * (WORD_MAX + 4)];
    char path[4096];
    size_t used = 0;
    words.count = 0;
    words_take(&words, text, quoted);
    for (unsigned i = 0; i < words.count; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "\"%s\"\n", words.word[i]);
    snprintf(path, sizeof path, "%s/%s.dict", seeds_directory, target);
    file_write(path, all, used);
}

static void dictionary_of(const char *target, const char *path, bool quoted)
{
    size_t length;
    char *text = seeds_file(path, &length);
    dictionary_write(target, text, quoted);
    free(text);
}

int main(int argc, char **argv)
{
    if (argc < 7) {
        fputs("usage: fuzz-seeds DIRECTORY REPLAYS SIGNATURES.md POLICY.md PROBE.conf SET.sig...\n", stderr);
        return 2;
    }
    seeds_directory = argv[1];
    seeds_of_packets(argv[2]);
    seeds_of_calls();
    seeds_of_frames();
    seeds_of_sets(argv + 6);
    seeds_of_texts(argv[4], argv[5]);
    seeds_of_keys();
    dictionary_of("fuzz_text", argv[3], true);
    dictionary_of("fuzz_policy", argv[4], true);
    dictionary_of("fuzz_subscribers", argv[4], true);
    dictionary_of("fuzz_config", argv[5], false);
    printf("seeds made in %s\n", argv[1]);
    return EXIT_SUCCESS;
}
