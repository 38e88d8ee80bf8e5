/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_SYNTH_SKYPE_UDP_H
#define TESTS_SYNTH_SKYPE_UDP_H

#include "tests/synth/synth.h"

/* Skype's UDP messages: a clear header of a 16-bit id and a function, the rest obfuscated (SN06, BON07, OSK).
 */

#define SKYPE_COMMAND_HEADER 11 /* id, function, IV, CRC */

enum skype_function {
    SKYPE_COMMAND = 2, /* and "ping" */
    SKYPE_RESEND = 3,
    SKYPE_ACK = 5,
    SKYPE_NACK = 7,
    SKYPE_DATA = 13, /* voice, video, chat, file */
    SKYPE_FRAGMENT = 15
};

/* A Skype client: one UDP port for everything, one counter of message ids for all peers (BAS04, EHL06). */
struct skype_client {
    struct synth_endpoint at;  /* as the tap sees it */
    uint8_t public_address[4]; /* as its peers see it: its own, or that of its NAT */
    uint16_t next_id;
};

/* What a function-2 message says. Sending it again keeps id and CRC; all four bytes of the IV are new. */
struct skype_command {
    uint16_t id;
    uint32_t crc;
    uint8_t iv[4], iv_step[4];
    struct synth_message plain; /* what follows the header */
};

/* A client behind a NAT, with the tap inside; and one whose NAT is between it and the tap. */
struct skype_client skype_client_nat(struct synth *s);
struct skype_client skype_client_public(struct synth *s);

/* A command of `length` bytes with the client's next id; the one after it is `step` higher. */
struct skype_command skype_command(struct synth *s, struct skype_client *client, size_t length, unsigned step);
void skype_command_send(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                        struct skype_command *command);
/* A command of another party, numbered by a counter of its own. */
struct skype_command skype_foreign(struct synth *s, size_t length);
/* The same, sent. Returns the id. */
uint16_t skype_foreign_send(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                            size_t length);
/* The 11 bytes of a NACK or an ack, which tell the receiver the address it is seen at. Returns the last
 * four, a new seed. */
uint32_t skype_reply(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                     enum skype_function function, uint16_t id, const uint8_t seen_at[4]);
/* A command again, under the key a NACK asked for with its seed; it names the address it goes to. */
void skype_resend(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                  const struct skype_command *first, uint32_t seed, const uint8_t goes_to[4]);
/* Bits 4 to 6 of the function byte are noise and bit 7 is clear; function 2 never carries noise (CAP12, CAP7).
 */
void skype_put_header(struct synth_message *m, struct synth *s, uint16_t id, enum skype_function function);
void skype_wait_answer(struct synth *s); /* 40 to 160 ms */

/* Parts of a client's life, one after the other. */
void skype_probe_long(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                      size_t request, size_t answer);
void skype_probe_short(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                       size_t request, size_t answer);
void skype_probe_alone(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                       size_t request);
/* The other way: a peer probes the client. The caller's label stands. */
void skype_probed_long(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                       size_t request, size_t answer);
/* A pair of commands that tells a peer the client is there (ROS08, ADA09). */
void skype_ping(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer);
void skype_notice(struct synth *s, struct skype_client *client, uint32_t first_peer, uint32_t peers);
void skype_search(struct synth *s, struct skype_client *client, uint32_t first_peer, uint32_t peers);
void skype_events(struct synth *s, struct skype_client *client);
void skype_unanswered(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                      size_t length);
/* Bursts of probes of 18 bytes to `longest`, each to a new peer, none answered. Returns the next peer's number.
 */
uint32_t skype_bursts(struct synth *s, struct skype_client *client, uint32_t number, int bursts,
                      size_t longest);
/* The `number`th peer as a supernode of Microsoft's: 40001 to 40034, some on 33033 (CAP7). */
struct synth_endpoint skype_supernode(const struct synth *s, uint32_t number);
void skype_sweep(struct synth *s, struct skype_client *client, uint32_t first_peer, unsigned seconds);
void skype_call(struct synth *s, const struct skype_client *client, const struct synth_endpoint *peer,
                unsigned seconds);

#endif
