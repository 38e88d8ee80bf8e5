/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_net.h"

#include <errno.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "examples/probe/syslog/syslog_tls.h"

#define HANDSHAKE (10 * SECOND)
#define SETTLE    (500 * MILLISECOND)
#define GOODBYE   SECOND
#define CONFIRM   SECOND

static bool broken(struct syslog_link *link, const char *why)
{
    snprintf(link->why, sizeof link->why, "%s", why);
    return false;
}

/* Waits for what a step of TLS wants. */
static bool wait_step(struct syslog_link *link, enum syslog_step step, uint64_t until)
{
    if (step == SYSLOG_STEP_BROKEN)
        return false;
    if (!syslog_wait(link->socket, step == SYSLOG_STEP_READ ? POLLIN : POLLOUT, until, link->patience))
        return broken(link, "it does not answer");
    return true;
}

static bool handshake(struct syslog_link *link, const char *host, struct ssl_ctx_st *tls)
{
    uint64_t until = clock_monotonic() + HANDSHAKE;
    link->ssl = syslog_tls_open(tls, link->socket, host);
    if (link->ssl == NULL)
        return broken(link, "no memory for TLS, or not a name of a server");
    for (;;) {
        enum syslog_step step = syslog_tls_handshake(link->ssl, link->why, sizeof link->why);
        if (step == SYSLOG_STEP_DONE)
            return true;
        if (!wait_step(link, step, until))
            return false;
    }
}

static bool settle(struct syslog_link *link)
{
    uint64_t until = clock_monotonic() + SETTLE;
    while (syslog_wait(link->socket, POLLIN, until, link->patience))
        if (!syslog_link_alive(link))
            return false;
    return syslog_link_alive(link);
}

bool syslog_link_open(struct syslog_link *link, const struct syslog_address *address, struct ssl_ctx_st *tls)
{
    link->transport = address->transport;
    link->written = 0;
    link->ssl = NULL;
    link->socket = syslog_connect(address, link->patience, link->why, sizeof link->why);
    if (link->socket < 0)
        return false;
    bool good = address->transport != SYSLOG_TLS || handshake(link, address->host, tls);
    if (good && address->transport != SYSLOG_UDP)
        good = settle(link);
    if (!good)
        syslog_link_close(link, false);
    return good;
}

bool syslog_link_alive(struct syslog_link *link)
{
    char ignored[512];
    if (link->transport == SYSLOG_UDP)
        return true;
    if (link->ssl != NULL)
        return syslog_tls_drain(link->ssl, link->why, sizeof link->why) != SYSLOG_STEP_BROKEN;
    for (;;) {
        ssize_t length = recv(link->socket, ignored, sizeof ignored, MSG_DONTWAIT);
        if (length == 0)
            return broken(link, "it closed the connection");
        if (length < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return true;
        if (length < 0 && errno != EINTR)
            return broken(link, strerror(errno));
    }
}

/* A refusal that came back is of a message before: over UDP nothing is sent again. */
static bool send_datagram(struct syslog_link *link, const char *bytes, size_t length)
{
    for (int tries = 0;;) {
        if (send(link->socket, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0)
            break;
        if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS) {
            if (!syslog_wait(link->socket, POLLOUT, UINT64_MAX, link->patience))
                return broken(link, "no more time");
        } else if (errno == ECONNREFUSED || errno == EMSGSIZE) {
            if (++tries == 3)
                break;
        } else if (errno != EINTR) {
            return broken(link, strerror(errno));
        }
    }
    link->written += length;
    return true;
}

static enum syslog_step send_some(struct syslog_link *link, const char *bytes, size_t length, size_t *done)
{
    if (link->ssl != NULL) {
        enum syslog_step step = syslog_tls_send(link->ssl, bytes, length, link->why, sizeof link->why);
        *done = step == SYSLOG_STEP_DONE ? length : 0;
        link->written = syslog_tls_written(link->ssl);
        return step;
    }
    ssize_t sent = send(link->socket, bytes + *done, length - *done, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
        *done += (size_t)sent;
        link->written += (size_t)sent;
        return SYSLOG_STEP_DONE;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
        return SYSLOG_STEP_WRITE;
    broken(link, strerror(errno));
    return SYSLOG_STEP_BROKEN;
}

/* While the server takes nothing it is asked now and then whether it has closed. */
bool syslog_link_send(struct syslog_link *link, const char *bytes, size_t length)
{
    size_t done = 0;
    if (link->transport == SYSLOG_UDP)
        return send_datagram(link, bytes, length);
    while (done < length) {
        if (!syslog_link_alive(link))
            return false;
        enum syslog_step step = send_some(link, bytes, length, &done);
        if (step == SYSLOG_STEP_BROKEN)
            return false;
        if (step != SYSLOG_STEP_DONE &&
            !syslog_wait(link->socket, POLLIN | (step == SYSLOG_STEP_WRITE ? POLLOUT : 0), UINT64_MAX,
                         link->patience))
            return broken(link, "no more time");
    }
    return true;
}

static uint64_t written(const struct syslog_link *link)
{
    return link->ssl != NULL ? syslog_tls_written(link->ssl) : link->written;
}

uint64_t syslog_link_delivered(const struct syslog_link *link)
{
    int waiting = 0; /* sent or not, but not confirmed */
    uint64_t all = written(link);
    if (link->transport == SYSLOG_UDP)
        return all;
    if (ioctl(link->socket, SIOCOUTQ, &waiting) != 0 || waiting < 0)
        return 0;
    return all > (uint64_t)waiting ? all - (uint64_t)waiting : 0;
}

static bool is_cut(const struct syslog_link *link)
{
    struct tcp_info info;
    socklen_t length = sizeof info;
    return getsockopt(link->socket, IPPROTO_TCP, TCP_INFO, &info, &length) != 0 || info.tcpi_state == TCP_CLOSE;
}

void syslog_link_await(const struct syslog_link *link)
{
    uint64_t until = clock_monotonic() + CONFIRM;
    while (syslog_link_delivered(link) < written(link) && !is_cut(link) && clock_monotonic() < until &&
           clock_monotonic() < atomic_load(&link->patience->until))
        poll(NULL, 0, 5);
}

/* A server that closes in turn has read everything. */
static void goodbye(struct syslog_link *link)
{
    char ignored[512];
    uint64_t until = clock_monotonic() + GOODBYE;
    shutdown(link->socket, SHUT_WR);
    while (syslog_wait(link->socket, POLLIN, until, link->patience))
        if (recv(link->socket, ignored, sizeof ignored, MSG_DONTWAIT) <= 0)
            break;
}

/* Impolitely the kernel throws away what it still holds: it is sent again, and must not arrive twice. */
void syslog_link_close(struct syslog_link *link, bool politely)
{
    if (link->socket < 0)
        return;
    if (link->ssl != NULL)
        syslog_tls_close(link->ssl, politely);
    if (link->transport != SYSLOG_UDP && politely)
        goodbye(link);
    else if (link->transport != SYSLOG_UDP)
        setsockopt(link->socket, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger));
    close(link->socket);
    link->ssl = NULL;
    link->socket = -1;
}
