/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_udp.h"

/* UDP probes of supernodes, by which a client finds its way into the network. */

static const struct synth_label long_probe = {"skype", "udp-direct", "signalling",
                                              "UDP probe of four messages (EHL06, ADA09, CAP12)"};
static const struct synth_label short_probe = {"skype", "udp-direct", "signalling",
                                               "UDP probe of two messages (EHL06, ADA09, CAP12)"};
static const struct synth_label lone_probe = {"skype", "udp-direct", "signalling",
                                              "UDP probe nobody answers (BAS04, CAP12, CAP7)"};

/* U3 says U1 again, under the key the NACK asked for: function 3, byte 3 is 1, then the NACK's seed, the
 * address it goes to, and U1's CRC (EHL06 fig. 4, checked on CAP12). It is five bytes longer than U1. */
void skype_resend(struct synth *s, const struct synth_endpoint *from, const struct synth_endpoint *to,
                  const struct skype_command *first, uint32_t seed, const uint8_t goes_to[4])
{
    struct synth_message m = {0};
    skype_put_header(&m, s, first->id, SKYPE_RESEND);
    synth_put_u8(&m, 1);
    synth_put_be32(&m, seed);
    synth_put_bytes(&m, goes_to, 4);
    synth_put_be32(&m, first->crc);
    synth_put_random(&m, s, first->plain.length);
    synth_udp(s, from, to, &m);
}

void skype_probe_long(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                      size_t request, size_t answer)
{
    struct skype_command first = skype_command(s, client, request, 2);
    s->label = &long_probe;
    skype_command_send(s, &client->at, peer, &first);
    skype_wait_answer(s);
    const uint32_t seed = skype_reply(s, peer, &client->at, SKYPE_NACK, first.id, client->public_address);
    synth_wait_between(s, 100 * SYNTH_US, 400 * SYNTH_US);
    skype_resend(s, &client->at, peer, &first, seed, peer->address);
    skype_wait_answer(s);
    skype_foreign_send(s, peer, &client->at, answer);
    synth_wait_between(s, 200 * SYNTH_US, 500 * SYNTH_US);
}

void skype_probe_alone(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                       size_t request)
{
    struct skype_command first = skype_command(s, client, request, 2);
    s->label = &lone_probe;
    skype_command_send(s, &client->at, peer, &first);
}

void skype_probed_long(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                       size_t request, size_t answer)
{
    struct skype_command first = skype_foreign(s, request);
    skype_command_send(s, peer, &client->at, &first);
    synth_wait_between(s, 100 * SYNTH_US, 400 * SYNTH_US);
    const uint32_t seed = skype_reply(s, &client->at, peer, SKYPE_NACK, first.id, peer->address);
    skype_wait_answer(s);
    skype_resend(s, peer, &client->at, &first, seed, client->public_address);
    synth_wait_between(s, 100 * SYNTH_US, 400 * SYNTH_US);
    struct skype_command last = skype_command(s, client, answer, 2);
    skype_command_send(s, &client->at, peer, &last);
}

void skype_probe_short(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                       size_t request, size_t answer)
{
    struct skype_command first = skype_command(s, client, request, 2);
    s->label = &short_probe;
    skype_command_send(s, &client->at, peer, &first);
    skype_wait_answer(s);
    skype_foreign_send(s, peer, &client->at, answer);
    synth_wait_between(s, 200 * SYNTH_US, 500 * SYNTH_US);
}

/* Accepting answers have 18 bytes, refusing ones 26, 51 or 53 (EHL06, ADA09). */
void play_udp_probe_accept(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    for (uint32_t i = 0; i < 2; i++) {
        const struct synth_endpoint peer = synth_peer(s, i);
        skype_probe_long(s, &client, &peer, 18, 18);
    }
}

void play_udp_probe_refuse(struct synth *s)
{
    const size_t answers[] = {26, 51, 53};
    struct skype_client client = skype_client_nat(s);
    for (uint32_t i = 0; i < 3; i++) {
        const struct synth_endpoint peer = synth_peer(s, i);
        skype_probe_long(s, &client, &peer, 18, answers[i]);
    }
}

/* The tap stands outside the NAT: every address told is the destination of the packet that tells it. */
void play_udp_probe_outside(struct synth *s)
{
    struct skype_client client = skype_client_public(s);
    for (uint32_t i = 0; i < 2; i++) {
        const struct synth_endpoint peer = synth_peer(s, i);
        skype_probe_long(s, &client, &peer, 18, i ? 18 : 51);
    }
}

/* From version 2.0 the first message has no fixed size (EHL06). */
void play_udp_probe_variable(struct synth *s)
{
    const size_t answers[] = {26, 51, 53, 18};
    struct skype_client client = skype_client_nat(s);
    for (uint32_t i = 0; i < 4; i++) {
        const struct synth_endpoint peer = synth_peer(s, i);
        skype_probe_long(s, &client, &peer, synth_between(s, 19, 37), answers[i]);
    }
}

void play_udp_probe_short(struct synth *s)
{
    const size_t answers[] = {51, 26, 53, 18};
    struct skype_client client = skype_client_nat(s);
    for (uint32_t i = 0; i < 4; i++) {
        const struct synth_endpoint peer = synth_peer(s, i);
        skype_probe_short(s, &client, &peer, 18, answers[i]);
    }
}
