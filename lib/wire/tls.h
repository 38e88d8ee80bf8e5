/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_TLS_H
#define LIB_WIRE_TLS_H

#include "lib/base/bytes.h"
#include "lib/wire/wire.h"

#define TLS_NAME_MAX 255

/* One direction of a TLS connection (RFC 5246, RFC 8446) from its first byte. */
struct tls {
    bool client_hello; /* starts with a ClientHello, whole or in part */
    bool server_hello; /* starts with a ServerHello, perhaps behind an alert */
    bool framed;       /* all bytes so far are records, the last one perhaps not whole */
    uint8_t type;      /* of the first record */
    uint16_t version;  /* of the first record */
    unsigned records;  /* whole ones */
    struct bytes name; /* server name the client asks for, as sent; empty if none, or over TLS_NAME_MAX */
    uint8_t split_name[TLS_NAME_MAX]; /* `name` lies here if the hello was split: then do not copy the struct */
};

/* WIRE_NO unless the first record's head is right. An empty record is not: that is Skype's login. WIRE_MORE
 * while the ClientHello may still bring a name; of one split over records the first 2 KiB are read. */
enum wire_result tls_read(struct bytes stream, struct tls *out);

#endif
