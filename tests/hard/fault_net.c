/* SPDX-License-Identifier: BSD-2-Clause */
/* The calls of sockets, of interfaces, and of who the process is. */
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <netdb.h>
#include <poll.h>
#include <pcap/pcap.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "tests/hard/fault.h"

/* ---- sockets ---- */

WRAPPED(int, socket, (int domain, int type, int protocol), (domain, type, protocol),
        domain == AF_INET || domain == AF_INET6 || domain == AF_PACKET, -1)
WRAPPED(int, connect, (int fd, __CONST_SOCKADDR_ARG address, socklen_t length), (fd, address, length),
        fault_ours(fd), -1)
WRAPPED(int, shutdown, (int fd, int how), (fd, how), fault_ours(fd), -1)
WRAPPED(int, getsockopt, (int fd, int level, int option, void *value, socklen_t *length),
        (fd, level, option, value, length), fault_ours(fd), -1)
WRAPPED(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags),
        fault_ours(fd), -1)
WRAPPED_BYTES(send, (int fd, const void *data, size_t length, int flags), (fd, data, length, flags),
              fault_ours(fd))
WRAPPED_BYTES(sendto,
              (int fd, const void *data, size_t length, int flags, __CONST_SOCKADDR_ARG to,
               socklen_t to_length),
              (fd, data, length, flags, to, to_length), fault_ours(fd))
WRAPPED_BYTES(read, (int fd, void *data, size_t length), (fd, data, length), fault_ours(fd))
WRAPPED_BYTES(recv, (int fd, void *data, size_t length, int flags), (fd, data, length, flags), fault_ours(fd))
WRAPPED_BYTES(recvfrom,
              (int fd, void *data, size_t length, int flags, __SOCKADDR_ARG from, socklen_t *from_length),
              (fd, data, length, flags, from, from_length), fault_ours(fd))

static bool is_polled(const struct pollfd *fds, nfds_t count)
{
    for (nfds_t i = 0; i < count; i++)
        if (fault_ours(fds[i].fd))
            return true;
    return false;
}

WRAPPED(int, poll, (struct pollfd * fds, nfds_t count, int timeout), (fds, count, timeout),
        is_polled(fds, count), -1)

/* FAULT_ERRNO is what it returns. */
int getaddrinfo(const char *host, const char *port, const struct addrinfo *hints, struct addrinfo **list)
{
    REAL(int, getaddrinfo, (const char *, const char *, const struct addrinfo *, struct addrinfo **));
    return fault_fires("getaddrinfo", true) ? errno : real(host, port, hints, list);
}

int ioctl(int fd, unsigned long request, ...)
{
    REAL(int, ioctl, (int, unsigned long, ...));
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    return fault_fires("ioctl", fault_ours(fd)) ? -1 : real(fd, request, argument);
}

/* ---- who it is ---- */

WRAPPED(int, chdir, (const char *path), (path), true, -1)
WRAPPED(int, initgroups, (const char *user, gid_t group), (user, group), true, -1)
WRAPPED(int, setgroups, (size_t count, const gid_t *groups), (count, groups), true, -1)
WRAPPED(int, setegid, (gid_t group), (group), true, -1)
WRAPPED(int, seteuid, (uid_t user), (user), true, -1)
WRAPPED(int, setresgid, (gid_t real_id, gid_t effective, gid_t saved), (real_id, effective, saved), true, -1)
WRAPPED(int, setresuid, (uid_t real_id, uid_t effective, uid_t saved), (real_id, effective, saved), true, -1)

int prctl(int option, ...)
{
    REAL(int, prctl, (int, ...));
    unsigned long argument[4];
    va_list rest;
    va_start(rest, option);
    for (int i = 0; i < 4; i++)
        argument[i] = va_arg(rest, unsigned long);
    va_end(rest);
    if (fault_fires("prctl", option == PR_SET_NO_NEW_PRIVS))
        return -1;
    return real(option, argument[0], argument[1], argument[2], argument[3]);
}

long syscall(long number, ...)
{
    REAL(long, syscall, (long, ...));
    long argument[6];
    va_list rest;
    va_start(rest, number);
    for (int i = 0; i < 6; i++)
        argument[i] = va_arg(rest, long);
    va_end(rest);
    if (number == SYS_capset && fault_fires("capset", true))
        return -1;
    return real(number, argument[0], argument[1], argument[2], argument[3], argument[4], argument[5]);
}

/* ---- interfaces ---- */

WRAPPED(pcap_t *, pcap_create, (const char *name, char *error), (name, error), true,
        strcpy(error, "fault") ? NULL : NULL)
WRAPPED(int, pcap_activate, (pcap_t * pcap), (pcap), true, PCAP_ERROR)
WRAPPED(int, pcap_setnonblock, (pcap_t * pcap, int on, char *error), (pcap, on, error), true,
        strcpy(error, "fault") ? PCAP_ERROR : 0)
WRAPPED(int, pcap_compile,
        (pcap_t * pcap, struct bpf_program *program, const char *text, int optimize, bpf_u_int32 mask),
        (pcap, program, text, optimize, mask), true, PCAP_ERROR)
WRAPPED(int, pcap_setfilter, (pcap_t * pcap, struct bpf_program *program), (pcap, program), true, PCAP_ERROR)
WRAPPED(int, pcap_dispatch, (pcap_t * pcap, int count, pcap_handler take, u_char *user),
        (pcap, count, take, user), true, PCAP_ERROR)
WRAPPED(int, pcap_next_ex, (pcap_t * pcap, struct pcap_pkthdr **header, const u_char **data),
        (pcap, header, data), true, PCAP_ERROR)
WRAPPED(int, pcap_stats, (pcap_t * pcap, struct pcap_stat *stats), (pcap, stats), true, PCAP_ERROR)
