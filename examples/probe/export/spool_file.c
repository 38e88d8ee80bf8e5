/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/export/spool_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "examples/probe/complain.h"

/* fclose() too may find that the disk is full. */
static bool fill(int directory, const char *temporary, bool (*write)(void *what, FILE *file), void *what)
{
    int fd = openat(directory, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (file == NULL) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    errno = 0;
    bool good = write(what, file) && fflush(file) == 0 && fsync(fd) == 0;
    int error = errno;
    if (fclose(file) != 0 && good) {
        good = false;
        error = errno;
    }
    errno = error;
    return good;
}

/* Once it is renamed it counts: what is not known to be on the disk is on it unless the power fails now. */
bool spool_file_write(int directory, const char *temporary, const char *name,
                      bool (*write)(void *what, FILE *file), void *what)
{
    if (fill(directory, temporary, write, what) && renameat(directory, temporary, directory, name) == 0) {
        if (fsync(directory) != 0)
            complain("spool: %s: %s", name, strerror(errno));
        return true;
    }
    int error = errno != 0 ? errno : EIO;
    unlinkat(directory, temporary, 0);
    errno = error;
    return false;
}

/* The part "-SEQUENCE-ID.csv" of a name, NULL if it has none. */
static const char *tail_of(const char *name)
{
    static const char digits[] = "0123456789", hex[] = "0123456789abcdef";
    size_t length = strlen(name);
    if (length >= SPOOL_NAME_MAX || name[0] == '.' || length < SPOOL_ID + 5)
        return NULL;
    const char *id = name + length - 4 - SPOOL_ID;
    if (strcmp(id + SPOOL_ID, ".csv") != 0 || strspn(id, hex) < SPOOL_ID || id[-1] != '-')
        return NULL;
    const char *sequence = id - 1;
    while (sequence > name && strchr(digits, sequence[-1]) != NULL)
        sequence--;
    size_t count = (size_t)(id - 1 - sequence);
    return count >= 8 && count <= 16 && sequence > name && sequence[-1] == '-' ? sequence - 1 : NULL;
}

struct entry {
    bool newest; /* of the id that is used now */
    char id[SPOOL_ID + 1];
    uint64_t sequence;
    char name[SPOOL_NAME_MAX];
};

static int compare(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->newest != b->newest)
        return a->newest ? 1 : -1;
    int order = strcmp(a->id, b->id);
    return order != 0 ? order : (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

static struct entry entry_of(const char *name, const char *tail, const char *id)
{
    struct entry entry = {0};
    size_t length = strlen(name); /* tail_of() has seen that it fits */
    memcpy(entry.name, name, length);
    memcpy(entry.id, name + length - 4 - SPOOL_ID, SPOOL_ID);
    entry.newest = strcmp(entry.id, id) == 0;
    entry.sequence = strtoull(tail + 1, NULL, 10);
    return entry;
}

/* False: errno says why. */
static bool collect(DIR *directory, const char *id, struct entry **entries, size_t *count)
{
    size_t room = 0;
    struct dirent *found;
    while (errno = 0, (found = readdir(directory)) != NULL) {
        const char *tail = tail_of(found->d_name);
        if (tail == NULL)
            continue;
        if (*count == room) {
            room = room == 0 ? 64 : 2 * room;
            struct entry *more = realloc(*entries, room * sizeof *more);
            if (more == NULL)
                return false;
            *entries = more;
        }
        (*entries)[(*count)++] = entry_of(found->d_name, tail, id);
    }
    return errno == 0;
}

static bool take_names(const struct entry *entries, size_t count, struct spool_list *list)
{
    list->names = calloc(count + 1, sizeof *list->names);
    if (list->names == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        memcpy(list->names[i], entries[i].name, SPOOL_NAME_MAX);
    list->count = count;
    return true;
}

bool spool_file_list(int directory, const char *id, struct spool_list *list)
{
    struct entry *entries = NULL;
    size_t count = 0;
    *list = (struct spool_list){0};
    int fd = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* one with a position of its own */
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
    if (stream == NULL) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool good = collect(stream, id, &entries, &count);
    int error = errno;
    closedir(stream);
    if (good && count > 0)
        qsort(entries, count, sizeof *entries, compare);
    if (good) {
        good = take_names(entries, count, list);
        error = ENOMEM;
    }
    free(entries);
    errno = error;
    return good;
}
