/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_tls.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>

#include "examples/probe/complain.h"
#include "examples/probe/kept.h"

/* Nobody sits there to type one. */
static int no_password(char *text, int size, int writing, void *user)
{
    (void)text;
    (void)size;
    (void)writing;
    (void)user;
    return 0;
}

/* The oldest error OpenSSL knows of: the later ones only say where it was noticed. It has no words for those of
 * the system, such as a file that is not there. */
static const char *reason(void)
{
    unsigned long error = ERR_get_error();
    const char *text = ERR_reason_error_string(error);
    ERR_clear_error();
    if (ERR_SYSTEM_ERROR(error))
        return strerror(ERR_GET_REASON(error));
    return text != NULL ? text : "unknown error";
}

static bool load(SSL_CTX *context, const char *ca, const char *certificate, const char *key)
{
    char room[PATH_MAX];
    const char *what = ca != NULL ? ca : "the system's certificates";
    int good = ca != NULL ? SSL_CTX_load_verify_file(context, ca) : SSL_CTX_set_default_verify_paths(context);
    if (good == 1 && certificate != NULL) {
        what = certificate;
        good = SSL_CTX_use_certificate_chain_file(context, certificate);
    }
    if (good == 1 && certificate != NULL) {
        what = key != NULL ? key : certificate;
        good = SSL_CTX_use_PrivateKey_file(context, what, SSL_FILETYPE_PEM);
    }
    if (good != 1)
        complain("%s: %s", kept_name(what, room, sizeof room), reason());
    return good == 1;
}

SSL_CTX *syslog_tls_new(const char *ca, const char *certificate, const char *key)
{
    if (certificate == NULL && key != NULL) {
        complain("%s: a key without a certificate", key);
        return NULL;
    }
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    if (context == NULL) {
        complain("TLS: %s", reason());
        return NULL;
    }
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_mode(context, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_default_passwd_cb(context, no_password);
    if (!load(context, ca, certificate, key)) {
        SSL_CTX_free(context);
        return NULL;
    }
    return context;
}

void syslog_tls_free(SSL_CTX *context)
{
    SSL_CTX_free(context);
}

/* Whose certificate it must be; a name is also told to the server. */
static bool expect(SSL *ssl, const char *host)
{
    uint8_t address[16];
    char name[256]; /* OpenSSL's macro wants one that is not const */
    if (inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1)
        return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host) == 1;
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    snprintf(name, sizeof name, "%s", host);
    return SSL_set1_host(ssl, name) == 1 && SSL_set_tlsext_host_name(ssl, name) == 1;
}

SSL *syslog_tls_open(SSL_CTX *context, int socket, const char *host)
{
    SSL *ssl = SSL_new(context);
    if (ssl == NULL || !expect(ssl, host) || SSL_set_fd(ssl, socket) != 1) {
        SSL_free(ssl);
        ERR_clear_error();
        return NULL;
    }
    SSL_set_connect_state(ssl);
    return ssl;
}

static enum syslog_step step(SSL *ssl, int result, char *why, size_t capacity)
{
    int number = errno;
    long verified = SSL_get_verify_result(ssl);
    switch (SSL_get_error(ssl, result)) {
    case SSL_ERROR_NONE:
        return SYSLOG_STEP_DONE;
    case SSL_ERROR_WANT_READ:
        return SYSLOG_STEP_READ;
    case SSL_ERROR_WANT_WRITE:
        return SYSLOG_STEP_WRITE;
    case SSL_ERROR_ZERO_RETURN:
        snprintf(why, capacity, "it closed the connection");
        break;
    case SSL_ERROR_SYSCALL:
        snprintf(why, capacity, "%s", number != 0 ? strerror(number) : "it closed the connection");
        break;
    default:
        if (verified != X509_V_OK)
            snprintf(why, capacity, "its certificate: %s", X509_verify_cert_error_string(verified));
        else
            snprintf(why, capacity, "TLS: %s", reason());
    }
    ERR_clear_error();
    return SYSLOG_STEP_BROKEN;
}

enum syslog_step syslog_tls_handshake(SSL *ssl, char *why, size_t capacity)
{
    ERR_clear_error();
    errno = 0;
    return step(ssl, SSL_do_handshake(ssl), why, capacity);
}

enum syslog_step syslog_tls_send(SSL *ssl, const char *bytes, size_t length, char *why, size_t capacity)
{
    ERR_clear_error();
    errno = 0;
    return step(ssl, SSL_write(ssl, bytes, length < INT_MAX ? (int)length : INT_MAX), why, capacity);
}

enum syslog_step syslog_tls_drain(SSL *ssl, char *why, size_t capacity)
{
    char ignored[512];
    int result;
    do {
        ERR_clear_error();
        errno = 0;
        result = SSL_read(ssl, ignored, sizeof ignored);
    } while (result > 0);
    return step(ssl, result, why, capacity);
}

uint64_t syslog_tls_written(SSL *ssl)
{
    return BIO_number_written(SSL_get_wbio(ssl));
}

void syslog_tls_close(SSL *ssl, bool politely)
{
    if (politely)
        SSL_shutdown(ssl);
    SSL_free(ssl);
    ERR_clear_error();
}
