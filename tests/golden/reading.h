/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_GOLDEN_READING_H
#define TESTS_GOLDEN_READING_H

#include "tests/golden/golden.h"

/* A replay being read: where one is, and what all parts of it are made of. After a complaint nothing that is
 * read means anything. */

struct reading {
    struct replay *replay;
    const char *path;
    unsigned line;
    const char *at;   /* in the line */
    uint32_t next[2]; /* TCP sequence numbers, by direction */
    bool wrong;
};

void reading_complain(struct reading *r, const char *what);
void reading_skip_blanks(struct reading *r);
void reading_skip_comment(struct reading *r);
bool reading_take_word(struct reading *r, const char *word);
uint32_t reading_take_number(struct reading *r);

/* Bytes up to the end of the line go to the replay. */
void reading_take_payload(struct reading *r);

#endif
