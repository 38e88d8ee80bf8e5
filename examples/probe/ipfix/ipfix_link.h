/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EXAMPLES_PROBE_IPFIX_LINK_H
#define EXAMPLES_PROBE_IPFIX_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <netdb.h>

/* The way to one collector over UDP or TCP. No call takes longer than it is told to. */

struct ipfix_link {
    char name[300]; /* for people */
    bool stream;    /* TCP */
    struct addrinfo *addresses, *next;
    int fd;              /* -1: down */
    uint64_t sent;       /* bytes the kernel took since it is up */
    unsigned since_rest; /* datagrams */
};

/* Looks the host up, once. False after a complaint. */
bool ipfix_link_open(struct ipfix_link *link, const char *url);
void ipfix_link_close(struct ipfix_link *link);

/* Tries one address, another each time. False: errno says why. */
bool ipfix_link_up(struct ipfix_link *link, int milliseconds);
void ipfix_link_down(struct ipfix_link *link);

/* Whether the collector still takes: false if it has closed or refuses; errno says why, 0: it has closed. */
bool ipfix_link_alive(struct ipfix_link *link);
/* Bytes taken: all or nothing of a datagram, some of a stream. -1: the link is lost; errno says why. */
ptrdiff_t ipfix_link_send(struct ipfix_link *link, const void *data, size_t length);
/* Waits until it takes more, or, where nothing is to be sent, until the collector closes. */
void ipfix_link_wait(const struct ipfix_link *link, bool to_send, int milliseconds);
/* Bytes that need not be sent again: acknowledged by the collector's TCP, or on their way as datagrams. */
uint64_t ipfix_link_arrived(const struct ipfix_link *link);

#endif
