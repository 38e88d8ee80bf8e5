/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_CORPUS_REWRITE_MERGE_H
#define TESTS_CORPUS_REWRITE_MERGE_H

#include "tests/corpus/rewrite/packets.h"

/* Interleaves captures by time into `out`, {0} before. The second begins `shift` nanoseconds after the first,
 * the third as long after the second, and so on; the order inside each stays. Empties `captures`. False after
 * a complaint: all must be of one link type. */
bool merge(struct packets *captures, size_t count, uint64_t shift, struct packets *out);

#endif
