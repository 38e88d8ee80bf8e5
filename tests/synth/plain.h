/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_PLAIN_H
#define TESTS_SYNTH_PLAIN_H

#include "tests/synth/tcp.h"

/* Public protocols, as Skype and everybody else speaks them. */

enum plain_dns_type { PLAIN_A = 1, PLAIN_PTR = 12, PLAIN_TXT = 16, PLAIN_AAAA = 28 };

/* Asks a server, or the resolver of the office, and gets one answer, or none such name (RFC 1035). */
void plain_dns_between(struct synth *s, const struct synth_endpoint *client,
                       const struct synth_endpoint *server, const char *name, enum plain_dns_type type,
                       bool exists);
void plain_dns(struct synth *s, const char *name, enum plain_dns_type type, bool exists);

/* A TLS 1.2 session resumed: hello with the server's name, short answer, records of data both ways (RFC 5246,
 * RFC 6066). */
void plain_tls(struct synth_tcp *c, const char *server_name, int exchanges);

/* One request and its answer over HTTP. */
void plain_http(struct synth_tcp *c, const char *request, const char *answer);

#endif
