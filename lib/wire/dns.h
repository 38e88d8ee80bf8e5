/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_DNS_H
#define LIB_WIRE_DNS_H

#include "lib/base/bytes.h"
#include "lib/wire/wire.h"

#define DNS_NAME_MAX 256

/* A DNS message (RFC 1035), with its first question. */
struct dns {
    uint16_t id;
    bool response;
    unsigned opcode;
    unsigned rcode;
    uint16_t questions;
    uint16_t answers;
    uint16_t type;           /* of the first question */
    char name[DNS_NAME_MAX]; /* of the first question, as dns_name_read() writes it */
    size_t name_length;
};

/* WIRE_OK or WIRE_NO: the first question must be there and whole; what follows it may be cut off. */
enum wire_result dns_read(struct bytes b, struct dns *out);

/* Reads the name at `*offset`, which moves behind it: lower case, dots between the labels and none at the
 * end, a NUL. A byte of a label that does not print, or is a dot, becomes '?'. WIRE_OK or WIRE_NO. */
enum wire_result dns_name_read(struct bytes message, size_t *offset, char name[DNS_NAME_MAX], size_t *length);

#endif
