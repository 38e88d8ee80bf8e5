/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <skypedpi/skypedpi.h>
#include "tests/fuzz/mutate.h"

/* Parts of image_mutate. */

enum { IMAGES = 4, RESULTS = 16 };

/* One for each process, in memory that the parent sees. */
struct tally {
    uint64_t at, cases, accepted, evidence, merged, printed;
    uint64_t result[RESULTS]; /* refusals, from SKYPEDPI_E_MAGIC on */
};

struct fuzz {
    uint64_t seed;
    struct image original[IMAGES], changed;
    skypedpi_db *base;
    skypedpi_engine *engine;
    struct tally *tally;
};

/* Aborts if it is not so. */
void must(bool good, const char *what);

/* The images that are mutated; the first is the builtin one, the others are small. */
void originals_make(struct fuzz *fuzz);
void originals_free(struct fuzz *fuzz);

/* An engine with the base set in place. */
void engine_make(struct fuzz *fuzz);

/* Does all that can be done with a database. */
void db_use(struct fuzz *fuzz, skypedpi_db *db, struct random *random);

#endif
