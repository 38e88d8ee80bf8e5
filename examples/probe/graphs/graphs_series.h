/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_SERIES_H
#define EXAMPLES_PROBE_GRAPHS_SERIES_H

#include "examples/probe/graphs/graphs_file.h"

/* What one application or activity used: its RRD file, and the readings that are to go there. Times are
 * seconds. */

/* What all series share. */
struct graphs_disk {
    uint64_t step;
    uint64_t begin; /* of the time that is known without a hole, up to now */
    bool complained;
    bool step_told;
    bool lost; /* something will never be written */
};

/* Says so, once until graphs_disk_well(). */
void graphs_disk_complain(struct graphs_disk *disk, const char *path, const char *why);
void graphs_disk_well(struct graphs_disk *disk);

struct graphs_series {
    struct graphs_disk *disk;
    char *name; /* of the application or activity */
    char *path;
    int by;                        /* enum graphs_by; GRAPHS_FRAMES */
    bool made;                     /* there is a file */
    bool failed;                   /* the disk did not take it the last time */
    bool waiting;                  /* ... and is left in peace for a while */
    bool broken;                   /* not a file of ours: left alone */
    uint64_t total[GRAPHS_VALUES]; /* ever */
    uint64_t told[GRAPHS_VALUES];  /* as the newest reading has it */
    struct graphs_reading written; /* the newest that the file has */
    uint64_t last;                 /* time of the newest reading; 0: there is none */
    unsigned count;                /* readings that are not written yet */
    struct graphs_reading readings[GRAPHS_READINGS];
};

/* `name` and `path` are the series' own from now on. Reads what the file has, if there is one. NULL: no memory,
 * and they are freed. */
struct graphs_series *graphs_series_new(struct graphs_disk *disk, int by, char *name, char *path);
void graphs_series_free(struct graphs_series *series);

void graphs_series_add(struct graphs_series *series, const uint64_t values[GRAPHS_VALUES]);

/* The interval is over. While it is not later than the newest reading, what was added is held back. */
void graphs_series_interval(struct graphs_series *series, uint64_t start, uint64_t end);

/* Nothing more was used up to then; does nothing while something is held back. */
void graphs_series_reach(struct graphs_series *series, uint64_t time);

/* Goes on at `time`; what lies between is unknown if it is long. */
void graphs_series_resume(struct graphs_series *series, uint64_t time);

/* Writes the readings; false after a complaint. */
bool graphs_series_flush(struct graphs_series *series);

/* Nothing more will come: writes what is held back, too. False: some of it is lost. */
bool graphs_series_end(struct graphs_series *series, uint64_t now);

/* Time without an interval that is taken for silence; what is longer, for not having looked. */
#define GRAPHS_SILENCE 600

#endif
