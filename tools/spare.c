/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "tools/message.h"
#include "tools/set.h"
#include "tools/spare.h"
#include "tools/truth.h"

/* A file that is there, and not a pipe or a device. */
static bool find(struct stat *file, const char *path)
{
    return path && stat(path, file) == 0 && S_ISREG(file->st_mode);
}

static bool is_other(const struct stat *output, const char *name, const char *path)
{
    struct stat file;

    if (!find(&file, path) || file.st_dev != output->st_dev || file.st_ino != output->st_ino) {
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

bool spares_words(const char *output, int argc, char *const *argv)
{
    struct stat file;
    bool there = find(&file, output), spared = true;

    for (int i = 1; i < argc && there && spared; i++) {
        const char *value = strncmp(argv[i], "--", 2) == 0 ? strchr(argv[i], '=') : NULL;
        const char *word = value ? value + 1 : argv[i];
        spared = word == output || is_other_than_word(&file, output, word);
    }
    return spared;
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
