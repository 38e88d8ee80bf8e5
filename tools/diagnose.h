/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_DIAGNOSE_H
#define TOOLS_DIAGNOSE_H

#include <stdbool.h>
#include <skypedpi/sigset.h>
#include "tools/bundle.h"
#include "tools/source.h"

/* From signature text to a database, and what is found on the way. */

/* Compiles text files, one set after the other. The findings stand in the order of files and lines; with
 * `thorough` signatures are looked at more closely. Below 0 if there are errors. findings_free() in any case.
 */
int sources_diagnose(const struct sources *sources, bool thorough, struct skypedpi_diagnostics *findings,
                     struct bundle *bundle);
void findings_free(struct skypedpi_diagnostics *findings);

/* Compiles text files, with findings printed to stderr. They are one set, up to the file whose set line begins
 * another. False if there are errors. */
bool sources_compile_each(const struct sources *sources, struct bundle *bundle);

/* The same as one database; NULL if there are errors. */
skypedpi_db *sources_compile(const struct sources *sources);

/* Shows findings on stderr the way C compilers do, in colour on a terminal. */
void findings_show(const struct sources *sources, const struct skypedpi_diagnostics *findings);

/* So many of them are there to be told. */
uint32_t findings_kept(const struct skypedpi_diagnostics *findings);

/* The file a finding is about, as the user named it. */
const char *finding_path(const struct sources *sources, const struct skypedpi_diagnostic *finding);

#endif
