/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/export/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "examples/probe/clock.h"
#include "examples/probe/complain.h"
#include "examples/probe/export/spool_file.h"

#define NAME_MOST 40

struct spool {
    const char *path;
    int directory;
    int lock;
    char name[NAME_MOST + 1]; /* of the probe */
    char id[SPOOL_ID + 1];    /* of the directory */
    uint64_t next;            /* sequence of the next file */
    uint64_t promised; /* what "state" says is the next one: never less than any that was used, and one */
};

/* ---- state ---- */

static bool write_state(void *what, FILE *file)
{
    const struct spool *spool = what;
    return fprintf(file, "skypedpi-spool 1 %s %" PRIu64 "\n", spool->id, spool->next + 1) > 0;
}

/* True if the next sequence may be used: it never will be again. */
static bool promise(struct spool *spool)
{
    if (spool->promised > spool->next)
        return true;
    if (!spool_file_write(spool->directory, ".state.tmp", "state", write_state, spool))
        return false;
    spool->promised = spool->next + 1;
    return true;
}

static bool new_id(struct spool *spool)
{
    uint32_t number;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        return false;
    snprintf(spool->id, sizeof spool->id, "%08" PRIx32, number);
    spool->next = 1;
    return true;
}

/* A state that is missing or makes no sense is as good as a new directory: another id, other names. */
static bool read_state(struct spool *spool)
{
    char text[128] = "", again[128], id[SPOOL_ID + 1];
    int begun = 0; /* where the number stands */
    int fd = openat(spool->directory, "state", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return errno == ENOENT && new_id(spool);
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length < 0)
        return false;
    if (sscanf(text, "skypedpi-spool 1 %8[0-9a-f] %n", id, &begun) == 1 && begun > 0) {
        uint64_t next = strtoull(text + begun, NULL, 10);
        snprintf(again, sizeof again, "skypedpi-spool 1 %s %" PRIu64 "\n", id, next);
        if (strcmp(text, again) == 0 && strlen(id) == SPOOL_ID && next > 0 && next < SPOOL_SEQUENCE_MAX) {
            memcpy(spool->id, id, sizeof id);
            spool->next = spool->promised = next;
            return true;
        }
    }
    return new_id(spool);
}

/* ---- the directory ---- */

static bool open_directory(struct spool *spool)
{
    if (mkdir(spool->path, 0750) != 0 && errno != EEXIST)
        return false;
    spool->directory = open(spool->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (spool->directory < 0)
        return false;
    spool->lock = openat(spool->directory, "lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    return spool->lock >= 0 && flock(spool->lock, LOCK_EX | LOCK_NB) == 0;
}

static void close_directory(const struct spool *spool)
{
    if (spool->lock >= 0)
        close(spool->lock);
    if (spool->directory >= 0)
        close(spool->directory);
}

static bool was_taken_away(const struct spool *spool)
{
    struct stat status;
    return fstat(spool->directory, &status) == 0 && status.st_nlink == 0;
}

/* Takes the place of one that was taken away; its names go on from those of that one. Other threads know the
 * directory by its descriptor, so that stays. False: errno says why. */
static bool follow(struct spool *spool)
{
    struct spool there = {.path = spool->path, .directory = -1, .lock = -1};
    bool good = open_directory(&there) && dup3(there.lock, spool->lock, O_CLOEXEC) >= 0 &&
                dup3(there.directory, spool->directory, O_CLOEXEC) >= 0;
    int error = errno;
    close_directory(&there);
    if (good)
        spool->promised = 0;
    errno = error;
    return good;
}

/* ---- files ---- */

bool spool_put(struct spool *spool, uint64_t start, bool (*write)(void *what, FILE *file), void *what)
{
    char name[SPOOL_NAME_MAX], time[32];
    time_t seconds = (time_t)(start / SECOND);
    struct tm tm = {0};
    if ((was_taken_away(spool) && !follow(spool)) || !promise(spool))
        return false;
    gmtime_r(&seconds, &tm);
    strftime(time, sizeof time, "%Y%m%dT%H%M%SZ", &tm);
    snprintf(name, sizeof name, "%s-%s-%08" PRIu64 "-%s.csv", spool->name, time, spool->next, spool->id);
    if (!spool_file_write(spool->directory, ".file.tmp", name, write, what))
        return false;
    spool->next++;
    return true;
}

bool spool_list(const struct spool *spool, struct spool_list *list)
{
    return spool_file_list(spool->directory, spool->id, list);
}

void spool_list_free(struct spool_list *list)
{
    free(list->names);
    *list = (struct spool_list){0};
}

int spool_read(const struct spool *spool, const char *name)
{
    return openat(spool->directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

bool spool_remove(const struct spool *spool, const char *name)
{
    if (unlinkat(spool->directory, name, 0) != 0)
        return false;
    fsync(spool->directory); /* if it fails, the file may be back after a loss of power: no more than that */
    return true;
}

/* ---- begin and end ---- */

static bool name_ok(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    size_t length = strlen(name);
    return length > 0 && length <= NAME_MOST && strchr("._-", name[0]) == NULL &&
           strspn(name, allowed) == length;
}

static bool take(struct spool *spool)
{
    if (!open_directory(spool)) {
        complain("spool %s: %s", spool->path, errno == EWOULDBLOCK ? "another probe uses it" : strerror(errno));
        return false;
    }
    if (!read_state(spool)) {
        complain("spool %s: state: %s", spool->path, strerror(errno));
        return false;
    }
    return true;
}

struct spool *spool_open(const char *directory, const char *name)
{
    if (!name_ok(name)) {
        complain(
            "'%s' is no name for a probe: up to %d letters, digits, '.', '_' and '-', a letter or digit first",
            name, NAME_MOST);
        return NULL;
    }
    struct spool *spool = calloc(1, sizeof *spool);
    if (spool == NULL) {
        complain("spool %s: no memory", directory);
        return NULL;
    }
    spool->path = directory;
    spool->directory = spool->lock = -1;
    snprintf(spool->name, sizeof spool->name, "%s", name);
    if (!take(spool)) {
        spool_close(spool);
        return NULL;
    }
    return spool;
}

void spool_close(struct spool *spool)
{
    if (spool == NULL)
        return;
    close_directory(spool);
    free(spool);
}
