/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_MODEL_H
#define LIB_SIGSET_MODEL_H

#include <stdbool.h>
#include <stdint.h>
#include <skypedpi/db.h>
#include "lib/base/bytes.h"
#include "lib/sigset/program.h"

/* Compiled sets in memory: what the compiler builds, an image stores and the matcher reads. Everything is
 * tables of values that refer to each other by index. */

/* Text in model.strings; a NUL follows it. */
struct text_ref {
    uint32_t offset;
    uint32_t length;
};

struct range {
    uint32_t low, high; /* both belong to it */
};

/* Entries of model.refs: the texts of a list. */
struct list {
    uint32_t first, count;
};

/* Cheap necessary conditions of a signature, taken from its program, by which the index leaves it out. */
struct byte_test {
    uint8_t mask, value; /* mask 0: any */
};

struct prefilter {
    uint16_t length_low, length_high;
    uint8_t directions; /* bit 0: from the client, bit 1: from the server */
    uint8_t ordinal_low, ordinal_high;
    uint8_t kind; /* enum kind */
    struct byte_test byte0, byte2;
    uint16_t port;    /* one of the flow's two ports; 0: any */
    uint16_t context; /* enum context: all these */
};

/* How a version is read from a text field. */
enum version_rule {
    VERSION_NONE,
    VERSION_AFTER,   /* the dotted number that follows a text: getlatestversion?ver=1.2.0.18 */
    VERSION_REVERSED /* the name's first four labels, last part first: 335.0.7.7.3.rst6... */
};

#define NO_INDEX 0xffffu

/* What a signature is about. */
enum scope {
    SCOPE_FLOW = SKYPEDPI_SCOPE_FLOW,
    SCOPE_ENDPOINT = SKYPEDPI_SCOPE_ENDPOINT,
    SCOPE_HOST = SKYPEDPI_SCOPE_HOST
};

/* What the values of the messages counted must be to each other. */
enum counting_rule { COUNTING_ANY, COUNTING_STEP, COUNTING_SAME };

enum counting_unit { COUNTING_PEERS, COUNTING_PACKETS };

/* How a signature of scope endpoint or host counts the messages that meet its condition. */
struct counting {
    uint8_t scope;            /* enum scope; all below is 0 for SCOPE_FLOW */
    uint8_t received;         /* 1: messages it receives count, 0: messages it sends */
    uint8_t slot;             /* its counter in the records of its scope */
    uint8_t unit;             /* enum counting_unit */
    uint8_t rule;             /* enum counting_rule */
    uint8_t count;            /* fires at so many */
    uint8_t bits;             /* estimates: bits of the counter that so many set; not in the image */
    uint8_t nothing[3];       /* 0: two of these are compared byte by byte */
    uint16_t within;          /* seconds */
    uint32_t low, high;       /* COUNTING_STEP: how far from one value to the next */
    uint32_t mask;            /* ... of numbers as wide as the value; not in the image */
    struct instruction value; /* for the rule; OP_END: none */
    struct instruction fresh; /* values that must be new nearly each time; OP_END: none */
};

#define COUNTERS       5 /* counting signatures of one scope */
#define COUNTING_EXACT 6 /* so many are told exactly; more are estimated */
#define COUNTING_MOST  150
#define COUNTING_BITS  (24 * COUNTING_EXACT) /* of a counter that estimates */

enum guard_form {
    GUARD_WITHIN, /* the masked number lies from `low` to `high` */
    GUARD_RANGES, /* ... in one of some ranges */
    GUARD_EQUAL,  /* ... is what another number is, with `low` added or taken off */
    GUARD_TRUTH,  /* the bytes or the text are as told */
    GUARD_CODE    /* the instructions from `low` up to `high` leave a truth */
};

/* One of the conditions that a program joins with `and` (guard.h). */
struct guard {
    struct instruction read;  /* a number; GUARD_TRUTH: OP_BYTES or OP_TEXT */
    struct instruction other; /* GUARD_EQUAL: the other number */
    uint32_t mask;
    uint32_t low, high;
    uint32_t range;  /* GUARD_RANGES: the first */
    uint16_t ranges; /* ... how many */
    uint8_t form;    /* enum guard_form */
    bool outside;    /* it must not be so */
    bool less;       /* GUARD_EQUAL: `low` is taken off */
};

struct signature {
    uint32_t id;     /* number of its set above ID_BITS, below them its own */
    uint16_t after;  /* index of the signature that must have fired before on the flow, or NO_INDEX */
    uint16_t native; /* index into model.natives, or NO_INDEX */
    uint8_t transport;
    uint8_t application;
    uint8_t activity;
    uint8_t mechanism;
    uint8_t weight;
    uint8_t version_rule;
    uint8_t version_field; /* enum text_field */
    uint8_t code_length;
    uint8_t path;  /* enum skypedpi_path it shows */
    uint32_t code; /* index of the first instruction */
    struct text_ref version_text;
    struct text_ref name, source, proof;
    struct skypedpi_release era_first, era_last;
    struct prefilter prefilter;
    struct counting counting;
    uint32_t guard;   /* index of its first; this and all below are not in the image */
    uint8_t guards;   /* how many are asked of a message that the index lets through */
    uint8_t answered; /* how many stand behind them that the index has answered */
    bool by_tries;    /* it asks what the opener tried before, or of a block */
    bool half_seen;   /* it asks whether a message was not captured */
};

/* What tells one release of a set from another, and for how long it is good; 0: not told. */
struct edition {
    uint32_t release;
    uint32_t date, expires; /* days since 1970-01-01 */
    uint16_t required[3];   /* oldest library that can run it: major, minor, patch */
};

/* What a set says of itself. */
struct set_facts {
    struct text_ref name, version;
    struct edition edition;
};

#define SETS_MAX SKYPEDPI_SETS
#define ID_BITS  28
#define ID_MOST  ((1u << ID_BITS) - 1)

_Static_assert(SKYPEDPI_SET_STEP == 1u << ID_BITS && SETS_MAX == 1u << (32 - ID_BITS), "an id has 32 bits");

static inline unsigned set_number(uint32_t id)
{
    return id >> ID_BITS;
}

struct model {
    struct set_facts set[SETS_MAX];
    uint32_t set_count;
    struct signature *signatures; /* set by set; ids ascend */
    struct instruction *code;
    struct guard *guards; /* made at load */
    struct range *ranges;
    struct text_ref *constants; /* byte strings for OP_BYTES */
    struct list *lists;
    struct text_ref *refs;
    struct text_ref *applications; /* numbered from SKYPEDPI_APPLICATION_CUSTOM */
    struct text_ref *natives;      /* names of native detectors */
    char *strings;
    uint32_t signature_count, code_count, range_count, constant_count, list_count, ref_count, application_count,
        native_count, strings_length;
};

#define FIRED_KEPT 4 /* signatures that fired, on each flow: no chain of `after` is longer */

static inline const char *model_text(const struct model *m, struct text_ref t)
{
    return m->strings + t.offset;
}

static inline struct bytes model_bytes(const struct model *m, struct text_ref t)
{
    return (struct bytes){(const uint8_t *)m->strings + t.offset, t.length};
}

/* Takes tables as long as those that `counts` tells of, all zero; false if there was no memory for all. Strings
 * are somebody else's. model_release() in either case. */
bool model_take(struct model *model, const struct model *counts, const struct skypedpi_allocator *allocator);
void model_release(struct model *model, const struct skypedpi_allocator *allocator);

/* How many counters are given out. */
struct counters {
    uint8_t host, udp, tcp;
};

/* A counting signature has a counter of its own in the records of its scope; false if none is left. */
bool counter_give(struct counters *given, struct signature *s);

#define SIGNATURES_MAX   4096
#define APPLICATIONS_MAX 48
#define NATIVES_MAX      128

#endif
