/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_VIEW_H
#define LIB_ENGINE_VIEW_H

#include "lib/engine/flow.h"
#include "lib/sigset/program.h"
#include "lib/wire/dns.h"
#include "lib/wire/http.h"
#include "lib/wire/rtp.h"
#include "lib/wire/skype_tcp.h"
#include "lib/wire/stun.h"
#include "lib/wire/tls.h"
#include "lib/wire/tls_certificate.h"

struct signature;

/* One message as signatures see it: its bytes, its flow, and what the wire readers made of it. */
struct view {
    const struct skypedpi_flow *flow;
    struct bytes data;             /* what was captured of the message */
    uint32_t length;               /* of the message on the wire */
    uint32_t now;                  /* milliseconds, wrapping */
    uint8_t direction;             /* 0 from the flow's source, 1 from its destination */
    uint8_t server;                /* 1 if it comes from the side that did not open the flow */
    const struct signature *asked; /* the one whose program runs */
    uint64_t host_known;   /* of an opening: what endpoints at the opener's address are known for, a bit each */
    uint16_t attempt_port; /* ... where it last tried the same address; 0: nowhere */
    uint32_t attempt_age;  /* ... milliseconds since */
    bool blocked, block_same; /* of a first message: a flow of the opener was blocked; to the same address */
    uint32_t block_age;       /* ... seconds ago */
    uint8_t kind;             /* enum kind: which reader below is filled */
    bool late;                /* what was said before it is forgotten */
    bool more;                /* the reader wants the bytes that follow */
    uint16_t counted;         /* bit for each counter that has counted the message */
    uint8_t plain_length;
    uint8_t plain[SKYPE_TCP_KNOWN]; /* of the TCP record behind the opening */
    uint32_t record_rest;           /* bytes of the message from that record on */
    union {
        struct tls tls;
        struct http http;
        struct dns dns;
        struct stun stun;
        struct rtp rtp;
    } as;
    uint64_t hash[2][2];           /* of each side's endpoint and host, once they are asked for */
    uint8_t hashed;                /* ... a bit for each that was */
    uint8_t distinct;              /* different values of the bytes last asked for */
    uint32_t distinct_of;          /* ... the instruction's offset and count; 0: none yet */
    struct x509_names certificate; /* of a TLS server */
};

/* Fills everything but `as`. */
void view_open(struct view *view, const struct skypedpi_flow *flow, unsigned direction, struct bytes data,
               uint32_t length, uint64_t time);

/* Finds the kind of the message and reads it. */
void view_read(struct view *view);

/* Deciphers the record behind a Skype TCP opening, if the flow's bytes are such. */
void view_record(struct view *view);

/* What stands around the message: bits of enum context. */
static inline uint8_t view_context(const struct view *v)
{
    const uint8_t *ordinal = v->flow->ordinal; /* the message at hand is counted already */
    return (uint8_t)((v->plain_length ? CONTEXT_RECORD : 0) | (v->attempt_port ? CONTEXT_ATTEMPT : 0) |
                     (v->blocked ? CONTEXT_BLOCK : 0) | (ordinal[v->direction] > 1 ? CONTEXT_PREV : 0) |
                     (ordinal[1 - v->direction] ? CONTEXT_REVERSE : 0));
}

/* The earlier message of a source; NULL if there was none, or it is not kept. Its bytes may be unknown. */
const struct head *view_earlier(const struct view *view, unsigned source);

/* The bytes of a source that are known; none if there is no such message. */
struct bytes view_bytes(const struct view *view, unsigned source);

/* Text of a field; false if the message has none. */
bool view_text(struct view *view, unsigned text_field, struct bytes *text);

/* Messages of the flow so far, this one among them; 0: an opening, or one that came late. */
static inline uint16_t view_number(const struct view *v)
{
    return v->late ? 0 : (uint16_t)(v->flow->ordinal[0] + v->flow->ordinal[1]);
}

/* The name that a message gives, if it does. */
static inline struct bytes view_name(const struct view *v)
{
    switch (v->kind) {
    case KIND_DNS:
        return (struct bytes){(const uint8_t *)v->as.dns.name, v->as.dns.name_length};
    case KIND_TLS:
        return v->as.tls.name;
    case KIND_HTTP:
        return v->as.http.host;
    default:
        return (struct bytes){NULL, 0};
    }
}

static inline uint32_t milliseconds(uint64_t nanoseconds)
{
    return (uint32_t)(nanoseconds / 1000000u);
}

#endif
