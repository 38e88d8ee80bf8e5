/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_TEXT_H
#define EXAMPLES_PROBE_TEXT_H

#include <stdio.h>
#include <skypedpi/kit.h>

/* Small pieces of text, the same wherever something is told. */

struct text_address {
    char text[46];
};
struct text_address text_address(unsigned family, const uint8_t *address);

/* "192.0.2.1:80", "[2001:db8::1]:80"; without a port for 0. */
struct text_endpoint {
    char text[56];
};
struct text_endpoint text_endpoint(unsigned family, const uint8_t *address, unsigned port);

/* RFC 3339 in UTC with nanoseconds: "2026-11-22T20:32:01.123456789Z". */
struct text_time {
    char text[40];
};
struct text_time text_time(uint64_t nanoseconds);

/* "5.5", "1.0-5.5", "" where not known. */
struct text_era {
    char text[64];
};
struct text_era text_era(const struct skypedpi_release *first, const struct skypedpi_release *last);

/* Names of what the flags say, with '|' between them. */
struct text_flags {
    char text[256];
};
struct text_flags text_flags(uint32_t flags);

const char *text_transport(unsigned transport);
const char *text_why(unsigned why); /* a flow ended */

/* A field of comma-separated values (RFC 4180), in quotes only if it holds a comma, a quote or a line end; and
 * a comma behind it. */
void text_put_csv(FILE *out, const char *text);

#endif
