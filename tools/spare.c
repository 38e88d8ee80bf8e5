/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tools/message.h"
#include "tools/set.h"
#include "tools/spare.h"
#include "tools/truth.h"

/* A file that is there, and not a pipe or a device. */
static bool find(struct stat *file, const char *path)
{
    return path && stat(path, file) == 0 && S_ISREG(file->st_mode);
}

/* Of what is read "-" is standard input. */
static bool find_input(struct stat *file, const char *path)
{
    bool standard = strcmp(path, "-") == 0;

    return standard ? fstat(STDIN_FILENO, file) == 0 && S_ISREG(file->st_mode) : find(file, path);
}

static bool is_one(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool is_other(const struct stat *output, const char *name, const char *path)
{
    struct stat file;

    if (!find_input(&file, path) || !is_one(&file, output)) {
        return true;
    }
    complain("%s: is read, too, and not written over: choose another name", name);
    return false;
}

/* A file is read, and the signature beside it; of a folder, its text of sets. */
static bool is_other_than_word(const struct stat *output, const char *name, const char *word)
{
    char beside[PATH_MAX], inside[PATH_MAX]; /* what is longer cannot be opened either */

    snprintf(beside, sizeof(beside), "%s.minisig", word);
    snprintf(inside, sizeof(inside), "%s/%s", word, capture_base(name));
    return is_other(output, name, word) && is_other(output, name, beside) &&
           (!set_is_text_name(capture_base(name)) || is_other(output, name, inside));
}

/* The value of an option in the same word: --set=FILE, -pFILE; else the word. */
static const char *value_of(const char *word)
{
    if (strncmp(word, "--", 2) == 0) {
        const char *equals = strchr(word, '=');
        return equals ? equals + 1 : word;
    }
    return word[0] == '-' && word[1] && word[2] ? word + 2 : word;
}

static bool spares(const char *output, int argc, char *const *argv,
                   bool (*is_spared)(const struct stat *, const char *, const char *))
{
    struct stat file;
    bool there = find(&file, output), spared = true;

    for (int i = 1; i < argc && there && spared; i++) {
        const char *value = value_of(argv[i]);
        spared = value == output || (is_spared(&file, output, value) && is_spared(&file, output, argv[i]));
    }
    return spared;
}

bool spares_words(const char *output, int argc, char *const *argv)
{
    return spares(output, argc, argv, is_other_than_word);
}

bool spares_files(const char *output, int argc, char *const *argv)
{
    return spares(output, argc, argv, is_other);
}

static bool find_folder(struct stat *folder, const char *path)
{
    char name[PATH_MAX];

    snprintf(name, sizeof(name), "%.*s.", (int)(capture_base(path) - path), path);
    return stat(name, folder) == 0;
}

bool is_same_file(const char *one, const char *other)
{
    struct stat a, b;
    bool names = strcmp(capture_base(one), capture_base(other)) == 0;

    return (names && find_folder(&a, one) && find_folder(&b, other) && is_one(&a, &b)) ||
           (find(&a, one) && find(&b, other) && is_one(&a, &b));
}

bool spares_captures(const char *output, const struct captures *captures)
{
    struct stat file;
    bool there = find(&file, output), spared = true;

    for (size_t i = 0; i < captures->count && there && spared; i++) {
        spared = is_other(&file, output, captures->item[i].path);
    }
    return spared;
}

bool spares_truth(const char *output, const struct captures *captures, const char *folder)
{
    struct stat file;
    bool there = find(&file, output), spared = true;

    for (size_t i = 0; i < captures->count && there && spared; i++) {
        char *path = truth_path(captures->item[i].path, folder);
        spared = path && is_other(&file, output, path);
        free(path);
    }
    return spared;
}
