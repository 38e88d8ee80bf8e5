/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_ENGINE_VIEW_H
#define LIB_ENGINE_VIEW_H

#include "lib/base/time.h"
#include "lib/engine/flow.h"
#include "lib/sigset/program.h"
#include "lib/wire/dns.h"
#include "lib/wire/http.h"
#include "lib/wire/rtp.h"
#include "lib/wire/skype_tcp.h"
#include "lib/wire/stun.h"
#include "lib/wire/tls.h"
#include "lib/wire/tls_certificate.h"
#include "lib/wire/x509.h"

struct endpoint;
struct signature;

/* What a packet brings, or what several brought that were put together. */
struct piece {
    struct bytes data; /* as far as it was captured */
    uint32_t length;   /* on the wire */
    unsigned direction;
    uint64_t time;
};

/* One message as signatures see it: its bytes, its flow, and what the wire readers made of it. */
struct view {
    const struct skypedpi_flow *flow;
    struct bytes data;     /* what was captured of the message */
    uint32_t length;       /* of the message on the wire */
    uint32_t now;          /* milliseconds, wrapping */
    uint8_t direction;     /* 0 from the flow's source, 1 from its destination */
    uint8_t server;        /* 1 if it comes from the side that did not open the flow */
    uint8_t kind;          /* enum kind: which reader below is filled */
    bool late;             /* what was said before it is forgotten */
    bool more;             /* the reader wants the bytes that follow */
    uint8_t block_of;      /* whose flows were blocked, a bit for each score_slot */
    uint8_t block_same;    /* ... to the same address */
    uint8_t context;       /* enum context: what stands around it */
    uint8_t plain_length;  /* bytes of `plain`; 0: there is no such record */
    uint8_t hashed;        /* a bit for each hash below that was asked for */
    uint8_t distinct;      /* different values of the bytes last asked for */
    uint16_t counted;      /* bit for each counter that has counted the message */
    uint16_t attempt_port; /* of an opening: where it last tried the same address; 0: nowhere */
    uint32_t attempt_age;  /* ... milliseconds since, UINT32_MAX: weeks */
    uint32_t block_age;    /* seconds since the block */
    uint32_t distinct_of;  /* the instruction's offset and count that `distinct` is of; 0: none yet */
    uint32_t record_rest;  /* bytes of the message from the record on */
    uint64_t host_known;   /* of an opening: what endpoints at the opener's address are known for, a bit each */
    const struct signature *asked;  /* the one whose program runs */
    uint64_t hash[2][2];            /* of each side's endpoint and host, once they are asked for */
    struct endpoint *record[2][2];  /* ... that was counted for; another may have its place by now */
    uint8_t plain[SKYPE_TCP_KNOWN]; /* of the TCP record behind the opening */
    union {
        struct tls tls;
        struct http http;
        struct dns dns;
        struct stun stun;
        struct rtp rtp;
    } as;
    struct tls_certificate certificate; /* of a TLS server */
    bool named;                         /* `names` were asked for */
    struct x509_names names;            /* ... of the certificate */
};

/* Of a message that is counted already, if it counts. Fills what is asked before somebody else fills it. */
static inline void view_open(struct view *v, const struct skypedpi_flow *flow, const struct piece *piece)
{
    v->flow = flow;
    v->data = piece->data;
    v->length = piece->length;
    v->now = milliseconds(piece->time);
    v->direction = (uint8_t)piece->direction;
    v->server = (uint8_t)flow_server(flow, piece->direction);
    v->kind = KIND_ANY;
    v->late = v->more = false;
    v->block_of = v->block_same = 0;
    v->context = (uint8_t)((flow->ordinal[piece->direction] > 1 ? CONTEXT_PREV : 0) |
                           (flow->ordinal[1 - piece->direction] ? CONTEXT_REVERSE : 0));
    v->counted = 0;
    v->attempt_port = 0;
    v->plain_length = 0;
    v->hashed = 0;
    v->host_known = 0;
    v->distinct_of = 0;
}

/* Finds the kind of the message and reads it; deciphers the record behind a Skype TCP opening, if the flow's
 * bytes are such. */
void view_read(struct view *view);

/* The earlier message of a source; NULL if there was none, or it is not kept. Its bytes may be unknown. */
const struct head *view_earlier(const struct view *view, unsigned source);

/* The bytes of a source that are known; none if there is no such message. */
struct bytes view_bytes(const struct view *view, unsigned source);

/* Text of a field, but for that of several names; false if the message has none. */
bool view_text(struct view *view, unsigned text_field, struct bytes *text);

/* The texts of TEXT_TLS_CERTIFICATE; NULL if the message has none. */
const struct x509_names *view_names(struct view *view);

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

#endif
