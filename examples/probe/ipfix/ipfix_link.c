/* SPDX-License-Identifier: BSD-2-Clause */
#include "examples/probe/ipfix/ipfix_link.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "examples/probe/complain.h"

/* A collector's socket buffer holds some 90 datagrams unless it asked for more: a pause after so many. */
#define DATAGRAMS  32u
#define PAUSE      1000000L /* nanoseconds */
#define PORT       "4739"   /* IANA: ipfix */
#define HOST_BYTES 256
#define PORT_BYTES 6

/* "host", "host:port" or "[address]:port" taken apart. */
static bool split(const char *text, char host[HOST_BYTES], char port[PORT_BYTES])
{
    const char *begin = *text == '[' ? text + 1 : text;
    size_t length = strcspn(begin, *text == '[' ? "]" : ":/");
    const char *rest = begin + length;

    if (*text == '[' && *rest++ != ']')
        return false;
    if (length == 0 || length >= HOST_BYTES)
        return false;
    memcpy(host, begin, length);
    host[length] = '\0';
    if (*rest != ':')
        return strcpy(port, PORT) && (*rest == '\0' || strcmp(rest, "/") == 0);
    size_t digits = strspn(++rest, "0123456789");
    if (digits == 0 || digits >= PORT_BYTES)
        return false;
    memcpy(port, rest, digits);
    port[digits] = '\0';
    long number = strtol(port, NULL, 10);
    return number > 0 && number <= 65535 && (rest[digits] == '\0' || strcmp(rest + digits, "/") == 0);
}

static bool look_up(struct ipfix_link *link, const char *host, const char *port)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV};

    hints.ai_socktype = link->stream ? SOCK_STREAM : SOCK_DGRAM;
    int status = getaddrinfo(host, port, &hints, &link->addresses);
    if (status != 0)
        complain("ipfix: %s: %s", link->name, gai_strerror(status));
    link->next = link->addresses;
    return status == 0;
}

bool ipfix_link_open(struct ipfix_link *link, const char *url)
{
    char host[HOST_BYTES], port[PORT_BYTES];

    *link = (struct ipfix_link){.fd = -1, .stream = strncmp(url, "tcp://", 6) == 0};
    if (strncmp(url, "tls://", 6) == 0) {
        complain("ipfix: %.200s: no TLS here: send tcp:// to a TLS tunnel on this host", url);
        return false;
    }
    if ((!link->stream && strncmp(url, "udp://", 6) != 0) || !split(url + 6, host, port)) {
        complain("ipfix: %.200s is neither udp://HOST[:PORT] nor tcp://HOST[:PORT]", url);
        return false;
    }
    snprintf(link->name, sizeof(link->name), "%.6s%s port %s", url, host, port);
    return look_up(link, host, port);
}

void ipfix_link_close(struct ipfix_link *link)
{
    ipfix_link_down(link);
    freeaddrinfo(link->addresses);
    link->addresses = NULL;
}

void ipfix_link_down(struct ipfix_link *link)
{
    if (link->fd >= 0)
        close(link->fd);
    link->fd = -1;
    link->sent = 0;
}

/* The end of a connect() that was begun. */
static bool connected(int fd, int milliseconds)
{
    struct pollfd wait = {.fd = fd, .events = POLLOUT};
    int error = ETIMEDOUT;
    socklen_t length = sizeof(error);

    if (poll(&wait, 1, milliseconds) > 0 && getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) != 0)
        error = errno;
    errno = error;
    return error == 0;
}

bool ipfix_link_up(struct ipfix_link *link, int milliseconds)
{
    const struct addrinfo *address = link->next;

    link->next = address->ai_next ? address->ai_next : link->addresses;
    link->sent = 0;
    link->fd =
        socket(address->ai_family, address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address->ai_protocol);
    if (link->fd < 0)
        return false;
    if (connect(link->fd, address->ai_addr, address->ai_addrlen) == 0)
        return true;
    if ((errno == EINPROGRESS || errno == EINTR) && connected(link->fd, milliseconds))
        return true;
    int error = errno;
    ipfix_link_down(link);
    errno = error;
    return false;
}

bool ipfix_link_alive(struct ipfix_link *link)
{
    char ignored[512];
    ptrdiff_t got = recv(link->fd, ignored, sizeof(ignored), MSG_DONTWAIT);

    if (got == 0 && link->stream) {
        errno = 0;
        return false;
    }
    return got >= 0 || errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static void rest(void)
{
    nanosleep(&(struct timespec){.tv_nsec = PAUSE}, NULL);
}

ptrdiff_t ipfix_link_send(struct ipfix_link *link, const void *data, size_t length)
{
    ptrdiff_t taken = send(link->fd, data, length, MSG_DONTWAIT | MSG_NOSIGNAL);

    if (taken < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ENOBUFS ? 0 : -1;
    link->sent += (uint64_t)taken;
    if (!link->stream && ++link->since_rest % DATAGRAMS == 0)
        rest();
    return taken;
}

void ipfix_link_wait(const struct ipfix_link *link, bool to_send, int milliseconds)
{
    struct pollfd wait = {.fd = link->fd, .events = to_send ? POLLOUT : POLLIN};

    poll(&wait, 1, milliseconds);
    if (to_send && !link->stream)
        rest(); /* a device's queue is full: poll() does not know of that */
}

uint64_t ipfix_link_arrived(const struct ipfix_link *link)
{
    int waiting = 0;

    if (!link->stream)
        return link->sent;
    if (ioctl(link->fd, SIOCOUTQ, &waiting) != 0 || waiting < 0)
        return 0;
    return link->sent - (uint64_t)waiting;
}
