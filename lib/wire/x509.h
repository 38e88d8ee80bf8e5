/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_X509_H
#define LIB_WIRE_X509_H

#include "lib/base/bytes.h"

#define X509_NAMES_MAX 1365 /* in 4 KiB there cannot be more */

/* The names a certificate (RFC 5280) is for: the subject's common names, then the DNS names of its subject
 * alternative names, none of them empty. What does not fit, or lies behind the first 64 KiB, is left out. */
struct x509_names {
    const uint8_t *certificate; /* the names lie in it */
    size_t count;
    struct x509_span {
        uint16_t at, length;
    } name[X509_NAMES_MAX];
};

static inline struct bytes x509_name(const struct x509_names *names, size_t i)
{
    return (struct bytes){names->certificate + names->name[i].at, names->name[i].length};
}

/* Reads as far as the bytes go: the certificate may be cut short. Of a name that is, nothing is told: it would
 * be another name. */
void x509_names_read(struct bytes certificate, struct x509_names *out);

#endif
