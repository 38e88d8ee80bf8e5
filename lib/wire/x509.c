/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/wire/x509.h"

/* DER tags of RFC 5280. */
enum {
    BOOLEAN = 0x01,
    OCTET_STRING = 0x04,
    OBJECT_ID = 0x06,
    SEQUENCE = 0x30,
    SET = 0x31,
    VERSION = 0xa0,
    EXTENSIONS = 0xa3,
    DNS_NAME = 0x82
};

static const uint8_t common_name[] = {0x55, 0x04, 0x03};
static const uint8_t alternative_names[] = {0x55, 0x1d, 0x11};

struct value {
    uint8_t tag;       /* 0: there was none */
    bool whole;        /* or cut short: a name is none then */
    struct bytes body; /* as far as it is there */
};

static size_t length_read(struct reader *r)
{
    uint8_t first = reader_u8(r);
    if (first < 0x80)
        return first;
    size_t length = 0;
    if (first == 0x80 || first > 0x84)
        r->failed = true;
    for (unsigned n = first & 0x7f; n && !r->failed; n--)
        length = length << 8 | reader_u8(r);
    return length;
}

__attribute__((noinline)) static struct value long_read(struct reader *r)
{
    struct value v = {.tag = reader_u8(r)};
    size_t length = length_read(r);
    if (r->failed)
        return (struct value){0};
    v.whole = length <= r->rest.length;
    v.body = reader_take(r, v.whole ? length : r->rest.length);
    return v;
}

static inline struct value value_read(struct reader *r)
{
    struct bytes b = r->rest;
    if (r->failed || b.length < 2 || b.data[1] >= 0x80 || b.data[1] > b.length - 2)
        return long_read(r);
    r->rest = (struct bytes){b.data + 2 + b.data[1], b.length - 2 - b.data[1]}; /* a name, most often */
    return (struct value){b.data[0], true, {b.data + 2, b.data[1]}};
}

/* Steps into the value if it has the tag. */
static struct reader inside(struct value v, uint8_t tag)
{
    struct reader r = reader_over(v.body);
    r.failed = v.tag != tag;
    return r;
}

static void name_add(struct x509_names *out, struct value name)
{
    if (!name.whole || name.body.length == 0 || out->count == X509_NAMES_MAX)
        return;
    out->name[out->count++] =
        (struct x509_span){(uint16_t)(name.body.data - out->certificate), (uint16_t)name.body.length};
}

static void attribute_read(struct value attribute, struct x509_names *out)
{
    struct reader pair = inside(attribute, SEQUENCE);
    struct value type = value_read(&pair), text = value_read(&pair);
    if (type.tag == OBJECT_ID && bytes_equal(type.body, common_name, sizeof common_name))
        name_add(out, text);
}

/* Name ::= SEQUENCE OF SET OF SEQUENCE { type, value } */
static void subject_read(struct value subject, struct x509_names *out)
{
    struct reader sets = inside(subject, SEQUENCE);
    while (!sets.failed && sets.rest.length) {
        struct reader set = inside(value_read(&sets), SET);
        while (!set.failed && set.rest.length)
            attribute_read(value_read(&set), out);
    }
}

/* An OCTET STRING around SEQUENCE OF GeneralName. */
static void alternatives_read(struct value octets, struct x509_names *out)
{
    struct reader outer = inside(octets, OCTET_STRING);
    struct reader names = inside(value_read(&outer), SEQUENCE);
    while (!names.failed && names.rest.length) {
        struct value name = value_read(&names);
        if (name.tag == DNS_NAME)
            name_add(out, name);
    }
}

/* Extensions ::= SEQUENCE OF SEQUENCE { id, critical (if true), value } */
static void extensions_read(struct value extensions, struct x509_names *out)
{
    struct reader outer = inside(extensions, EXTENSIONS);
    struct reader list = inside(value_read(&outer), SEQUENCE);
    while (!list.failed && list.rest.length) {
        struct reader extension = inside(value_read(&list), SEQUENCE);
        struct value id = value_read(&extension), value = value_read(&extension);
        if (value.tag == BOOLEAN)
            value = value_read(&extension);
        if (id.tag == OBJECT_ID && bytes_equal(id.body, alternative_names, sizeof alternative_names))
            alternatives_read(value, out);
    }
}

void x509_names_read(struct bytes certificate, struct x509_names *out)
{
    certificate.length = certificate.length < UINT16_MAX ? certificate.length : UINT16_MAX;
    out->certificate = certificate.data;
    out->count = 0;
    struct reader r = reader_over(certificate);
    struct reader outer = inside(value_read(&r), SEQUENCE);
    struct reader body = inside(value_read(&outer), SEQUENCE);
    struct value first = value_read(&body);
    if (first.tag == VERSION)
        value_read(&body);                        /* serial number */
    for (int skipped = 0; skipped < 3; skipped++) /* algorithm, issuer, validity */
        value_read(&body);
    subject_read(value_read(&body), out);
    while (!body.failed && body.rest.length) /* key, unique ids, extensions */
        extensions_read(value_read(&body), out);
}
