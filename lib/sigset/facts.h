/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_FACTS_H
#define LIB_SIGSET_FACTS_H

#include "lib/sigset/constraint.h"

/* What is true of every message on which a condition holds. It may say less than what is so, never more. */
struct facts {
    struct interval length[SOURCE_COUNT]; /* of an earlier message, 0: there was none */
    struct interval ordinal;
    uint8_t directions; /* as in struct prefilter */
    uint8_t transports; /* FIELD_UDP, FIELD_TCP */
    uint8_t kind;
    uint16_t port; /* as in struct prefilter */
    uint8_t context;
    struct byte_test byte0, byte2;
    bool never; /* there is no such message */
};

struct facts facts_of(const struct expression *tree, uint16_t node);

/* What is true of every message on which a node is computed at all. */
struct facts facts_needed(const struct expression *tree, uint16_t node);

/* Of every message. */
struct facts facts_none(void);
struct facts facts_meet(struct facts a, const struct facts *b);

/* How many bytes an instruction that reads needs. */
uint32_t facts_reach(const struct builder *builder, const struct instruction *instruction);

struct prefilter facts_prefilter(const struct facts *facts);

#endif
