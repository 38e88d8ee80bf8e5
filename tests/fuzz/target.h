/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include "lib/base/bytes.h"

/* What every target is made of. A target is one file fuzz_NAME.c; who calls it is libFuzzer, AFL++ or run.c. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program if it is not so, in release builds too. */
#define MUST(claim) ((claim) ? (void)0 : target_fail(#claim, __FILE__, __LINE__))
_Noreturn void target_fail(const char *claim, const char *file, int line);

/* A copy in memory of just its size, so that reading past its end is seen. The caller frees `data`. */
struct exact {
    void *data;
    size_t length;
};

struct exact exact_copy(const void *data, size_t length);
/* The next bytes of an input, or as many of them as there are. */
struct exact exact_take(struct reader *in, size_t length);
struct bytes exact_bytes(struct exact e);

/* Everything that is left of an input. */
struct bytes rest_take(struct reader *in);

/* A file that lives in memory, for what takes a path. */
struct memory_file {
    int descriptor;
    char path[32];
};

struct memory_file memory_file_open(const void *data, size_t length);
void memory_file_close(struct memory_file *file);

/* Numbers that say whether two runs said the same. */
struct tale {
    uint64_t hash;
};

void tale_add(struct tale *tale, const void *data, size_t length);
void tale_number(struct tale *tale, uint64_t number);

#endif
