/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_WIRE_HTTP_H
#define LIB_WIRE_HTTP_H

#include "lib/base/bytes.h"
#include "lib/wire/wire.h"

/* The head of an HTTP/1 message (RFC 9112). Texts are as sent. */
struct http {
    bool request;
    bool response;
    bool connect;  /* the method is CONNECT */
    bool complete; /* the blank line was seen */
    unsigned status;
    struct bytes method;
    struct bytes target;
    struct bytes path;  /* target without scheme and authority; empty for CONNECT */
    struct bytes host;  /* of the target if it names one, else of the Host header; without port */
    struct bytes agent; /* User-Agent header */
    size_t head_length; /* bytes through the blank line */
};

/* WIRE_MORE until the blank line; only whole lines are read. */
enum wire_result http_read(struct bytes b, struct http *out);

#endif
