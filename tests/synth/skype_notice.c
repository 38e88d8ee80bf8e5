/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"
#include "tests/synth/skype_udp.h"

/* What a 1.x client says over UDP once it is in: notices to many, searches, answers to strangers. */

static const struct synth_label notice = {"skype", "udp-direct", "signalling",
                                          "notice of 346 bytes and its acks (CAP12)"};
static const struct synth_label resent = {"skype", "udp-direct", "signalling",
                                          "unanswered command, sent again (CAP12)"};
static const struct synth_label search = {"skype", "udp-direct", "signalling",
                                          "search answered in fragments (CAP12, OSK)"};
static const struct synth_label stranger = {"skype", "udp-direct", "signalling",
                                            "command of a stranger, acked (CAP12, OSK)"};
static const struct synth_label events = {"skype", "udp-direct", "presence",
                                          "exchange with the event server (CAP12)"};

/* The same words to several peers within 5 ms: ids rise by one, length and CRC are the same (CAP12).
 * The ack names the address the client is seen at. */
void skype_notice(struct synth *s, struct skype_client *client, uint32_t first_peer, uint32_t peers)
{
    struct skype_command command = skype_command(s, client, 346, 1);
    const uint16_t id = command.id;
    s->label = &notice;
    for (uint32_t i = 0; i < peers; i++) {
        const struct synth_endpoint peer = synth_peer(s, first_peer + i);
        command.id = (uint16_t)(id + i);
        skype_command_send(s, &client->at, &peer, &command);
        synth_wait_between(s, 30 * SYNTH_US, 100 * SYNTH_US);
    }
    client->next_id = (uint16_t)(id + peers);
    skype_wait_answer(s);
    for (uint32_t i = 0; i < peers; i++) {
        const struct synth_endpoint peer = synth_peer(s, first_peer + i);
        skype_reply(s, &peer, &client->at, SKYPE_ACK, (uint16_t)(id + i), client->public_address);
        synth_wait_between(s, 1 * SYNTH_MS, 40 * SYNTH_MS);
    }
}

void play_udp_notice(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    skype_notice(s, &client, 0, 8);
    synth_wait(s, 34 * SYNTH_S);
    skype_notice(s, &client, 0, 8);
    skype_notice(s, &client, 8, 4);
}

void play_udp_notice_outside(struct synth *s)
{
    struct skype_client client = skype_client_public(s);
    skype_notice(s, &client, 0, 8);
}

/* No answer: the same id and CRC come 2.05 and 6.1 s after the first, each time with a new IV (CAP12). */
void skype_unanswered(struct synth *s, struct skype_client *client, const struct synth_endpoint *peer,
                      size_t length)
{
    struct skype_command command = skype_command(s, client, length, 2);
    s->label = &resent;
    skype_command_send(s, &client->at, peer, &command);
    synth_wait(s, 2050 * SYNTH_MS);
    skype_command_send(s, &client->at, peer, &command);
    synth_wait(s, 4050 * SYNTH_MS);
    skype_command_send(s, &client->at, peer, &command);
}

void play_udp_retransmission(struct synth *s)
{
    const size_t lengths[] = {30, 21, 346};
    struct skype_client client = skype_client_nat(s);
    for (uint32_t i = 0; i < 3; i++) {
        const struct synth_endpoint peer = synth_peer(s, i);
        skype_unanswered(s, &client, &peer, lengths[i]);
        synth_wait(s, 1 * SYNTH_S);
    }
}

/* A long answer: an id of the sender for the lot, the id of the request in bytes 3 and 4, a number in byte 5
 * with its top bits set on the last, the function that was cut in byte 6; the rest is obfuscated (CAP12). */
static void fragments(struct synth *s, const struct skype_client *client, const struct synth_endpoint *peer,
                      uint16_t request, unsigned count)
{
    const uint16_t id = (uint16_t)synth_random(s);
    for (unsigned i = 0; i < count; i++) {
        const bool last = i == count - 1;
        struct synth_message m = {0};
        skype_put_header(&m, s, id, SKYPE_FRAGMENT);
        synth_put_be16(&m, request);
        synth_put_u8(&m, last ? 0x80 | i : i);
        synth_put_u8(&m, SKYPE_COMMAND);
        synth_put_random(&m, s, (last ? synth_between(s, 400, 1200) : 1355) - m.length);
        synth_udp(s, peer, &client->at, &m);
        synth_wait_between(s, 5 * SYNTH_MS, 30 * SYNTH_MS);
    }
}

void skype_search(struct synth *s, struct skype_client *client, uint32_t first_peer, uint32_t peers)
{
    s->label = &search;
    for (uint32_t i = 0; i < peers; i++) {
        const struct synth_endpoint peer = synth_peer(s, first_peer + i);
        struct skype_command request = skype_command(s, client, 47, 2);
        skype_command_send(s, &client->at, &peer, &request);
        skype_wait_answer(s);
        fragments(s, client, &peer, request.id, 9);
    }
}

void play_udp_fragments(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    skype_search(s, &client, 0, 3);
}

/* Behind a NAT the client's own ack names the stranger's address, which is where it goes (CAP12). */
void play_udp_stranger(struct synth *s)
{
    const struct skype_client client = skype_client_nat(s);
    s->label = &stranger;
    for (uint32_t i = 0; i < 3; i++) {
        const struct synth_endpoint peer = synth_peer(s, i);
        const uint16_t id = skype_foreign_send(s, &peer, &client.at, synth_between(s, 19, 21));
        synth_wait_between(s, 100 * SYNTH_US, 300 * SYNTH_US);
        skype_reply(s, &client.at, &peer, SKYPE_ACK, id, peer.address);
        synth_wait(s, 20 * SYNTH_S);
    }
}

/* 27 bytes there, 22 back, port 12350 (CAP12). */
void skype_events(struct synth *s, struct skype_client *client)
{
    const struct synth_endpoint server = synth_server(s, 2, 12350);
    s->label = &events;
    for (int i = 0; i < 2; i++) {
        struct skype_command request = skype_command(s, client, 27, 2);
        skype_command_send(s, &client->at, &server, &request);
        skype_wait_answer(s);
        skype_foreign_send(s, &server, &client->at, 22);
        synth_wait(s, 16 * SYNTH_S);
    }
}

void play_udp_events(struct synth *s)
{
    struct skype_client client = skype_client_nat(s);
    skype_events(s, &client);
}
