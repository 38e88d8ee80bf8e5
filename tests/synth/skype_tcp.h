/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_SKYPE_TCP_H
#define TESTS_SYNTH_SKYPE_TCP_H

#include "tests/synth/cipher.h"
#include "tests/synth/tcp.h"

/* Skype over TCP. What is said on an open connection is apart from how it was opened, so that it may run on
 * any port, behind a TLS mimicry or inside a proxy connection. */

/* The obfuscation of one connection. */
struct skype_stream {
    struct synth_tcp *tcp;
    struct synth_rc4 rc4[2]; /* by synth_side */
    uint16_t sequence[2];
};

struct skype_stream skype_stream(struct synth_tcp *tcp);
/* The clear seed and ten obfuscated bytes a side begins with; the key stream then starts anew (SN06). */
void skype_put_opening(struct synth_message *m, struct skype_stream *x, enum synth_side side);
/* A record of `length` bytes, at least 10. */
void skype_put_record(struct synth_message *m, struct skype_stream *x, enum synth_side side, size_t length);
/* Bytes the caller wrote, obfuscated. */
void skype_put_plain(struct synth_message *m, struct skype_stream *x, enum synth_side side,
                     const struct synth_message *plain);
/* Sends a record as one message. */
void skype_record(struct skype_stream *x, enum synth_side side, size_t length);
/* Sends the four bytes that confirm a record. */
void skype_confirm(struct skype_stream *x, enum synth_side side);
/* Sends the side's opening, with a first record behind it if `record` is not 0. */
void skype_open(struct skype_stream *x, enum synth_side side, size_t record);
/* Sends the opening of 2.0 and later: seed, ten bytes and a record of random padding, `length` bytes in all. */
void skype_open_padded(struct skype_stream *x, enum synth_side side, size_t length);
/* Sends bytes that nothing is known of. */
void skype_noise(struct synth_tcp *c, enum synth_side side, size_t length);

/* What a connection says, from its first byte. */
typedef void skype_talk(struct synth_tcp *c);

skype_talk skype_supernode_accepts, skype_supernode_refuses;      /* 1.x and 2.x */
skype_talk skype_supernode_adami;                                 /* 2.x to 4.x */
skype_talk skype_peer, skype_dh, skype_dh_merged, skype_dh_fails; /* 5.5 and later */
skype_talk skype_mimic, skype_mimic_merged, skype_mimic_unheard;  /* port 443 */
skype_talk skype_login_old, skype_login_new;

/* Opens a connection, lets it talk and closes it from the client. */
void skype_dial(struct synth *s, const struct synth_endpoint *server, struct synth_tcp_style style,
                skype_talk *talk);
/* The same through the office's proxy: CONNECT to a bare address, or SOCKS5. The flow's path is the proxy. */
void skype_connect(struct synth *s, const struct synth_endpoint *target, skype_talk *talk);
void skype_socks5(struct synth *s, const struct synth_endpoint *target, skype_talk *talk);
/* What passes between a try of a high port and one of 443 at the same address; and both tries, failing. */
uint64_t skype_ladder_lag(struct synth *s);
void skype_ladder(struct synth *s, uint32_t number);
/* A 1.x client goes to the supernode that took up its probe, by TCP to the same address and port (BAS04,
 * CAP12). */
void skype_join(struct synth *s, const struct synth_endpoint *supernode);
/* So do those of 2.x to 4.x, and those of 5.x with Diffie-Hellman. */
void skype_join_padded(struct synth *s, const struct synth_endpoint *supernode);
void skype_join_dh(struct synth *s, const struct synth_endpoint *supernode);

#endif
