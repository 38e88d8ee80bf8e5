/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_LOGFILE_H
#define EXAMPLES_PROBE_LOGFILE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* A file of lines that are there whole or not at all. Lines gather in memory and are written about once a
 * second, or when there are many. What cannot be written, on a full disk, say, waits there, is tried again, and
 * is counted as lost only when there is no more room. A regular file never ends in the middle of a line. */

enum log_format { LOG_NONE, LOG_CSV, LOG_JSON };
/* By the end of its name. */
enum log_format log_format(const char *path);

struct log_settings {
    const char *path;
    const atomic_uint *reopen; /* grows when the file is to be opened anew, as after a rotation */
};

struct logfile {
    const char *path;
    const char *header; /* the first line of a new file; "" for none */
    const atomic_uint *reopen;
    unsigned reopened;
    int fd;
    char *waiting; /* lines not written yet */
    size_t used, room;
    uint64_t lost;
    bool failing;  /* and it was complained about */
    bool cut;      /* the file ends in a line that was begun: what waits begins with its rest */
    bool stays;    /* it could not be opened anew, and that was complained about */
    bool new_file; /* the header is still to be written */
    FILE *line;    /* being made */
    char *line_text;
    size_t line_length;
};

/* False after a complaint. The strings of both must stay where they are. */
bool logfile_open(struct logfile *file, const struct log_settings *settings, const char *header);
/* Where to print the next line to; logfile_end() takes it, with its newline. */
FILE *logfile_line(struct logfile *file);
void logfile_end(struct logfile *file);
/* Writes what waits. */
void logfile_flush(struct logfile *file);
/* False after a complaint: some lines are lost. */
bool logfile_close(struct logfile *file);

#endif
