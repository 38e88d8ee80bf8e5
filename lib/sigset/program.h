/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_PROGRAM_H
#define LIB_SIGSET_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

/* What a signature's condition compiles to: a stack program without loops. Jumps go forward only, so a
 * program runs each instruction at most once. A value is an unsigned 64-bit integer that wraps; comparing
 * takes it as signed, so that `len - 20 < 0` means what it says. An instruction that reads what is not there
 * (bytes beyond the message, an earlier message that never was, a field of another protocol) ends the program:
 * the signature does not match. */

enum opcode {
    OP_END,      /* the result is the top of the stack, the only value on it */
    OP_PUSH,     /* imm */
    OP_LOAD,     /* a: enum source, b: offset, imm: enum width */
    OP_FIELD,    /* a: enum source, b: enum field, imm: argument */
    OP_DISTINCT, /* a: enum source, b: offset, imm: count; how many different values these bytes have */
    OP_COMMON,   /* the same; how many of these bytes the message at hand has in common with an earlier one */
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_AND,
    OP_OR,
    OP_XOR,
    OP_SHL, /* a count of 64 or more gives 0 */
    OP_SHR,
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_NOT,      /* of a truth value */
    OP_IN,       /* b: how many ranges, imm: the first; is the top in one of them? */
    OP_BYTES,    /* a: enum source, b: offset, imm: index of a constant; do these bytes equal it? */
    OP_TEXT,     /* a: enum text_test, b: enum text_field, imm: index of a list; does one entry fit? */
    OP_AND_THEN, /* imm: target; if the top is 0 jump and keep it, else drop it */
    OP_OR_ELSE,  /* imm: target; if the top is not 0 jump and keep it, else drop it */
    OP_COUNT
};

/* Which message an instruction looks at. Of the earlier ones the first HEAD_BYTES bytes are kept. */
enum source {
    SOURCE_THIS,    /* the one at hand; OP_COMMON: it has the bytes in common with both prev and reverse */
    SOURCE_PREV,    /* the one before it in the same direction */
    SOURCE_REVERSE, /* the last one in the other direction */
    SOURCE_OLDER,   /* UDP: the one before prev, if the flow still keeps it; its time is not kept */
    SOURCE_COUNT
};

#define HEAD_BYTES 12

enum width { WIDTH_U8, WIDTH_U16, WIDTH_U32, WIDTH_LE16, WIDTH_LE32, WIDTH_COUNT };

static inline unsigned width_bytes(unsigned width)
{
    static const uint8_t bytes[WIDTH_COUNT] = {1, 2, 4, 2, 4};
    return bytes[width];
}

enum field {
    /* any source */
    FIELD_LEN,
    FIELD_SKYPE_ID,
    FIELD_SKYPE_FUNCTION,
    FIELD_SKYPE_IV,
    FIELD_SKYPE_CRC,
    FIELD_SKYPE_ADDRESS,
    FIELD_SKYPE_SEED,
    /* earlier messages only */
    FIELD_SEEN,   /* was there one? never ends the program */
    FIELD_UNSEEN, /* there was, but its bytes were not captured */
    FIELD_AGE,    /* milliseconds since */
    /* this message only */
    FIELD_CLIENT,
    FIELD_ORDINAL,
    FIELD_NUMBER,
    FIELD_SIZE, /* imm: 1 to SIZES_KEPT */
    FIELD_SOURCE_ADDRESS,
    FIELD_DESTINATION_ADDRESS,
    FIELD_SOURCE_PORT,
    FIELD_DESTINATION_PORT,
    FIELD_CLIENT_PORT,
    FIELD_SERVER_PORT,
    FIELD_MIDFLOW,
    FIELD_TUNNELLED,
    FIELD_OPENS,        /* TCP: the first SYN, before any message */
    FIELD_HOST_KNOWN,   /* an endpoint at the opener's address is known for the application */
    FIELD_ATTEMPT_PORT, /* where the opener last tried the same address */
    FIELD_ATTEMPT_AGE,  /* milliseconds since */
    FIELD_BLOCK_AGE,    /* seconds since a flow of the opener was blocked */
    FIELD_BLOCK_SAME,   /* ... to the same address */
    FIELD_RESEND_SEED,
    FIELD_RESEND_ADDRESS,
    FIELD_RESEND_CRC,
    FIELD_RECORD_LENGTH,
    FIELD_RECORD_REST,
    FIELD_RECORD_U8,  /* imm: offset, 0 to 8 */
    FIELD_RECORD_U16, /* imm: offset, 0 to 7 */
    FIELD_TLS_CLIENT,
    FIELD_TLS_SERVER,
    FIELD_TLS_VERSION,
    FIELD_TLS_WHOLE,
    FIELD_HTTP_REQUEST,
    FIELD_HTTP_RESPONSE,
    FIELD_HTTP_STATUS,
    FIELD_HTTP_WHOLE,
    FIELD_DNS_QUERY,
    FIELD_DNS_TYPE,
    FIELD_STUN_TYPE,
    FIELD_STUN_COOKIE,
    FIELD_STUN_WRAPPED,
    FIELD_STUN_HAS,   /* imm: attribute */
    FIELD_STUN_VALUE, /* imm: attribute; its first 4 bytes */
    FIELD_STUN_SIZE,  /* imm: attribute; its length */
    FIELD_RTP_TYPE,
    FIELD_RTP_RTCP,
    FIELD_COUNT
};

#define SIZES_KEPT 3

enum text_field {
    TEXT_TLS_SNI,
    TEXT_HTTP_HOST,
    TEXT_HTTP_PATH,
    TEXT_HTTP_AGENT,
    TEXT_HTTP_METHOD,
    TEXT_DNS_NAME,
    TEXT_TLS_CERTIFICATE, /* several names, each followed by a blank: a test is about each */
    TEXT_FIELD_COUNT
};

enum text_test {
    TEXT_IS,    /* equal */
    TEXT_UNDER, /* equal to a domain name, or a name below it */
    TEXT_STARTS,
    TEXT_ENDS,
    TEXT_CONTAINS,
    TEXT_TEST_COUNT
};

/* What a message can be read as. A signature that uses a field of one kind sees only messages of it. */
enum kind { KIND_ANY, KIND_TLS, KIND_HTTP, KIND_DNS, KIND_STUN, KIND_RTP, KIND_COUNT };

/* What must stand around a message for some fields to be there. */
enum context {
    CONTEXT_RECORD = 1 << 0,  /* TCP: a record behind the opening */
    CONTEXT_ATTEMPT = 1 << 1, /* the opener tried the same address before */
    CONTEXT_BLOCK = 1 << 2,   /* a flow of the opener was blocked */
    CONTEXT_PREV = 1 << 3,    /* a message before it in the same direction */
    CONTEXT_REVERSE = 1 << 4  /* one in the other direction */
};

#define CONTEXTS 32 /* combinations */

struct instruction {
    uint8_t op;
    uint8_t a;
    uint16_t b;
    uint32_t imm;
};

static inline bool instruction_equal(const struct instruction *i, const struct instruction *k)
{
    return i->op == k->op && i->a == k->a && i->b == k->b && i->imm == k->imm;
}

static inline bool instruction_counts_bytes(const struct instruction *i)
{
    return i->op == OP_DISTINCT || i->op == OP_COMMON;
}

/* Does it put a number of a message on the stack? */
static inline bool instruction_reads_number(const struct instruction *i)
{
    return i->op == OP_LOAD || i->op == OP_FIELD || instruction_counts_bytes(i);
}

#define PROGRAM_MAX 128  /* instructions of one signature */
#define STACK_MAX   8    /* values on the stack */
#define STRING_MAX  255  /* bytes of a text in a signature */
#define SPAN_MAX    64   /* bytes that one test compares, or tells apart */
#define SPAN_MIN    2    /* ... that there is anything to tell apart */
#define OFFSET_MAX  1400 /* the furthest byte of a message a signature may look at */

#endif
