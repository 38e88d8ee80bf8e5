/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SPOOL_H
#define EXAMPLES_PROBE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A directory of files that wait to be sent. A file is there whole or not at all, also after SIGKILL or a loss
 * of power, and stays until it is removed. Names are NAME-START-SEQUENCE-DIRECTORY.csv, and none is used twice:
 * the sequence is kept in the file "state" and moves on before it is used; DIRECTORY is a random number in the
 * same file, another one if that file is lost. One process at a time: "lock" is locked. A directory that is
 * taken away meanwhile is made anew, and what was in it is lost. */
struct spool;

#define SPOOL_NAME_MAX 128 /* longest name of a file, with the NUL */

struct spool_list {
    char (*names)[SPOOL_NAME_MAX]; /* in the order they were put, as far as it is known */
    size_t count;
};

/* `name` is that of the probe: up to 40 letters, digits, '.', '_', '-', a letter or digit first. The directory
 * is made if it is missing, and its name must stay where it is. NULL after a complaint. */
struct spool *spool_open(const char *directory, const char *name);
void spool_close(struct spool *spool);

/* Puts a file that `write` fills, of data that begins at `start` (nanoseconds since 1970). False: errno says
 * why, and there is no such file. */
bool spool_put(struct spool *spool, uint64_t start, bool (*write)(void *what, FILE *file), void *what);

/* What is there. Any thread; the caller calls spool_list_free(). False: errno says why. */
bool spool_list(const struct spool *spool, struct spool_list *list);
void spool_list_free(struct spool_list *list);

/* A file, to be read; the caller closes it. -1: errno says why. Any thread. */
int spool_read(const struct spool *spool, const char *name);
bool spool_remove(const struct spool *spool, const char *name); /* any thread */

#endif
