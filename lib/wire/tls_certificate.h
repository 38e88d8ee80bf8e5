/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_TLS_CERTIFICATE_H
#define LIB_WIRE_TLS_CERTIFICATE_H

#include "lib/wire/wire.h"
#include "lib/wire/x509.h"

#define TLS_CERTIFICATE_STREAM 4096 /* bytes that are looked at: of a longer certificate what lies in them */

/* The names of the certificate a server shows, from the first byte of its side of the connection. Up to TLS
 * 1.2 it is sent in the clear (RFC 5246 7.4.2). WIRE_OK when it is there as far as it will be, WIRE_MORE while
 * it may still come, WIRE_NO if it will not. `out` has the names that are there so far. */
enum wire_result tls_certificate_read(struct bytes stream, struct x509_names *out);

#endif
