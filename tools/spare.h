/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_SPARE_H
#define TOOLS_SPARE_H

#include "tools/captures.h"

/* What is read is not written over: a slip of the hand must not cost a capture, or the only text of a set. */

/* Is the file at `output` (NULL: none) nowhere else on the command line, no signature beside such a file, and
 * no text of a set in a folder that is? False after a complaint. */
bool spares_words(const char *output, int argc, char *const *argv);

/* The same of the words alone: for what is written beside a file that is read. */
bool spares_files(const char *output, int argc, char *const *argv);

/* Do both name one file, which need not be there yet? */
bool is_same_file(const char *one, const char *other);

/* Is it none of the captures, which may be in folders that were named? False after a complaint. */
bool spares_captures(const char *output, const struct captures *captures);

/* Is it none of their tables of truth, in `folder` (NULL: beside them)? False after a complaint. */
bool spares_truth(const char *output, const struct captures *captures, const char *folder);

#endif
