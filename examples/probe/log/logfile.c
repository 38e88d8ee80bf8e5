/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "examples/probe/complain.h"
#include "examples/probe/log/logfile.h"

#define MANY ((size_t)64 << 10) /* bytes that are not left to wait */
#define MOST ((size_t)8 << 20)  /* ... that may wait at all */

enum log_format log_format(const char *path)
{
    const char *dot = strrchr(path, '.');

    if (dot && strcmp(dot, ".csv") == 0)
        return LOG_CSV;
    return dot && strcmp(dot, ".jsonl") == 0 ? LOG_JSON : LOG_NONE;
}

static int open_file(const struct logfile *file)
{
    return open(file->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0640);
}

/* The file's length; -1 if it is no regular file. */
static off_t length_of(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? status.st_size : -1;
}

/* Where a probe was killed while it wrote, the file may end in half a line: what comes now begins a new one. */
static void end_last_line(const struct logfile *file, int fd, int in, off_t length)
{
    char last = '\n';

    if (pread(in, &last, 1, length - 1) == 1 && last != '\n' && write(fd, "\n", 1) != 1)
        complain("%s: its last line does not end: %s", file->path, strerror(errno));
}

/* Another version of the probe may have written other columns. */
static void compare_header(const struct logfile *file, int in)
{
    char first[2048];
    size_t length = strlen(file->header);

    if (length <= sizeof(first) &&
        (pread(in, first, length, 0) != (ssize_t)length || memcmp(first, file->header, length) != 0))
        complain("%s: its columns are not those that are written now; move it away to begin a new one",
                 file->path);
}

/* What is in the file already stays; lines are put behind it. */
static void go_on(const struct logfile *file, int fd)
{
    off_t length = length_of(fd);
    int in = length > 0 ? open(file->path, O_RDONLY | O_CLOEXEC) : -1;

    if (in < 0)
        return;
    compare_header(file, in);
    end_last_line(file, fd, in, length);
    close(in);
}

static void use(struct logfile *file, int fd)
{
    go_on(file, fd);
    file->fd = fd;
    file->new_file = length_of(fd) <= 0 && *file->header;
    file->cut = false;
}

/* How much of a text ends in whole lines. */
static size_t whole_lines(const char *text, size_t length)
{
    while (length && text[length - 1] != '\n')
        length--;
    return length;
}

/* Writes; what was written of a line that did not fit is taken back if it can be. The bytes that are in the
 * file. */
static size_t put(struct logfile *file, const char *text, size_t length)
{
    ssize_t written;
    off_t before = length_of(file->fd);

    do
        written = write(file->fd, text, length);
    while (written < 0 && errno == EINTR);
    size_t stays = written > 0 ? (size_t)written : 0;
    size_t whole = whole_lines(text, stays);
    if (stays < length && whole < stays && before >= 0 && !file->cut &&
        ftruncate(file->fd, before + (off_t)whole) == 0)
        stays = whole;
    if (stays)
        file->cut = text[stays - 1] != '\n';
    return stays;
}

static void complain_once(struct logfile *file)
{
    if (!file->failing)
        complain("%s: cannot write: %s; trying again", file->path, strerror(errno ? errno : ENOSPC));
    file->failing = true;
}

static void complain_no_more(struct logfile *file)
{
    if (file->failing && file->lost)
        complain("%s: can be written again; %" PRIu64 " lines were lost", file->path, file->lost);
    else if (file->failing)
        complain("%s: can be written again, and nothing was lost", file->path);
    file->failing = false;
}

static bool put_header(struct logfile *file)
{
    if (file->new_file && put(file, file->header, strlen(file->header)) == strlen(file->header))
        file->new_file = false;
    return !file->new_file;
}

static void write_waiting(struct logfile *file)
{
    size_t done = 0, got = 1;

    errno = 0;
    if (put_header(file)) {
        while (done < file->used && got) {
            got = put(file, file->waiting + done, file->used - done);
            done += got;
        }
    }
    memmove(file->waiting, file->waiting + done, file->used - done);
    file->used -= done;
    if (file->used || file->new_file)
        complain_once(file);
    else
        complain_no_more(file);
}

bool logfile_open(struct logfile *file, const struct log_settings *settings, const char *header)
{
    *file =
        (struct logfile){.path = settings->path, .header = header, .reopen = settings->reopen, .room = MOST};
    file->reopened = atomic_load(file->reopen);
    int fd = open_file(file);
    if (fd < 0) {
        complain("%s: %s", file->path, strerror(errno));
        return false;
    }
    use(file, fd);
    file->waiting = malloc(file->room);
    file->line = file->waiting ? open_memstream(&file->line_text, &file->line_length) : NULL;
    if (!file->line) {
        complain("%s: out of memory", file->path);
        free(file->waiting);
        close(file->fd);
        return false;
    }
    write_waiting(file); /* the header */
    return true;
}

/* Who rotates may take the old file away. */
static void complain_stays(struct logfile *file)
{
    if (!file->stays)
        complain("%s: cannot be opened anew: %s; what comes goes to the old file; trying again", file->path,
                 strerror(errno));
    file->stays = true;
}

/* The line begun in the old file goes on there and nowhere else: the new one waits until it is whole. */
static void open_anew(struct logfile *file, unsigned wanted)
{
    if (file->cut)
        return;
    int fd = open_file(file);
    if (fd < 0) {
        complain_stays(file);
        return;
    }
    if (file->stays)
        complain("%s: is opened anew", file->path);
    file->stays = false;
    file->reopened = wanted;
    close(file->fd);
    use(file, fd);
}

void logfile_flush(struct logfile *file)
{
    unsigned wanted = atomic_load(file->reopen);

    write_waiting(file);
    if (wanted != file->reopened) {
        open_anew(file, wanted);
        write_waiting(file);
    }
}

FILE *logfile_line(struct logfile *file)
{
    rewind(file->line);
    return file->line;
}

void logfile_end(struct logfile *file)
{
    if (fflush(file->line) != 0 || file->room - file->used < file->line_length) {
        file->lost++;
        return;
    }
    memcpy(file->waiting + file->used, file->line_text, file->line_length);
    file->used += file->line_length;
    if (file->used >= MANY && !file->failing)
        logfile_flush(file);
}

static uint64_t lines_in(const char *text, size_t length)
{
    uint64_t lines = 0;

    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    return lines;
}

bool logfile_close(struct logfile *file)
{
    logfile_flush(file);
    file->lost += lines_in(file->waiting, file->used);
    if (file->lost)
        complain("%s: %" PRIu64 " lines were lost", file->path, file->lost);
    bool fine = file->lost == 0 && !file->new_file;
    if (close(file->fd) != 0 && errno != EINTR) {
        complain("%s: %s", file->path, strerror(errno));
        fine = false;
    }
    fclose(file->line);
    free(file->line_text);
    free(file->waiting);
    return fine;
}
