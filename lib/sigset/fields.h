/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_FIELDS_H
#define LIB_SIGSET_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include "lib/sigset/program.h"

/* The fields of the language: what the parser, the prefilter and the warnings know of each. */

enum field_form {
    FORM_FIELD,  /* number: enum field */
    FORM_SERVER, /* the opposite of `client` */
    FORM_LOAD,   /* number: enum width */
    FORM_BYTES,  /* compared with x"..." */
    FORM_DISTINCT,
    FORM_COMMON,
    FORM_TEXT /* number: enum text_field */
};

/* How much a test of it tells about the application. */
enum field_standing {
    STANDING_FACT,  /* what the message is like */
    STANDING_BYTE,  /* one byte of it */
    STANDING_PLACE, /* an address or a port: who, not what */
    STANDING_ASIDE  /* direction, number, how the flow was seen: any application's messages have that */
};

#define FIELD_UDP 1u
#define FIELD_TCP 2u

/* skype.function is byte 2 without its padding bits; `resend` is one of these functions. */

struct field_word {
    const char *name;
    uint8_t form;         /* enum field_form */
    uint8_t number;       /* see there */
    bool truth;           /* else a number */
    uint8_t sources;      /* bit for each enum source it may be asked of */
    uint8_t kind;         /* enum kind a message must be of to have it */
    uint8_t transports;   /* where messages have it */
    uint8_t standing;     /* enum field_standing */
    uint8_t context;      /* enum context it takes */
    uint8_t needs;        /* bytes a message must have to have it, counted from an offset if there is one */
    uint16_t index_low;   /* of name[N] */
    uint16_t index_high;  /* 0: takes no index */
    uint32_t low, high;   /* values it can have */
    uint8_t mask2, byte2; /* what the third byte must be under a mask */
};

/* A name without its prev. or reverse.; NULL if there is none such. */
const struct field_word *field_find(const char *name, size_t length);

/* What an instruction reads; NULL if it reads no field of a message. */
const struct field_word *field_of(const struct instruction *instruction);

/* A bit for each enum source whose message it reads. */
unsigned field_reads(const struct instruction *instruction);

/* For the `version` clause and messages. */
const struct field_word *field_at(size_t index); /* NULL behind the last */

bool field_is_domain(unsigned text_field);

#endif
