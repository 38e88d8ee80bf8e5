/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include <sys/stat.h>
#include "tools/message.h"
#include "tools/spare.h"

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

bool spares_words(const char *output, int argc, char *const *argv)
{
    struct stat file;
    bool there = find(&file, output), spared = true;

    for (int i = 1; i < argc && there && spared; i++) {
        const char *value = strncmp(argv[i], "--", 2) == 0 ? strchr(argv[i], '=') : NULL;
        const char *word = value ? value + 1 : argv[i];
        spared = word == output || is_other(&file, output, word);
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
