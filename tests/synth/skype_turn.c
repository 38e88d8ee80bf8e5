/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/synth/play.h"

#include "tests/synth/skype_ice.h"
#include "tests/synth/stun.h"

/* A call through one of Microsoft's relays. */

#define MICROSOFT_COOKIE 0x72c64bc6

static const struct synth_label relayed = {"skype", "turn", "call",
                                           "TURN with Microsoft's attributes (CAPT, NDPI)"};

/* Microsoft's cookie, its version, and what else an allocate carries; none of it is padded (CAPT). */
static struct synth_message allocate(struct synth *s)
{
    struct synth_message m = synth_stun_begin(s, 0x0003);
    synth_stun_number(&m, 0x000f, MICROSOFT_COOKIE);
    synth_stun_number(&m, 0x8037, 2);
    synth_stun_number(&m, 0x8008, 6);
    synth_stun_number(&m, 0x8006, 1);
    synth_stun_number(&m, 0x0010, 0x2ee0);
    synth_stun_number(&m, 0x8055, 0x00020002);
    return m;
}

static struct synth_message refusal(struct synth *s, const struct synth_message *request)
{
    struct synth_message m = synth_stun_answer(request, 0x0113);
    struct synth_message nonce = {0};
    synth_put_random(&nonce, s, 20);
    synth_stun_number(&m, 0x000f, MICROSOFT_COOKIE);
    synth_stun_number(&m, 0x8008, 6);
    synth_stun_attribute_unpadded(&m, 0x0009, "\0\0\4\1Sign in", 11);
    synth_stun_attribute(&m, 0x0014, nonce.data, nonce.length);
    synth_stun_attribute(&m, 0x0015, "rtcmedia", 8);
    return m;
}

static struct synth_message granted(const struct synth_message *request, const struct synth_endpoint *seen,
                                    const struct synth_endpoint *relay)
{
    struct synth_message m = synth_stun_answer(request, 0x0103);
    synth_stun_number(&m, 0x000f, MICROSOFT_COOKIE);
    synth_stun_number(&m, 0x000d, 60);
    synth_stun_address(&m, 0x0001, relay);
    synth_stun_number(&m, 0x8008, 6);
    synth_stun_address(&m, 0x8020, seen);
    synth_stun_number(&m, 0x0010, 0x2ee0);
    return m;
}

/* A message to the other party, packed into one to the relay. */
static struct synth_message packed(struct synth *s, unsigned type, const struct synth_endpoint *target,
                                   const struct synth_message *inner)
{
    struct synth_message m = synth_stun_begin(s, type);
    synth_stun_number(&m, 0x000f, MICROSOFT_COOKIE);
    synth_stun_number(&m, 0x8008, 6);
    synth_stun_plain_address(&m, 0x0011, target);
    synth_stun_attribute_unpadded(&m, 0x0013, inner->data, inner->length);
    return m;
}

void play_turn_call(struct synth *s)
{
    const struct synth_endpoint here = synth_here(s, 50008), relay = synth_server(s, 7, 3478);
    const struct synth_endpoint other = synth_peer(s, 20), seen = synth_nat(here.port);
    const struct skype_ice ice = skype_ice_between(s, false);
    s->label = &relayed;
    s->expect.path = "relayed";
    for (int attempt = 0; attempt < 2; attempt++) {
        const struct synth_message request = allocate(s);
        synth_udp(s, &here, &relay, &request);
        synth_wait_between(s, 50 * SYNTH_MS, 60 * SYNTH_MS);
        const struct synth_message answer = attempt ? granted(&request, &seen, &relay) : refusal(s, &request);
        synth_udp(s, &relay, &here, &answer);
        synth_wait_between(s, 1 * SYNTH_MS, 5 * SYNTH_MS);
    }
    for (int n = 0; n < 4; n++) {
        const struct synth_message request = skype_ice_request(s, &ice, 0);
        const struct synth_message outer = packed(s, 0x0004, &other, &request);
        synth_udp(s, &here, &relay, &outer);
        synth_wait_between(s, 90 * SYNTH_MS, 110 * SYNTH_MS);
        const struct synth_message response = skype_ice_response(s, &ice, &request, &relay);
        const struct synth_message back = packed(s, 0x0115, &other, &response);
        synth_udp(s, &relay, &here, &back);
        synth_wait_between(s, 400 * SYNTH_MS, 500 * SYNTH_MS);
    }
}
