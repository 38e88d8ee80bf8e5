/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_SYSLOG_TLS_H
#define EXAMPLES_PROBE_SYSLOG_TLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* TLS over a socket that does not block, through OpenSSL: TLS 1.2 or newer, the server's certificate and name
 * are verified. */

struct ssl_ctx_st; /* SSL_CTX */
struct ssl_st;     /* SSL */

/* What came of a step. */
enum syslog_step {
    SYSLOG_STEP_DONE,
    SYSLOG_STEP_READ,  /* again, when the socket can be read */
    SYSLOG_STEP_WRITE, /* ... written */
    SYSLOG_STEP_BROKEN
};

/* `ca`: file of certificates to trust, NULL for the system's. `certificate` and `key`: files to show to the
 * server; NULL certificate: none is shown, NULL key: it is in the certificate's file. NULL after a complaint.
 */
struct ssl_ctx_st *syslog_tls_new(const char *ca, const char *certificate, const char *key);
void syslog_tls_free(struct ssl_ctx_st *context);

/* A connection to `host`, a name or an address; NULL: no memory. */
struct ssl_st *syslog_tls_open(struct ssl_ctx_st *context, int socket, const char *host);
enum syslog_step syslog_tls_handshake(struct ssl_st *ssl, char *why, size_t capacity);
enum syslog_step syslog_tls_send(struct ssl_st *ssl, const char *bytes, size_t length, char *why,
                                 size_t capacity);                                 /* done: all of it */
enum syslog_step syslog_tls_drain(struct ssl_st *ssl, char *why, size_t capacity); /* READ: it is alive */
uint64_t syslog_tls_written(struct ssl_st *ssl); /* bytes that went into the socket */
void syslog_tls_close(struct ssl_st *ssl, bool politely);

#endif
