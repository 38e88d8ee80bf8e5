/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_FUZZ_FUZZ_WIRE_H
#define TESTS_FUZZ_FUZZ_WIRE_H

/* First byte of an input of fuzz_wire: which reader. Numbers stay, for the corpora that have them. */
enum wire_reader {
    READ_DNS,
    READ_HTTP,
    READ_RTP,
    READ_SKYPE_TCP,
    READ_SKYPE_UDP,
    READ_STUN,
    READ_TLS,
    READ_X509,
    READ_SOCKS5_GREETING,
    READ_SOCKS5_CHOICE,
    READ_SOCKS5_LOGIN,
    READ_SOCKS5_REQUEST,
    READ_SOCKS5_REPLY,
    READ_SOCKS5_LOGIN_REPLY,
    READ_SOCKS4_REQUEST,
    READ_SOCKS4_REPLY,
    READ_DNS_NAME,
    READ_TLS_CERTIFICATE,
    READERS
};

#endif
