/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_UNIT_WIRE_CERTIFICATE_H
#define TESTS_UNIT_WIRE_CERTIFICATE_H

#include "lib/wire/x509.h"
#include "tests/unit/wire_check.h"

/* Certificates (RFC 5280) written by hand, without a key or signature worth the name. */

struct der {
    uint8_t data[16384];
    size_t length;
    unsigned long_form; /* bytes every length is written in behind its first one; 0: as few as will do */
};

static inline struct bytes der_bytes(const struct der *d)
{
    return (struct bytes){d->data, d->length};
}

static inline void der_put(struct der *d, const void *data, size_t length)
{
    if (length > sizeof d->data - d->length)
        ck_abort_msg("certificate full");
    if (length > 0)
        memcpy(d->data + d->length, data, length);
    d->length += length;
}

static inline size_t der_head(uint8_t head[6], unsigned tag, size_t length, unsigned long_form)
{
    while (long_form < 4 && length >> 8 * long_form && (long_form || length >= 0x80))
        long_form++;
    head[0] = (uint8_t)tag;
    head[1] = (uint8_t)(long_form ? 0x80 | long_form : length);
    for (unsigned i = 0; i < long_form; i++)
        head[2 + i] = (uint8_t)(length >> 8 * (long_form - 1 - i));
    return 2 + long_form;
}

/* Makes one value of all that was put since `from`. */
static inline void der_wrap(struct der *d, size_t from, unsigned tag)
{
    uint8_t head[6];
    size_t body = d->length - from, size = der_head(head, tag, body, d->long_form);
    der_put(d, head, size); /* the place, and the check that there is some */
    memmove(d->data + from + size, d->data + from, body);
    memcpy(d->data + from, head, size);
}

static inline void der_value(struct der *d, unsigned tag, const void *data, size_t length)
{
    size_t from = d->length;
    der_put(d, data, length);
    der_wrap(d, from, tag);
}

static inline void der_text(struct der *d, unsigned tag, const char *text)
{
    der_value(d, tag, text, strlen(text));
}

/* One attribute of a Name, 2.5.4.`type`: 3 is the common name, 10 the organisation. */
static inline void der_attribute(struct der *d, unsigned type, const char *text)
{
    size_t from = d->length;
    der_value(d, 0x06, (uint8_t[]){0x55, 0x04, (uint8_t)type}, 3);
    der_text(d, 0x0c, text);
    der_wrap(d, from, 0x30);
}

/* A Name of an organisation and, unless it is NULL, a common name. */
static inline void der_name(struct der *d, const char *common_name)
{
    size_t name = d->length;
    der_attribute(d, 10, "Somebody");
    der_wrap(d, name, 0x31);
    size_t set = d->length;
    if (common_name) {
        der_attribute(d, 3, common_name);
        der_wrap(d, set, 0x31);
    }
    der_wrap(d, name, 0x30);
}

/* What stands ahead of the subject. */
static inline void der_begin(struct der *d, bool version)
{
    if (version)
        der_value(d, 0xa0, "\x02\x01\x02", 3);
    der_value(d, 0x02, "\x11\x22\x33", 3);
    der_value(d, 0x30, "\x06\x03\x2a\x03\x04\x05\x00", 7);
    der_name(d, "issuer.example");
    size_t validity = d->length;
    der_text(d, 0x17, "200101000000Z");
    der_text(d, 0x17, "400101000000Z");
    der_wrap(d, validity, 0x30);
}

static inline void der_public_key(struct der *d)
{
    size_t from = d->length;
    der_value(d, 0x30, "\x06\x03\x2a\x03\x05\x05\x00", 7);
    der_value(d, 0x03, "\0\x30\x06\x02\x01\x55\x02\x01\x03", 9);
    der_wrap(d, from, 0x30);
}

/* Makes an extension 2.5.29.`type` of what was put since `from`. */
static inline void der_extension(struct der *d, size_t from, unsigned type, bool critical)
{
    struct der body = {.length = 0};
    der_wrap(d, from, 0x04);
    der_put(&body, d->data + from, d->length - from);
    d->length = from;
    der_value(d, 0x06, (uint8_t[]){0x55, 0x1d, (uint8_t)type}, 3);
    if (critical)
        der_value(d, 0x01, "\xff", 1);
    der_put(d, body.data, body.length);
    der_wrap(d, from, 0x30);
}

static inline void der_alternatives(struct der *d, const char *const *names, bool critical)
{
    size_t from = d->length;
    for (; *names; names++)
        der_text(d, 0x82, *names);
    der_wrap(d, from, 0x30);
    der_extension(d, from, 17, critical);
}

/* Ends a certificate: `extensions` is where they began. */
static inline void der_end(struct der *d, size_t extensions)
{
    if (d->length > extensions) {
        der_wrap(d, extensions, 0x30);
        der_wrap(d, extensions, 0xa3);
    }
    der_wrap(d, 0, 0x30);
    der_value(d, 0x30, "\x06\x03\x2a\x03\x04\x05\x00", 7);
    der_value(d, 0x03, "\0signature", 10);
    der_wrap(d, 0, 0x30);
}

/* A certificate for a common name and for a list of DNS names that ends with NULL; either may be NULL. The
 * caller may have set `long_form`. */
static inline void der_certificate(struct der *d, const char *common_name, const char *const *names)
{
    der_begin(d, true);
    der_name(d, common_name);
    der_public_key(d);
    size_t extensions = d->length;
    if (names)
        der_alternatives(d, names, false);
    der_end(d, extensions);
}

/* What holds for any certificate: no name is empty, and all lie in it. */
static inline void check_names(struct bytes certificate, const struct x509_names *names)
{
    ck_assert_uint_le(names->count, X509_NAMES_MAX);
    for (size_t i = 0; i < names->count; i++) {
        if (x509_name(names, i).length == 0)
            ck_abort_msg("name %zu is empty", i);
        check_inside(certificate, x509_name(names, i));
    }
}

static inline struct x509_names names_in(struct bytes certificate)
{
    struct x509_names names;
    memset(&names, 0xee, sizeof names);
    x509_names_read(certificate, &names);
    check_names(certificate, &names);
    return names;
}

/* `text` has the names, each with a blank behind it. */
static inline void check_text(struct bytes certificate, const char *text)
{
    const struct x509_names names = names_in(certificate);
    char told[8192];
    size_t length = 0;
    for (size_t i = 0; i < names.count; i++) {
        struct bytes name = x509_name(&names, i);
        ck_assert_uint_lt(name.length, sizeof told - length);
        memcpy(told + length, name.data, name.length);
        length += name.length;
        told[length++] = ' ';
    }
    if (!is_text((struct bytes){(const uint8_t *)told, length}, text))
        ck_abort_msg("\"%.*s\" is not \"%s\"", (int)length, told, text);
}

#endif
