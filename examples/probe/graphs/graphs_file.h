/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_FILE_H
#define EXAMPLES_PROBE_GRAPHS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One RRD file: three counters that only grow, five archives of as many rows as a picture is wide. Times are
 * seconds. librrd has no unknown time but the one it is told of: however long after the last reading the next
 * one comes, what lies between is known. */

enum graphs_value { GRAPHS_FORWARD, GRAPHS_REVERSE, GRAPHS_PACKETS };
#define GRAPHS_VALUES 3

/* Name of a counter in the file. */
extern const char *const graphs_values[GRAPHS_VALUES];

struct graphs_reading {
    uint64_t time;
    bool known; /* false: nothing is known of the time before it, and values are not told */
    uint64_t values[GRAPHS_VALUES];
};

/* The pictures' periods, and the time of a row in the archive that is made for each. */
struct graphs_period {
    const char *name;
    uint32_t seconds;
    uint32_t row; /* 0: the step */
};
enum { GRAPHS_HOUR, GRAPHS_DAY, GRAPHS_WEEK, GRAPHS_MONTH, GRAPHS_YEAR, GRAPHS_PERIODS };
extern const struct graphs_period graphs_periods[GRAPHS_PERIODS];

/* Rows of an archive: those of its picture, and some more. */
#define GRAPHS_WIDTH 732
#define GRAPHS_ROWS  750

/* Seconds of a row: whole steps. */
uint64_t graphs_row(const struct graphs_period *period, uint64_t step);

enum graphs_found {
    GRAPHS_ABSENT,
    GRAPHS_FOUND,
    GRAPHS_UNREADABLE, /* now */
    GRAPHS_BROKEN      /* not a file of ours */
};

#define GRAPHS_WHY 256

/* The newest reading. Says why it is unreadable or broken. */
enum graphs_found graphs_file_read(const char *path, struct graphs_reading *last, uint64_t *step,
                                   char why[GRAPHS_WHY]);

/* A new file, in which nothing is known before `begin`; never in the place of another. Says why not. */
bool graphs_file_create(const char *path, uint64_t step, uint64_t begin, char why[GRAPHS_WHY]);

/* The readings are in the order of time. Says why not; some of them may have been taken then. */
#define GRAPHS_READINGS 64
bool graphs_file_update(const char *path, const struct graphs_reading *readings, unsigned count,
                        char why[GRAPHS_WHY]);

#endif
