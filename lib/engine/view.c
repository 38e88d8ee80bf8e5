/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/view.h"

/* First bytes that can begin a message of each kind: the readers are asked only then. */

static bool maybe_tls(struct bytes b)
{
    return b.length >= 5 && b.data[0] >= 20 && b.data[0] <= 24 && b.data[1] == 3;
}

static bool maybe_http(struct bytes b)
{
    return b.length >= 8 && b.data[0] >= 'C' && b.data[0] <= 'T';
}

static bool maybe_dns(struct bytes b)
{
    return b.length >= 17 && read_be16(b.data + 4) - 1u < (b.length - 12) / 5; /* so many questions have room */
}

static bool maybe_stun(struct bytes b)
{
    return b.length >= 20 && ((b.data[0] < 0x40 && read_be16(b.data + 2) == b.length - 20) ||
                              (b.data[0] == 0xff && b.data[1] == 0x10));
}

static bool maybe_rtp(struct bytes b)
{
    return b.length >= 8 && b.data[0] >> 6 == 2;
}

static void take(struct view *v, enum kind kind, enum wire_result result)
{
    if (result == WIRE_NO)
        return;
    v->kind = (uint8_t)kind;
    v->more = result == WIRE_MORE;
}

/* The certificate may still come when the hello is there. */
static void read_certificate(struct view *v)
{
    v->named = false;
    v->more = tls_certificate_read(v->data, &v->certificate) == WIRE_MORE;
}

static void read_stream(struct view *v)
{
    if (maybe_tls(v->data))
        take(v, KIND_TLS, tls_read(v->data, &v->as.tls));
    else if (maybe_http(v->data))
        take(v, KIND_HTTP, http_read(v->data, &v->as.http));
    if (v->kind == KIND_TLS && v->as.tls.server_hello)
        read_certificate(v);
}

static void read_datagram(struct view *v)
{
    if (maybe_stun(v->data))
        take(v, KIND_STUN, stun_read(v->data, &v->as.stun));
    if (v->kind == KIND_ANY && maybe_dns(v->data))
        take(v, KIND_DNS, dns_read(v->data, &v->as.dns));
    if (v->kind == KIND_ANY && maybe_rtp(v->data))
        take(v, KIND_RTP, rtp_read(v->data, &v->as.rtp));
}

/* A record stands behind the opening in the same turn, or begins the turn after one that was the opening
 * alone. */
static void read_record(struct view *v)
{
    const struct head *prev = &v->flow->head[v->direction];
    unsigned ordinal = v->flow->ordinal[v->direction];
    size_t plain = 0;
    bool read = false;
    if (ordinal == 1 && v->data.length > SKYPE_TCP_OPENING) {
        v->record_rest = v->length - SKYPE_TCP_OPENING;
        read = skype_tcp_record(v->data.data, SKYPE_TCP_OPENING, v->data.data + SKYPE_TCP_OPENING,
                                v->data.length - SKYPE_TCP_OPENING, v->plain, &plain);
    } else if (ordinal == 2 && prev->length == SKYPE_TCP_OPENING &&
               !flow_has(v->flow, BIT_UNSEEN(v->direction))) {
        v->record_rest = v->length;
        read = skype_tcp_record(prev->byte, HEAD_BYTES, v->data.data, v->data.length, v->plain, &plain);
    }
    if (!read)
        return;
    v->plain_length = (uint8_t)plain;
    v->context |= CONTEXT_RECORD;
}

void view_read(struct view *v)
{
    const unsigned ordinal = v->flow->ordinal[v->direction];
    if (!flow_has(v->flow, BIT_TCP)) {
        read_datagram(v);
        return;
    }
    if (ordinal <= 1)
        read_stream(v); /* what a stream speaks it speaks from its first byte */
    if (ordinal <= 2)
        read_record(v);
}

const struct head *view_earlier(const struct view *v, unsigned source)
{
    const struct skypedpi_flow *f = v->flow;
    unsigned direction = source == SOURCE_REVERSE ? 1u - v->direction : v->direction;
    if (source == SOURCE_OLDER)
        return flow_has(f, BIT_OLDER) && flow_has(f, BIT_OLDER_1) == v->direction ? &f->older : NULL;
    if (v->late || flow_has(f, BIT_EXACT)) /* the client's version stands there now */
        return NULL;
    /* the message at hand is counted already, but not yet kept */
    return f->ordinal[direction] > (source == SOURCE_PREV ? 1 : 0) ? &f->head[direction] : NULL;
}

struct bytes view_bytes(const struct view *v, unsigned source)
{
    if (source == SOURCE_THIS)
        return v->data;
    const struct head *h = view_earlier(v, source);
    unsigned direction = source == SOURCE_REVERSE ? 1u - v->direction : v->direction;
    if (!h || (source != SOURCE_OLDER && flow_has(v->flow, BIT_UNSEEN(direction))))
        return (struct bytes){NULL, 0};
    return (struct bytes){h->byte, h->length < HEAD_BYTES ? h->length : HEAD_BYTES};
}

static bool text_is(struct bytes source, struct bytes *text)
{
    *text = source;
    return source.length > 0;
}

bool view_text(struct view *v, unsigned field, struct bytes *text)
{
    if (field == TEXT_TLS_SNI)
        return v->kind == KIND_TLS && text_is(view_name(v), text);
    if (field == TEXT_DNS_NAME)
        return v->kind == KIND_DNS && text_is(view_name(v), text);
    if (v->kind != KIND_HTTP)
        return false;
    const struct http *h = &v->as.http;
    switch (field) {
    case TEXT_HTTP_HOST:
        return text_is(h->host, text);
    case TEXT_HTTP_PATH:
        return text_is(h->path, text);
    case TEXT_HTTP_AGENT:
        return text_is(h->agent, text);
    default:
        return text_is(h->method, text);
    }
}

const struct x509_names *view_names(struct view *v)
{
    if (v->kind != KIND_TLS || !v->as.tls.server_hello || !v->certificate.der.length)
        return NULL;
    if (!v->named)
        x509_names_read(v->certificate.der, &v->names);
    v->named = true;
    return v->names.count ? &v->names : NULL;
}
