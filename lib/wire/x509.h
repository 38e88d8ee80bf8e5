/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_X509_H
#define LIB_WIRE_X509_H

#include "lib/base/bytes.h"

#define X509_NAMES_MAX 4096

/* The names a certificate (RFC 5280) is for: the subject's common name, then the DNS names of its subject
 * alternative names, each followed by a blank; what does not fit is left out. */
struct x509_names {
    size_t length;
    uint8_t text[X509_NAMES_MAX];
};

/* Reads as far as the bytes go: the certificate may be cut short. Of a name that is, nothing is told: it would
 * be another name. */
void x509_names_read(struct bytes certificate, struct x509_names *out);

#endif
