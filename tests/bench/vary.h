/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_BENCH_VARY_H
#define TESTS_BENCH_VARY_H

#include <stdbool.h>

/* Sets of any size, like real ones: the signatures of some files as they are, then again and again with other
 * lengths, bytes, texts, names and ids. */

struct vary {
    char *text;       /* of all files */
    char **signature; /* each begins with the word; in `text` */
    unsigned count;
};

/* Signatures of flows in files; those that count are left out, as there may be five only. False if a file
 * cannot be read. vary_free() in either case. */
bool vary_read(struct vary *vary, char *const *paths, int count);
void vary_free(struct vary *vary);

/* The text of a set of `count` signatures; to be freed. NULL without memory. */
char *vary_text(const struct vary *vary, unsigned count);

#endif
