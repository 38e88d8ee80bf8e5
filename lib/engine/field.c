/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/engine/field.h"

#include "lib/sigset/model.h"
#include "lib/wire/skype_udp.h"

/* Skype's framing is of datagrams: a stream that looks like it is something else. */
static bool datagram(const struct view *v)
{
    return !flow_has(v->flow, BIT_TCP);
}

static bool skype_udp_field(const uint8_t *p, size_t length, unsigned field, uint64_t *value)
{
    /* the shortest keep-alives are the id and the function alone */
    if (length < SKYPE_UDP_HEAD && (length <= SKYPE_UDP_FUNCTION || field > FIELD_SKYPE_FUNCTION))
        return false;
    switch (field) {
    case FIELD_SKYPE_ID:
        *value = skype_udp_id(p);
        return true;
    case FIELD_SKYPE_FUNCTION:
        *value = skype_udp_function(p);
        return true;
    case FIELD_SKYPE_IV:
        *value = skype_udp_iv(p);
        return true;
    case FIELD_SKYPE_CRC:
        *value = skype_udp_crc(p);
        return true;
    case FIELD_SKYPE_ADDRESS:
        *value = skype_udp_address(p);
        return true;
    default:
        *value = skype_udp_seed(p);
        return true;
    }
}

/* Time that goes back counts as standing still. */
static uint32_t age_of(const struct view *v, unsigned direction)
{
    uint32_t age = v->now - v->flow->head_time[direction];
    return age <= INT32_MAX ? age : 0;
}

static bool earlier_field(const struct view *v, unsigned source, unsigned field, uint64_t *value)
{
    const struct head *h = view_earlier(v, source);
    if (field == FIELD_SEEN) {
        *value = h != NULL;
        return true;
    }
    if (!h)
        return false;
    if (field == FIELD_LEN) {
        *value = h->length;
        return true;
    }
    if (field == FIELD_UNSEEN || field == FIELD_AGE) { /* the verifier lets nobody ask these of older */
        unsigned direction = source == SOURCE_PREV ? v->direction : 1u - v->direction;
        *value = field == FIELD_AGE ? age_of(v, direction) : flow_has(v->flow, BIT_UNSEEN(direction));
        return true;
    }
    struct bytes b = view_bytes(v, source);
    return datagram(v) && skype_udp_field(b.data, b.length, field, value);
}

static bool address_field(const struct view *v, unsigned side, uint64_t *value)
{
    if (flow_has(v->flow, BIT_IPV6))
        return false;
    *value = read_be32(v->flow->address[side]);
    return true;
}

static bool concerns(const struct view *v, uint8_t blocked)
{
    return blocked >> slot_of(v->asked->application) & 1;
}

static bool flow_field(const struct view *v, unsigned field, uint32_t argument, uint64_t *value)
{
    const struct skypedpi_flow *f = v->flow;
    unsigned from = v->direction, opener = flow_opener(f);
    switch (field) {
    case FIELD_CLIENT:
        *value = !v->server;
        return true;
    case FIELD_ORDINAL:
        *value = f->ordinal[from];
        return *value != 0; /* an opening has none */
    case FIELD_NUMBER:
        *value = view_number(v);
        return *value != 0;
    case FIELD_SIZE:
        *value = f->size[argument - 1];
        return flow_has(f, BIT_TCP) && argument <= (uint32_t)f->ordinal[0] + f->ordinal[1] && !v->late;
    case FIELD_SOURCE_ADDRESS:
        return address_field(v, from, value);
    case FIELD_DESTINATION_ADDRESS:
        return address_field(v, 1 - from, value);
    case FIELD_CLIENT_PORT:
        *value = f->port[opener];
        return true;
    case FIELD_SERVER_PORT:
        *value = f->port[1 - opener];
        return true;
    case FIELD_MIDFLOW:
        *value = (f->flags & SKYPEDPI_FLAG_MIDFLOW) != 0;
        return true;
    case FIELD_OPENS:
        *value = f->ordinal[0] == 0 && f->ordinal[1] == 0;
        return true;
    case FIELD_HOST_KNOWN:
        *value = v->host_known >> v->asked->application & 1;
        return true;
    case FIELD_ATTEMPT_PORT:
        *value = v->attempt_port;
        return v->attempt_port != 0;
    case FIELD_ATTEMPT_AGE:
        *value = v->attempt_age;
        return v->attempt_port != 0;
    case FIELD_BLOCK_AGE:
        *value = v->block_age;
        return concerns(v, v->block_of);
    case FIELD_BLOCK_SAME:
        *value = concerns(v, v->block_same);
        return concerns(v, v->block_of);
    default: /* FIELD_TUNNELLED */
        *value = (f->flags & SKYPEDPI_FLAG_TUNNELLED) != 0;
        return true;
    }
}

static bool resend_field(const struct view *v, unsigned field, uint64_t *value)
{
    struct skype_udp_resend r;
    if (!datagram(v) || skype_udp_resend_read(v->data, &r) != WIRE_OK)
        return false;
    *value = field == FIELD_RESEND_SEED ? r.seed : field == FIELD_RESEND_ADDRESS ? r.address : r.crc;
    return true;
}

static bool record_field(const struct view *v, unsigned field, uint32_t argument, uint64_t *value)
{
    uint32_t needed = field == FIELD_RECORD_U16 ? argument + 2 : 1;
    if (v->plain_length < needed)
        return false;
    switch (field) {
    case FIELD_RECORD_LENGTH:
        *value = skype_tcp_record_length(v->plain[0]);
        break;
    case FIELD_RECORD_REST:
        *value = v->record_rest;
        break;
    default: /* FIELD_RECORD_U16 */
        *value = read_be16(v->plain + argument);
    }
    return true;
}

static bool stun_field(const struct view *v, unsigned field, uint32_t argument, uint64_t *value)
{
    struct bytes attribute = {NULL, 0};
    if (field == FIELD_STUN_TYPE || field == FIELD_STUN_COOKIE || field == FIELD_STUN_WRAPPED) {
        *value = field == FIELD_STUN_TYPE     ? v->as.stun.type
                 : field == FIELD_STUN_COOKIE ? v->as.stun.cookie
                                              : v->as.stun.wrapped;
        return true;
    }
    bool has = stun_attribute(&v->as.stun, (uint16_t)argument, &attribute);
    if (field == FIELD_STUN_HAS) {
        *value = has;
        return true;
    }
    if (field == FIELD_STUN_SIZE) {
        *value = attribute.length;
        return has;
    }
    if (attribute.length < 4)
        return false;
    *value = read_be32(attribute.data);
    return true;
}

static bool reader_field(struct view *v, unsigned field, uint64_t *value)
{
    switch (field) {
    case FIELD_TLS_CLIENT:
        *value = v->as.tls.client_hello;
        break;
    case FIELD_TLS_SERVER:
        *value = v->as.tls.server_hello;
        break;
    case FIELD_TLS_VERSION:
        *value = v->as.tls.version;
        break;
    case FIELD_TLS_WHOLE:
        *value = !v->more;
        break;
    case FIELD_HTTP_REQUEST:
        *value = v->as.http.request;
        break;
    case FIELD_HTTP_RESPONSE:
        *value = v->as.http.response;
        break;
    case FIELD_HTTP_STATUS:
        *value = v->as.http.status;
        break;
    case FIELD_HTTP_WHOLE:
        *value = v->as.http.complete;
        break;
    case FIELD_DNS_QUERY:
        *value = !v->as.dns.response;
        break;
    case FIELD_DNS_TYPE:
        *value = v->as.dns.type;
        break;
    case FIELD_RTP_TYPE:
        *value = v->as.rtp.payload_type;
        break;
    default: /* FIELD_RTP_RTCP */
        *value = v->as.rtp.rtcp;
    }
    return true;
}

/* Which kind of message a field belongs to. */
static unsigned kind_of(unsigned field)
{
    if (field >= FIELD_RTP_TYPE)
        return KIND_RTP;
    if (field >= FIELD_STUN_TYPE)
        return KIND_STUN;
    if (field >= FIELD_DNS_QUERY)
        return KIND_DNS;
    return field >= FIELD_HTTP_REQUEST ? KIND_HTTP : KIND_TLS;
}

bool field_read(struct view *v, unsigned source, unsigned field, uint32_t argument, uint64_t *value)
{
    if (source != SOURCE_THIS)
        return earlier_field(v, source, field, value);
    if (field <= FIELD_SKYPE_SEED)
        return datagram(v) && skype_udp_field(v->data.data, v->data.length, field, value);
    if (field <= FIELD_BLOCK_SAME)
        return flow_field(v, field, argument, value);
    if (field <= FIELD_RESEND_CRC)
        return resend_field(v, field, value);
    if (field <= FIELD_RECORD_U16)
        return record_field(v, field, argument, value);
    if (v->kind != kind_of(field))
        return false;
    if (field >= FIELD_STUN_TYPE && field <= FIELD_STUN_SIZE)
        return stun_field(v, field, argument, value);
    return reader_field(v, field, value);
}
