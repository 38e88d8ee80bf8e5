/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_TLS_CERTIFICATE_H
#define LIB_WIRE_TLS_CERTIFICATE_H

#include "lib/base/bytes.h"
#include "lib/wire/wire.h"

#define TLS_CERTIFICATE_STREAM 4096 /* bytes that are looked at: of a longer certificate what lies in them */

struct tls_certificate {
    struct bytes der;                       /* as far as it is there; none if it is not */
    uint8_t joined[TLS_CERTIFICATE_STREAM]; /* `der` lies here if it was split: then do not copy the struct */
};

/* The certificate a server shows, from the first byte of its side of the connection: its own, the first of a
 * list. Up to TLS 1.2 it is sent in the clear (RFC 5246 7.4.2). WIRE_OK when it is there as far as it will be,
 * WIRE_MORE while it may still come, WIRE_NO if it will not. */
enum wire_result tls_certificate_read(struct bytes stream, struct tls_certificate *out);

#endif
