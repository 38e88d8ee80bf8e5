/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_GOLDEN_GOLDEN_H
#define TESTS_GOLDEN_GOLDEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <skypedpi/skypedpi.h>

/* Replays: flows written as text, with the verdict they must get. README.md describes the files. */

enum { PACKETS_MAX = 4096, BYTES_MAX = 32768, TEXT_MAX = 65536, SIGNATURES_MAX = 4096 };

/* A flow as it is fed. Payloads stand in the replay. */
struct traffic {
    struct skypedpi_tuple tuple;
    size_t count;
    struct skypedpi_packet packet[PACKETS_MAX];
};

struct replay {
    char name[128];      /* of the file */
    char text[TEXT_MAX]; /* the file */
    size_t head;         /* bytes of it before the first expectation */
    bool not_skype;      /* the file says that nothing of it may be taken for Skype */
    bool cuts_may_fire;  /* ... that a beginning of a message looks like another message */
    bool joined;         /* ... that the flow is seen from the middle on */
    struct traffic traffic;
    uint8_t bytes[BYTES_MAX];
    size_t used;
};

/* Text being written. */
struct page {
    char text[TEXT_MAX];
    size_t length;
};

/* What all replays share. */
struct world {
    skypedpi_db *db;
    uint32_t signatures;
    bool fired[SIGNATURES_MAX]; /* by place in the database */
};

/* What must not change when packets are cut, repeated or swapped. */
struct outcome {
    uint16_t application, mechanism;
    uint32_t signature;
};

#if defined(__GNUC__) || defined(__clang__)
__attribute__((format(printf, 2, 3)))
#endif
void page_write(struct page *page, const char *format, ...);

/* Reads a file; false after a message about what is wrong with it. */
bool replay_read(struct replay *replay, const char *path);

/* Feeds a flow and returns the last word. `page`, if not NULL, receives what fired and the verdict; `patient`
 * lifts the budget, which small pieces would exhaust. */
struct outcome play(struct world *world, const struct traffic *traffic, bool patient, struct page *page);

bool outcome_same(struct outcome a, struct outcome b);

/* Writes all expectations of a replay, and returns how the whole of it ended. */
struct outcome expectations_write(struct world *world, const struct replay *replay, struct page *page);

/* Cuts, repeats, swaps and overlaps the segments of a TCP flow; returns in how many ways the outcome changed,
 * after a message about each. */
unsigned variants_check(struct world *world, const struct replay *replay, struct outcome whole);

/* Prints what was expected and what was found instead. */
void difference_print(const char *expected, const char *found);

#endif
