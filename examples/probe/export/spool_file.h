/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SPOOL_FILE_H
#define EXAMPLES_PROBE_SPOOL_FILE_H

#include "examples/probe/export/spool.h"

#define SPOOL_ID           8 /* digits */
#define SPOOL_SEQUENCE_MAX UINT64_C(1000000000000000)

/* Writes a file under a temporary name, and renames it when all of it is on the disk. False: errno says why,
 * and nothing has changed under `name`. */
bool spool_file_write(int directory, const char *temporary, const char *name,
                      bool (*write)(void *what, FILE *file), void *what);

/* Files of a spool, those of other ids first, each id's by their sequence. */
bool spool_file_list(int directory, const char *id, struct spool_list *list);

#endif
