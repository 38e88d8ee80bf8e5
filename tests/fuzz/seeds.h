/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_FUZZ_SEEDS_H
#define TESTS_FUZZ_SEEDS_H

#include "tests/fuzz/script.h"
#include "tests/golden/golden.h"
#include "tests/synth/scenario.h"

/* Parts of fuzz-seeds, which makes the first inputs of every target. Nothing of them comes from a capture. */

/* A seed in the making: what does not fit is left out. */
struct seed {
    size_t length;
    bool full;
    uint8_t bytes[32768];
};

void seed_add(struct seed *seed, const void *data, size_t length);
void seed_byte(struct seed *seed, unsigned value);
void seed_be16(struct seed *seed, unsigned value);
void seed_le32(struct seed *seed, uint32_t value);

/* Where seeds go to: DIRECTORY/TARGET_seed_corpus/NAME. Ends the program if one cannot be written. */
extern const char *seeds_directory;
void seed_write(const char *target, const char *name, const void *data, size_t length);
/* DIRECTORY/TARGET.dict: the words of a text; with `quoted` only those between backquotes. */
void dictionary_write(const char *target, const char *text, bool quoted);

/* Scripts (seeds_script.c): a head, then packets of flows; ends with a look at each flow. */
void script_begin(struct seed *seed);
void script_replay(struct seed *seed, const struct traffic *traffic);
void script_scenario(struct seed *seed, const struct synth_trace *trace);

/* The other targets, in seeds_NAME.c. */
void seeds_of_packets(const char *replays);
void seeds_of_calls(void);
void seeds_of_frames(void);
void seeds_of_sets(char **paths);
void seeds_of_texts(const char *policy, const char *config);
void seeds_of_keys(void);

/* A whole file, NUL-terminated; the caller frees it. Ends the program if it cannot be read. */
char *seeds_file(const char *path, size_t *length);

#endif
