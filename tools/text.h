/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_TEXT_H
#define TOOLS_TEXT_H

#include <stdint.h>
#include <skypedpi/engine.h>

/* Values as text. Each buffer has its own type, so none can be too small. */

struct text_address {
    char text[48];
};
struct text_endpoint {
    char text[56];
};
struct text_count {
    char text[64];
};
struct text_time {
    char text[40];
};
struct text_era {
    char text[64];
};
struct text_flags {
    char text[128];
};

/* "192.0.2.1", "2001:db8::1" */
struct text_address text_address(uint8_t family, const uint8_t *address);
/* "192.0.2.1:80", "[2001:db8::1]:80" */
struct text_endpoint text_endpoint(uint8_t family, const uint8_t *address, uint16_t port);
/* "1 flow", "2 flows" */
struct text_count text_count(uint64_t count, const char *what);
/* Seconds with 6 decimals, or with 9 if that says more. */
struct text_time text_time(uint64_t nanoseconds);
/* How long, in seconds to the tenth: "15", "1.6". */
struct text_time text_span(uint64_t nanoseconds);
/* "1.0-5.5"; "7.7.0.335" if both are the same; "" if neither is known. */
struct text_era text_era(const struct skypedpi_release *first, const struct skypedpi_release *last);
/* Names of the flags, with '|' between. */
struct text_flags text_flags(uint32_t flags);
/* "tcp" or "udp"; "host" for an endpoint that is all ports of an address */
const char *text_transport(unsigned transport);
/* "flow", "endpoint" or "host" */
const char *text_scope(unsigned scope);

#endif
