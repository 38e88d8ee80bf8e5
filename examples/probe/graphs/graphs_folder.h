/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_GRAPHS_FOLDER_H
#define EXAMPLES_PROBE_GRAPHS_FOLDER_H

#include <dirent.h>
#include "examples/probe/graphs/graphs_name.h"

/* The folders of RRD files and what is in them. */

/* A series that is not drawn: all frames. */
#define GRAPHS_FRAMES GRAPHS_BYS

/* Names of series that are no application and no activity; a signature set has no names with spaces. */
#define GRAPHS_NO_FLOW "no flow"
#define GRAPHS_MORE    "all others"

/* Room for the name of a folder, and of a file in it; NUL included. */
#define GRAPHS_FOLDER (GRAPHS_CODED + 16)
#define GRAPHS_FILE   (GRAPHS_CODED + 20)

/* Folder of what is shown: total, user-..., group-..., users-others, groups-others. False: the name is empty or
 * too long. The other way: false: it is none. */
bool graphs_folder(enum graphs_of of, const char *name, char folder[GRAPHS_FOLDER]);
bool graphs_folder_read(const char *folder, enum graphs_of *of, char name[GRAPHS_NAME]);

/* File of a series: application-....rrd, activity-....rrd, frames.rrd. */
bool graphs_file_name(int by, const char *name, char text[GRAPHS_FILE]);
bool graphs_file_name_read(const char *text, int *by, char name[GRAPHS_NAME]);

/* "application", "activity", "frames" */
const char *graphs_by_name(int by);

/* What a folder has, in order; 0: it is not there. -1 after a complaint. */
int graphs_list(const char *path, int (*wanted)(const struct dirent *), struct dirent ***list);
void graphs_list_free(struct dirent **list, int count);

/* The parts, one after another in new memory; NULL: none left. */
#define graphs_join(...) graphs_join_list((const char *const[]){__VA_ARGS__, NULL})
char *graphs_join_list(const char *const *parts); /* NULL last */

#endif
