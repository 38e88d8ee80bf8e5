/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/syslog/syslog_connect.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE   (10 * SECOND) /* for one address */
#define UNANSWERED 120000u       /* milliseconds */

/* The part between "//" and the last ':', without brackets. */
static bool parse_host(const char *text, size_t length, struct syslog_address *address)
{
    if (length >= 2 && text[0] == '[' && text[length - 1] == ']') {
        text++;
        length -= 2;
    } else if (memchr(text, ':', length) != NULL) {
        return false;
    }
    if (length == 0 || length >= sizeof address->host || strcspn(text, "@/[]") < length)
        return false;
    memcpy(address->host, text, length);
    address->host[length] = '\0';
    return true;
}

static bool parse_port(const char *text, struct syslog_address *address)
{
    size_t length = strlen(text);
    unsigned port = 0;
    if (length == 0 || length >= sizeof address->port || strspn(text, "0123456789") != length)
        return false;
    memcpy(address->port, text, length + 1);
    for (size_t i = 0; i < length; i++)
        port = port * 10 + (unsigned)(text[i] - '0');
    return port >= 1 && port <= 65535;
}

bool syslog_address_parse(const char *url, struct syslog_address *address)
{
    static const char *const schemes[] = {"udp://", "tcp://", "tls://"};
    for (unsigned i = 0; i < 3; i++) {
        if (strncmp(url, schemes[i], 6) != 0)
            continue;
        const char *colon = strrchr(url + 6, ':');
        address->transport = (enum syslog_transport)i;
        return colon != NULL && parse_host(url + 6, (size_t)(colon - url - 6), address) &&
               parse_port(colon + 1, address);
    }
    return false;
}

/* A server that vanished without a word, or takes nothing any more, is given up within two minutes. */
static void tune(int socket, unsigned unanswered)
{
    int on = 1, idle = 60, interval = 15, count = 4;
    if (unanswered == 0)
        unanswered = UNANSWERED;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &interval, sizeof interval);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof count);
    setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered, sizeof unanswered);
}

/* 0, or an errno. */
static int finish(int socket, const struct syslog_patience *patience)
{
    int error = 0;
    socklen_t length = sizeof error;
    if (!syslog_wait(socket, POLLOUT, clock_monotonic() + PATIENCE, patience))
        return ETIMEDOUT;
    return getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : errno;
}

/* Where nobody listens, this host may have chosen that port for its own end: it would talk to itself. */
static bool is_own(int socket)
{
    struct sockaddr_storage here = {0}, there = {0};
    socklen_t here_length = sizeof here, there_length = sizeof there;
    return getsockname(socket, (struct sockaddr *)&here, &here_length) == 0 &&
           getpeername(socket, (struct sockaddr *)&there, &there_length) == 0 && here_length == there_length &&
           memcmp(&here, &there, here_length) == 0;
}

static int try_one(const struct addrinfo *info, unsigned unanswered, const struct syslog_patience *patience,
                   int *error)
{
    int fd = socket(info->ai_family, info->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, info->ai_protocol);
    if (fd < 0) {
        *error = errno;
        return -1;
    }
    if (info->ai_socktype == SOCK_STREAM)
        tune(fd, unanswered);
    *error = connect(fd, info->ai_addr, info->ai_addrlen) == 0 ? 0 : errno;
    if (*error == EINPROGRESS || *error == EINTR)
        *error = finish(fd, patience);
    if (*error == 0 && is_own(fd))
        *error = ECONNREFUSED;
    if (*error == 0)
        return fd;
    close(fd);
    return -1;
}

int syslog_connect(const struct syslog_address *address, const struct syslog_patience *patience, char *why,
                   size_t capacity)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_flags = AI_NUMERICSERV};
    struct addrinfo *list = NULL;
    hints.ai_socktype = address->transport == SYSLOG_UDP ? SOCK_DGRAM : SOCK_STREAM;
    int failed = getaddrinfo(address->host, address->port, &hints, &list);
    if (failed != 0) {
        snprintf(why, capacity, "%s", failed == EAI_SYSTEM ? strerror(errno) : gai_strerror(failed));
        return -1;
    }
    int fd = -1, error = 0;
    for (const struct addrinfo *info = list; info != NULL && fd < 0; info = info->ai_next)
        fd = try_one(info, address->unanswered, patience, &error);
    freeaddrinfo(list);
    if (fd < 0)
        snprintf(why, capacity, "%s", strerror(error));
    return fd;
}
